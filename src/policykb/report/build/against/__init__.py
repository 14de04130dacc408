"""The plan against the documents above it, section by section of the gap page."""
