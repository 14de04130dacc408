"""The cases of the shipped queries: `tests/queries/<id>/cases.toml`, those of an export table under `tables-<what>`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from policykb.ask import Question, export_table, question

FILES = sorted((Path(__file__).parents[1] / "queries").glob("*/cases.toml"))


def cases_of(path: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["case"])


ALL = [(path.parent.name, case) for path in FILES for case in cases_of(path)]
IDS = [f"{name}: {case['says']}" for name, case in ALL]


def asked(name: str) -> Question:
    return export_table(name.removeprefix("tables-")) if name.startswith("tables-") else question(name)
