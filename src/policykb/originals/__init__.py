"""The file a plan came in: Word, PDF, HTML, Markdown or text, read into a text with the way back."""
