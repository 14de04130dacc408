"""Observations as tables that people fill in and programs read back: CSV, and a workbook with its columns explained."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.gate.cells import sheet_text
from policykb.observe.columns import OBSERVED
from policykb.observe.figures import NATIONWIDE, Observation
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHEETS = (Phrase("公布值", "observations"), Phrase("填写说明", "how to fill in"))
_HELP = (
    Phrase("列", "column"),
    Phrase("必填", "needed"),
    Phrase("填什么", "what it holds"),
    Phrase("可用的词", "words"),
)
_LAST_ROW = 1000
_WIDE, _NARROW = 28, 14
# What a spreadsheet program's number holds and gives back as it was written.
_FITS = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,4}[1-9])?")


def as_csv(observations: Iterable[Observation]) -> bytes:
    """The table as a plan's folder keeps it: UTF-8, a heading of column names, one figure a line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in OBSERVED])
    for one in observations:
        cells = _cells(one)
        writer.writerow([cells[column.name] for column in OBSERVED])
    return out.getvalue().encode()


def empty_csv(lang: str) -> bytes:
    """A heading alone, for a spreadsheet program to fill in."""
    headings = ",".join(column.heading.said(lang) for column in OBSERVED)
    return f"{headings}\r\n".encode("utf-8-sig")


def as_xlsx(observations: Iterable[Observation], lang: str) -> bytes:
    """A workbook: the figures on its first sheet, if there are any, and on its second what each column holds."""
    from datetime import datetime  # noqa: PLC0415 - only this form carries a date of its own

    import xlsxwriter  # noqa: PLC0415 - heavy, and only this form needs it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        # A workbook's own date would make two runs differ.
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - no zone is meant
        bold = book.add_format({"bold": True, "bottom": 1})
        page = book.add_worksheet(_SHEETS[0].said(lang))
        _write_heading(page, lang, bold, book.add_format({"num_format": "@"}))
        for number, one in enumerate(observations, start=1):
            _write_row(page, number, one)
        _write_help(
            book.add_worksheet(_SHEETS[1].said(lang)), lang, bold, book.add_format({"text_wrap": True})
        )
    return out.getvalue()


def _write_heading(page: Any, lang: str, bold: Any, as_text: Any) -> None:  # noqa: ANN401 - the package has no types
    for at, column in enumerate(OBSERVED):
        # A column of texts, or the program would turn 2025-10 into a day.
        page.set_column(
            at, at, _WIDE if len(column.name) > _NARROW else _NARROW, None if _is_number(at) else as_text
        )
        page.write_string(0, at, column.heading.said(lang), bold)
        if column.words:
            words = [code for code, _ in column.words]
            page.data_validation(1, at, _LAST_ROW, at, {"validate": "list", "source": words})
    page.freeze_panes(1, 0)


def _write_row(page: Any, number: int, one: Observation) -> None:  # noqa: ANN401 - as above
    cells = _cells(one)
    for at, column in enumerate(OBSERVED):
        text = cells[column.name]
        if _is_number(at) and _FITS.fullmatch(text):
            page.write_number(number, at, float(text))
        elif text:
            page.write_string(number, at, sheet_text(text))


def _write_help(page: Any, lang: str, bold: Any, wrapped: Any) -> None:  # noqa: ANN401 - as above
    page.set_column(0, 1, _NARROW)
    page.set_column(2, 3, 2 * _WIDE, wrapped)
    for at, heading in enumerate(_HELP):
        page.write_string(0, at, heading.said(lang), bold)
    for number, column in enumerate(OBSERVED, start=1):
        yes = Phrase("是", "yes").said(lang) if column.needed else ""
        words = "\n".join(code if lang == "en" else f"{code}（{zh}）" for code, zh in column.words)
        for at, text in enumerate((column.heading.said(lang), yes, column.holds.said(lang), words)):
            page.write_string(number, at, text)


def _is_number(at: int) -> bool:
    return OBSERVED[at].name == "value"


def _cells(one: Observation) -> dict[str, str]:
    """An observation as its table writes it, the unit as its source prints it."""
    plain = {
        "region": "全国" if one.region == NATIONWIDE else one.region.partition("/")[2],
        "unit": one.unit_as_printed or (unit_name(one.unit) if one.unit else ""),
        "kind": one.kind.value,
        "baseline_year": str(one.baseline_year or ""),
        "source_title": one.source.title,
        "source_url": one.source.url,
        "source_quality": one.source.quality,
        "confirmed": one.confirmed.value,
    }
    return {c.name: plain[c.name] if c.name in plain else str(getattr(one, c.name)) for c in OBSERVED}


def unit_name(slug: str) -> str:
    """A unit as tables write it."""
    return "%" if slug == "percent" else _unit_names()[slug]


@cache
def _unit_names() -> dict[str, str]:
    return {c.slug.partition("/")[2]: c.names[0] for c in assets.concepts("units") if c.names}
