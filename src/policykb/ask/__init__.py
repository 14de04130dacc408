"""Answers to questions: shipped and own queries, names as people write them, tables in many forms."""

from policykb.ask.answer import Answer, answer
from policykb.ask.question import Column, Competency, Parameter, Question, export_table, question, questions
from policykb.ask.tables import FORMATS, Row, Value, render

__all__ = [
    "FORMATS",
    "Answer",
    "Column",
    "Competency",
    "Parameter",
    "Question",
    "Row",
    "Value",
    "answer",
    "export_table",
    "question",
    "questions",
    "render",
]
