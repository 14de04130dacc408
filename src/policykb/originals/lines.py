"""Where the lines of a text start, as an editor counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Lines:
    """The offset at which each line starts, and where its words end."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text."""
        breaks = list(_BREAK.finditer(text))
        starts = (0, *(found.end() for found in breaks))
        return cls(starts, (*(found.start() for found in breaks), len(text)))

    def place(self, offset: int) -> tuple[int, int]:
        """The line that holds an offset, and the offset within it, both from 0."""
        line = bisect_right(self.starts, offset) - 1
        return line, offset - self.starts[line]
