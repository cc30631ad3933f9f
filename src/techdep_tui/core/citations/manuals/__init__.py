"""The styles, one module for each manual: how it sets an entry and a citation of a `Work`."""
