"""What a required thing is called in a message: the document, the section, the thing, and whether it was ever read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import vocab
from policykb.quads import Literal
from policykb.vocab import PKB, Confirmed

if TYPE_CHECKING:
    from policykb.store import Cell, Store

_LABEL = vocab.PREFIXES["rdfs"] + "label"


def requirement_names(store: Store, values: str) -> dict[tuple[str, str], str]:
    """The names of those values that are requirements, by IRI and language; what was never read is called unconfirmed."""
    names = {}
    for row in store.select(_requirements_of(values)).dicts():
        label = row["label"]
        if isinstance(label, Literal) and row["value"]:
            said = {name: _text(cell) for name, cell in row.items()}
            names[said["value"], label.lang] = _in_zh(said) if label.lang == "zh" else _in_en(said)
    return names


def _in_zh(said: dict[str, str]) -> str:
    document = said["number"] or f"《{said['title']}》"
    doubt = "（未证实）" if said["confirmed"] == Confirmed.MEMORY else ""
    return f"{document}{said['section']}：{said['label']}{doubt}"


def _in_en(said: dict[str, str]) -> str:
    section = f", section {said['ordinal']}" if said["ordinal"] else ""
    doubt = "; unconfirmed" if said["confirmed"] == Confirmed.MEMORY else ""
    return f"{said['label']} ({said['title']}{section}{doubt})"


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell, Literal) else cell or ""


def _requirements_of(values: str) -> str:
    return f"""SELECT DISTINCT ?value ?label ?title ?number ?section ?ordinal ?confirmed WHERE {{
      VALUES ?value {{ {values} }}
      ?value a <{PKB.Requirement}> ; <{_LABEL}> ?label ; <{PKB.inDocument}> ?document ; <{PKB.confirmed}> ?confirmed .
      ?document <{_LABEL}> ?title .
      FILTER (LANG(?title) = LANG(?label))
      OPTIONAL {{ ?document <{PKB.documentNumber}> ?number }}
      OPTIONAL {{ ?value <{PKB.sectionLabel}> ?section ; <{PKB.sectionNumber}> ?ordinal }}
    }} ORDER BY ?value ?label ?title"""
