"""Where the shipped folders are, installed or not. Nobody else says ``__file__``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_SHIPPED = Path(str(files("policykb"))) / "_assets"  # written by force-include, in the wheel only
ROOT = _SHIPPED if _SHIPPED.is_dir() else Path(__file__).resolve().parents[2]
ONTOLOGY, RULES, QUERIES, TEMPLATES = (
    ROOT / n for n in ("ontology", "rules", "queries", "reports/templates")
)
PLANS, SHAPES, VOCABULARIES, LEXICONS = (
    ONTOLOGY / n for n in ("plans", "shapes", "vocabularies", "lexicons")
)
