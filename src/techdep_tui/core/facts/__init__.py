"""An `Article` becomes `Fact`s."""
