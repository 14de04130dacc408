"""Lights, points and grades by schemes that are data; what is not known is grey under every one of them."""

from policykb.schemes.lights import Deducted, Lit, deductions, light
from policykb.schemes.points import Assessed, Earned, Rate, completion, grade, points
from policykb.schemes.reading import (
    Assessment,
    Deduction,
    Grades,
    Lights,
    Origin,
    Part,
    Rule,
    assessments,
    grade_tables,
    light_schemes,
    lights_named,
)
from policykb.schemes.values import Case, Light, Named

__all__ = [
    "Assessed",
    "Assessment",
    "Case",
    "Deducted",
    "Deduction",
    "Earned",
    "Grades",
    "Light",
    "Lights",
    "Lit",
    "Named",
    "Origin",
    "Part",
    "Rate",
    "Rule",
    "assessments",
    "completion",
    "deductions",
    "grade",
    "grade_tables",
    "light",
    "light_schemes",
    "lights_named",
    "points",
]
