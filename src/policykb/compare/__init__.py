"""A plan against the documents above it: what is covered, how strictly, and what is missing."""
