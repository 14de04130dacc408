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
from policykb.ask.spoken import FOR_PEOPLE, spoken, word, words
from policykb.ask.tables import FORMATS, Row, Value, render, width

__all__ = [
    "FORMATS",
    "FOR_PEOPLE",
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
    "spoken",
    "width",
    "with_prefixes",
    "word",
    "words",
]
