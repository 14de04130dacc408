"""A PDF to blocks and warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.gate.pdf import read_pdf
from policykb.originals.blocks import Block, Stretch
from policykb.originals.furniture import is_entry
from policykb.originals.pdf import telling
from policykb.originals.pdf.cells import table
from policykb.originals.pdf.columns import flows, gutter
from policykb.originals.pdf.margins import margins
from policykb.originals.pdf.paragraphs import goes_on, joined, measures
from policykb.originals.pdf.rows import Row, rows
from policykb.originals.pdf.signs import sheet
from policykb.originals.pdf.tables import Grid, grids
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.gate.pdf import Page
    from policykb.originals.blocks import Line
    from policykb.originals.pdf.columns import Flow, Item
    from policykb.originals.pdf.paragraphs import Measure
    from policykb.originals.pdf.signs import Sheet


_STEP, _GUTTERS = 6, 4


@dataclass(frozen=True, slots=True)
class PdfReading:
    """What a PDF says, and what its reader should check."""

    blocks: tuple[Block, ...]
    warnings: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page's rows and tables from top to bottom."""

    rows: tuple[Row, ...]
    grids: tuple[Grid, ...]


def read(data: bytes, *, where: object) -> PdfReading:
    """What a PDF says.

    Raises:
        InputError: damaged, locked, or without text.
        LimitError: more than the gate allows.
    """
    found = read_pdf(data, where=where)
    sheets = [sheet(page, number) for number, page in enumerate(found.pages)]
    telling.refuse_pictures(found.pages, sheets, where)
    leaves = [_leaf(page, one) for page, one in zip(found.pages, sheets, strict=True)]
    furniture = margins([leaf.rows for leaf in leaves], [page.height for page in found.pages])
    pages: list[list[Item]] = []
    entries = 0
    for number, leaf in enumerate(leaves):
        kept = [row for index, row in enumerate(leaf.rows) if (number, index) not in furniture]
        words = [row for row in kept if not is_entry(row.text.strip())]
        entries += len(kept) - len(words)
        items: list[Item] = sorted([*words, *leaf.grids], key=lambda item: (-item.y1, item.x0))
        pages.append(items)
    blocks = tuple(_blocks(_parts(pages), found.pages))
    told = telling.warnings(found, sheets, Counter(margins=len(furniture), entries=entries))
    return PdfReading(blocks, told)


def _parts(pages: Sequence[Sequence[Item]]) -> list[tuple[int, Flow]]:
    """The parts of all pages in reading order; a page of few lines has columns where another page has them."""
    counted = Counter(_STEP * round(place / _STEP) for items in pages if (place := gutter(items)) is not None)
    known = [place for place, _ in counted.most_common(_GUTTERS)]
    return [(number, flow) for number, items in enumerate(pages) for flow in flows(items, known)]


def _leaf(page: Page, one: Sheet) -> _Leaf:
    tables, free = grids(page.rules, one.signs)
    return _Leaf(tuple(rows(free)), tables)


def _blocks(parts: Sequence[tuple[int, Flow]], pages: Sequence[Page]) -> Iterator[Block]:
    """The paragraphs and tables of all pages, one after the other."""
    widths = {round(page.width): page.width for page in pages}
    kinds = [((round(pages[number].width), flow.column), flow) for number, flow in parts]
    known = measures(
        ((kind, item) for kind, flow in kinds for item in flow.items if isinstance(item, Row)), widths
    )
    paragraph: Line = ()
    last: tuple[Row, Measure] | None = None
    for (number, flow), (kind, _) in zip(parts, kinds, strict=True):
        for index, item in enumerate(flow.items):
            is_plain = isinstance(item, Row) and not _is_tabular(flow, index)
            if isinstance(item, Row) and is_plain and last is not None and goes_on(*last, item, known[kind]):
                paragraph, last = joined(paragraph, item.line()), (item, known[kind])
                continue
            if paragraph:
                yield paragraph
            paragraph, last = (), None
            if isinstance(item, Grid):
                yield table(item, number)
            elif is_plain:
                paragraph, last = item.line(), (item, known[kind])
            else:
                yield _tabbed(item)
    if paragraph:
        yield paragraph


def _is_tabular(flow: Flow, index: int) -> bool:
    """Whether a row's parts stand under or above those of its neighbour, as the cells of a table do."""
    row = flow.items[index]
    if not isinstance(row, Row):
        return False
    starts = [part.x0 for part in row.segments()[1:]]
    beside = (flow.items[at] for at in (index - 1, index + 1) if 0 <= at < len(flow.items))
    return any(
        abs(start - part.x0) <= row.size
        for other in beside
        if starts and isinstance(other, Row)
        for part in other.segments()[1:]
        for start in starts
    )


def _tabbed(row: Row) -> Line:
    """The row's parts with a tab between them."""
    found: list[Stretch] = []
    for part in row.segments():
        found += [Stretch("\t")] if found else []
        found += part.line()
    return tuple(found)
