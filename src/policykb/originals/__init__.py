"""The file a plan came in: Word, PDF, HTML, Markdown or text, read into a text with the way back."""

from __future__ import annotations

from policykb.originals.original import Kind, Original, Piece
from policykb.originals.reading import read_original

__all__ = ["Kind", "Original", "Piece", "read_original"]
