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

    from policykb.validate.baseline import Known
    from policykb.validate.findings import Finding, Result, Validation
    from policykb.validate.remarks import Examination, Remark

SCHEMA = vocab.BASE + "schema/findings.json"
SCHEMA_VERSION = "1.1"
_RDF = vocab.PREFIXES["rdf"]


def json_text(examinations: Sequence[Examination], *, as_of: str) -> str:
    """Findings, counts and inputs as JSON, keys in a fixed order; what a later run takes as its baseline."""
    from importlib.metadata import version  # noqa: PLC0415 - slow, and wanted here alone

    report = {
        "$schema": SCHEMA,
        "schemaVersion": SCHEMA_VERSION,
        "tool": {"name": "policykb", "version": version("policykb")},
        "inputs": [_input(examination) for examination in examinations],
        "asOf": as_of,
        "summary": [_summary(examination) for examination in examinations],
        "findings": [_record(e, remark) for e in examinations for remark in e.remarks],
        "fixed": [_fixed(known) for examination in examinations for known in examination.fixed],
        "notes": [note._asdict() for examination in examinations for note in examination.notes],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _input(examination: Examination) -> dict[str, Any]:
    subject, validation = examination.subject, examination.validation
    return {
        "plan": validation.plan,
        "path": subject.name,
        "sha256": subject.sha256,
        "textSha256": validation.text,
        "reviewed": examination.reading.reviewed,
        "sentencesUnread": examination.reading.sentences_unread,
    }


def _summary(examination: Examination) -> dict[str, Any]:
    validation = examination.validation
    return {
        "plan": validation.plan,
        "profiles": list(validation.profiles),
        "engine": validation.engine,
        "vacuous": validation.vacuous,
        "elements": validation.elements,
        "counts": {c.value: {s.value: validation.count(c, s) for s in Severity} for c in Category},
        "counting": examination.failing,
        "waived": len(examination.waived),
        "known": len(examination.known),
        "fixed": len(examination.fixed),
        "inDoubt": sum(bool(remark.doubt.zh) for remark in examination.remarks),
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


def _record(examination: Examination, remark: Remark) -> dict[str, Any]:
    finding, shape, waiver = remark.finding, remark.shape, remark.waiver
    return {
        "id": finding.id,
        "fingerprint": finding.fingerprint,
        "plan": examination.validation.plan,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "code": finding.code,
        "shape": finding.shape,
        "focus": finding.focus,
        "heading": finding.heading,
        "message": {"zh": finding.message_zh, "en": finding.message_en},
        "why": {"zh": shape.why_zh, "en": shape.why_en},
        "fix": {"zh": shape.fix_zh, "en": shape.fix_en},
        "add": remark.add._asdict() if remark.add.zh else None,
        "path": finding.path,
        "value": finding.value,
        "place": remark.place._asdict() if remark.place.zh else None,
        "quotes": [{"start": q.span.start, "end": q.span.end, "quote": q.text} for q in finding.quotes],
        "counts": remark.counts,
        "doubt": remark.doubt._asdict() if remark.doubt.zh else None,
        "baseline": None if remark.known is None else "known" if remark.known else "new",
        "waived": None
        if waiver is None
        else {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires},
    }


def _fixed(known: Known) -> dict[str, Any]:
    return {
        "id": known.id,
        "fingerprint": known.mark,
        "plan": known.plan,
        "shape": known.shape,
        "severity": known.severity,
        "heading": known.heading,
        "message": known.message._asdict(),
    }


def report_turtle(validation: Validation) -> str:
    """The W3C validation report as Turtle, the same for the same findings.

    Every result has a name; blank nodes stand for property paths alone, numbered in order under the plan's id, so that the
    reports of several plans can stand in one file.
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
            quads += _result_quads(name, finding, result, paths, f"_:{validation.plan}-path")
    for path, node in paths.items():
        quads += _path_quads(path, node)
    store = Store()
    store.add(quad._replace(graph=report) for quad in quads)
    used = {prefix: vocab.PREFIXES[prefix] for prefix in ("sh", "pkb", "rdf", "rdfs", "skos", "xsd")}
    return store.turtle([report], used).decode("utf-8")


def _result_iri(plan: str, finding: Finding, result: Result) -> str:
    part = "" if len(finding.results) == 1 else "." + result.component.removesuffix("ConstraintComponent")
    return vocab.plan_iri(plan, "finding", finding.id.replace("#", "/") + part)


def _result_quads(
    name: str, finding: Finding, result: Result, paths: dict[str, str], label: str
) -> list[Quad]:
    path = result.path
    if path.startswith(("<", "^")):
        path = paths.setdefault(path, f"{label}{len(paths) + 1}")
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
