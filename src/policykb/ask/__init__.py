"""Answers to questions: shipped and own queries, names as people write them, tables in many forms."""

from policykb.ask.answer import Answer, answer
from policykb.ask.binding import with_prefixes
from policykb.ask.parameters import named
from policykb.ask.question import (
    Column,
    Competency,
    Kind,
    Parameter,
    Question,
    export_table,
    question,
    questions,
)
from policykb.ask.tables import FORMATS, Row, Value, render

__all__ = [
    "FORMATS",
    "Answer",
    "Column",
    "Competency",
    "Kind",
    "Parameter",
    "Question",
    "Row",
    "Value",
    "answer",
    "export_table",
    "named",
    "question",
    "questions",
    "render",
    "with_prefixes",
]
