"""Web pages: their words and tables as a reader sees them, without what surrounds the text."""
