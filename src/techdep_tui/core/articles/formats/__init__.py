"""One module a format; each turns a decoded text into the same `Parsed` shape."""
