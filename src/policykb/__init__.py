"""Reads a plan of government, keeps its duties as knowledge, and proves every statement from the text.

>>> import policykb as pkb
>>> kb = pkb.load("ningxia-2022")          # doctest: +SKIP
>>> kb.query("who_answers_for_measure", measure="12").dicts()   # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policykb.kb import KnowledgeBase, Table, load

__all__ = ["KnowledgeBase", "Table", "load"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module holds
    """The public names, imported when they are first asked for: the command line starts without them."""
    if name in __all__:
        from policykb import kb  # noqa: PLC0415 - see above

        return getattr(kb, name)
    raise AttributeError(f"module 'policykb' has no attribute {name!r}")
