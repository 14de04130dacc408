"""What if: a plan with some things supposed otherwise, and what that would change."""

from policykb.whatif.applying import Names, Supposed, suppose
from policykb.whatif.difference import difference
from policykb.whatif.forms import as_json, as_text
from policykb.whatif.sections import Section, sections
from policykb.whatif.standing import Standing, standing
from policykb.whatif.values import Told, Way, WhatIf
from policykb.whatif.wishes import Wish, Wished, read_overlay, wished

__all__ = [
    "Names",
    "Section",
    "Standing",
    "Supposed",
    "Told",
    "Way",
    "WhatIf",
    "Wish",
    "Wished",
    "as_json",
    "as_text",
    "difference",
    "read_overlay",
    "sections",
    "standing",
    "suppose",
    "wished",
]
