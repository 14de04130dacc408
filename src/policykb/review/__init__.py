"""A draft before people and back: a workbook and a page to decide in, and what was decided."""

from policykb.review.applying import Applied, applied
from policykb.review.entries import Returned
from policykb.review.faults import Fault
from policykb.review.files import BOOK, DRAFT, PAGE, TEXT, review_files, review_page
from policykb.review.page_in import page_decisions
from policykb.review.record import LOG, gone_lines, log_lines
from policykb.review.returned import returned

__all__ = [
    "BOOK",
    "DRAFT",
    "LOG",
    "PAGE",
    "TEXT",
    "Applied",
    "Fault",
    "Returned",
    "applied",
    "gone_lines",
    "log_lines",
    "page_decisions",
    "returned",
    "review_files",
    "review_page",
]
