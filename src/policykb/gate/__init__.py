"""The one door for bytes from outside, and for files on their way out."""
