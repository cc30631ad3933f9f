"""One pane a module; data comes in, messages go out."""
