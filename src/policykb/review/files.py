"""The files of a draft that is to be reviewed: the draft, its text, a workbook and a page to decide in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from policykb.draft.codec import to_json
from policykb.report.page import render
from policykb.report.words import Words
from policykb.review.page_view import page_view
from policykb.review.workbook import workbook

if TYPE_CHECKING:
    from policykb.draft.claims import Draft

DRAFT, TEXT, BOOK, PAGE = "draft.json", "source.txt", "review.xlsx", "review.html"


def review_files(draft: Draft, text: str, lang: str, title: str = "") -> dict[str, bytes]:
    """The four files by name, the same for the same draft; ``title`` is what the plan is called where that is known."""
    data = to_json(draft).encode("utf-8")
    shown = _called(draft, title)
    book = workbook(shown, text, hashlib.sha256(data).hexdigest(), Words(lang))
    page = review_page(draft, text, lang, title)
    return {DRAFT: data, TEXT: text.encode("utf-8"), BOOK: book, PAGE: page}


def review_page(draft: Draft, text: str, lang: str, title: str = "") -> bytes:
    """The page to decide in."""
    words = Words(lang)
    digest = hashlib.sha256(to_json(draft).encode("utf-8")).hexdigest()
    return render("review", words, page_view(_called(draft, title), text, digest, words), own=True)


def _called(draft: Draft, title: str) -> Draft:
    return replace(draft, title=title) if title else draft
