"""From a plan's text to its draft: one recogniser a file."""
