"""A validation for machines: JSON for programs, the W3C report for RDF tools."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from policykb import vocab
from policykb.quads import Quad, Term, boolean, en, zh
from policykb.store import Store
from policykb.validate.grammar import SH
from policykb.vocab import Category, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policykb.validate.findings import Finding, Result, Validation

SCHEMA = vocab.BASE + "schema/findings.json"
SCHEMA_VERSION = "1.0"
_RDF = vocab.PREFIXES["rdf"]


def json_text(validations: Sequence[Validation], *, as_of: str) -> str:
    """Findings, counts and inputs as JSON, keys in a fixed order."""
    from importlib.metadata import version  # noqa: PLC0415 - slow, and wanted here alone

    report = {
        "$schema": SCHEMA,
        "schemaVersion": SCHEMA_VERSION,
        "tool": {"name": "policykb", "version": version("policykb")},
        "inputs": [{"plan": v.plan, "textSha256": v.text} for v in validations],
        "asOf": as_of,
        "summary": [_summary(validation) for validation in validations],
        "findings": [_record(validation.plan, f) for validation in validations for f in validation.findings],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _summary(validation: Validation) -> dict[str, Any]:
    return {
        "plan": validation.plan,
        "profiles": list(validation.profiles),
        "engine": validation.engine,
        "vacuous": validation.vacuous,
        "elements": validation.elements,
        "counts": {c.value: {s.value: validation.count(c, s) for s in Severity} for c in Category},
        "checked": [
            {
                "shape": check.shape.id,
                "code": check.shape.code,
                "profile": check.shape.profile,
                "focusNodes": check.focus,
                "members": check.members,
                "findings": check.found,
            }
            for check in validation.checked
        ],
    }


def _record(plan: str, finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "plan": plan,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "code": finding.code,
        "shape": finding.shape,
        "focus": finding.focus,
        "heading": finding.heading,
        "message": {"zh": finding.message_zh, "en": finding.message_en},
        "path": finding.path,
        "value": finding.value,
        "quotes": [{"start": q.span.start, "end": q.span.end, "quote": q.text} for q in finding.quotes],
    }


def report_turtle(validation: Validation) -> str:
    """The W3C validation report as Turtle, the same for the same findings.

    Every result has a name; blank nodes stand for property paths alone, numbered in order.
    """
    report = vocab.graph_iri(validation.plan, "findings")
    quads = [
        Quad(report, _RDF + "type", SH + "ValidationReport"),
        Quad(report, SH + "conforms", boolean(not validation.findings)),
    ]
    paths: dict[str, str] = {}
    for finding in validation.findings:
        for result in finding.results:
            name = _result_iri(validation.plan, finding, result)
            quads.append(Quad(report, SH + "result", name))
            quads += _result_quads(name, finding, result, paths)
    for path, node in paths.items():
        quads += _path_quads(path, node)
    store = Store()
    store.add(quad._replace(graph=report) for quad in quads)
    used = {prefix: vocab.PREFIXES[prefix] for prefix in ("sh", "pkb", "rdf", "rdfs", "skos", "xsd")}
    return store.turtle([report], used).decode("utf-8")


def _result_iri(plan: str, finding: Finding, result: Result) -> str:
    part = "" if len(finding.results) == 1 else "." + result.component.removesuffix("ConstraintComponent")
    return vocab.plan_iri(plan, "finding", finding.id.replace("#", "/") + part)


def _result_quads(name: str, finding: Finding, result: Result, paths: dict[str, str]) -> list[Quad]:
    path = result.path
    if path.startswith(("<", "^")):
        path = paths.setdefault(path, f"_:path{len(paths) + 1}")
    said: list[tuple[str, Term | None]] = [
        (_RDF + "type", SH + "ValidationResult"),
        (SH + "focusNode", result.focus),
        (SH + "resultPath", path or None),
        (SH + "resultSeverity", SH + result.severity),
        (SH + "sourceShape", result.source),
        (SH + "sourceConstraintComponent", SH + result.component),
        (SH + "value", result.value),
        (SH + "resultMessage", zh(finding.message_zh)),
        (SH + "resultMessage", en(finding.message_en)),
    ]
    return [Quad(name, predicate, value) for predicate, value in said if value is not None]


def _path_quads(path: str, node: str) -> Iterable[Quad]:
    steps = re.findall(r"(\^?)<([^>]+)>", path)
    for number, (inverse, predicate) in enumerate(steps, 1):
        step = node if len(steps) == 1 else f"{node}s{number}"
        if inverse:
            yield Quad(step, SH + "inversePath", predicate)
        if len(steps) > 1:
            here = node if number == 1 else f"{node}l{number}"
            yield Quad(here, _RDF + "first", step if inverse else predicate)
            yield Quad(here, _RDF + "rest", f"{node}l{number + 1}" if number < len(steps) else _RDF + "nil")
