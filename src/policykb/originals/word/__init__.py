"""Word documents: their words as a reader sees them, automatic numbers included, and comments back into them."""
