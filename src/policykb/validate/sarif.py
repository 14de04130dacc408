"""A validation as SARIF 2.1.0, which code hosts and editors show beside the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policykb import vocab
from policykb.originals.original import Kind
from policykb.validate import said
from policykb.validate.regions import lines
from policykb.vocab import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.validate.baseline import Known
    from policykb.validate.remarks import Examination, Remark
    from policykb.validate.shapes import Shape

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WERE = {severity.value: level for severity, level in _LEVELS.items()}
_QUOTE = 60


def sarif_text(examinations: Sequence[Examination], lang: str, *, as_of: str) -> str:
    """One run with a rule for each check and a result for each finding, waived and known ones included.

    Offsets and columns count code points. In a file that is no plain text the offsets are those of the text read from
    it, as ``offsetsReferTo`` says; the place in the file itself stands in the message.
    """
    from importlib.metadata import version  # noqa: PLC0415 - slow, and wanted here alone

    shapes = {check.shape.id: check.shape for e in examinations for check in e.validation.checked}
    rules = {shape: number for number, shape in enumerate(sorted(shapes))}
    results = [_result(e, remark, rules, lang) for e in examinations for remark in e.remarks]
    results += [_absent(e, known, rules, lang) for e in examinations for known in e.fixed]
    run = {
        "tool": {
            "driver": {
                "name": "policykb",
                "version": version("policykb"),
                "informationUri": vocab.BASE,
                "language": "en" if lang == "en" else "zh-Hans",
                "rules": [_rule(shapes[shape], lang) for shape in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(examination) for examination in examinations],
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notes(examinations, lang)}
        ],
        "properties": {"asOf": as_of},
        "results": results,
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(shape: Shape, lang: str) -> dict[str, Any]:
    both = (f"{shape.why_zh}{shape.fix_zh}", f"{shape.why_en} {shape.fix_en}")
    in_lang = both[lang == "en"]
    return {
        "id": shape.id,
        "name": shape.code,
        "shortDescription": {"text": said.title(shape, lang)},
        "fullDescription": {"text": said.why(shape, lang) or said.title(shape, lang)},
        "help": {
            "text": said.safe(in_lang).strip() or said.title(shape, lang),
            "markdown": f"{said.safe(both[0])}\n\n{said.safe(both[1])}".strip() or said.title(shape, lang),
        },
        "defaultConfiguration": {"level": _LEVELS[shape.severity]},
        "properties": {"profile": shape.profile, "title_zh": shape.title_zh, "title_en": shape.title_en},
    }


def _artifact(examination: Examination) -> dict[str, Any]:
    subject = examination.subject
    made: dict[str, Any] = {"location": {"uri": subject.uri}}
    return made | ({"hashes": {"sha-256": subject.sha256}} if subject.sha256 else {})


def _result(examination: Examination, remark: Remark, rules: dict[str, int], lang: str) -> dict[str, Any]:
    finding = remark.finding
    made: dict[str, Any] = {
        "ruleId": finding.shape,
        "ruleIndex": rules[finding.shape],
        "level": "note" if remark.doubt.zh else _LEVELS[finding.severity],
        "message": {"text": sentence(remark, lang)},
        "locations": [_location(examination, remark)],
        "partialFingerprints": {"policykbFinding/v1": finding.fingerprint},
        "properties": {
            "id": finding.id,
            "category": finding.category.value,
            "plan": examination.validation.plan,
            "offsetsReferTo": "file" if _is_plain(examination) else "textRead",
            "inDoubt": bool(remark.doubt.zh),
        },
    }
    if remark.known is not None:
        made["baselineState"] = "unchanged" if remark.known else "new"
    if remark.waiver is not None:
        made["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": said.safe(remark.waiver.reason),
                "properties": {"owner": said.safe(remark.waiver.owner), "expires": remark.waiver.expires},
            }
        ]
    return made


def sentence(remark: Remark, lang: str) -> str:
    """What is wrong, where, about which words, and what would mend it, on one line."""
    colon, stop = (": ", " ") if lang == "en" else ("：", "")
    quote = said.quoted(remark, _QUOTE)
    where = "  ".join(filter(None, [said.heading(remark), remark.place.said(lang)]))
    parts = [
        f"{said.message(remark, lang)}{'.' if lang == 'en' else '。'}",
        f"[{where}]" if where else "",
        f"“{quote}”" if quote else "",
    ]
    if fix := said.fix(remark.shape, lang):
        parts.append(f"{said.FIX.said(lang)}{colon}{fix}")
    if model := said.model(remark, lang):
        parts.append(f"{said.ADD.said(lang)}{colon}{model}")
    parts.append(said.state(remark, lang))
    return (stop or " ").join(part for part in parts if part)


def _location(examination: Examination, remark: Remark) -> dict[str, Any]:
    finding, subject, spot = remark.finding, examination.subject, remark.spot
    physical: dict[str, Any] = {"artifactLocation": {"uri": subject.uri}}
    if spot is not None:
        region: dict[str, Any] = {"charOffset": spot.start, "charLength": len(spot)}
        if subject.text:
            region["snippet"] = {"text": spot.quote(subject.text)}
        if (held := lines(subject.original, spot)) is not None:
            names = ("startLine", "startColumn", "endLine", "endColumn")
            region = dict(zip(names, held, strict=True)) | region
        physical["region"] = region
    path = f"{examination.validation.plan}/{finding.focus}"
    logical = {"name": said.heading(remark) or finding.focus, "fullyQualifiedName": path, "kind": "element"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _is_plain(examination: Examination) -> bool:
    original = examination.subject.original
    return original is None or original.kind is Kind.TEXT


def _absent(examination: Examination, known: Known, rules: dict[str, int], lang: str) -> dict[str, Any]:
    return {
        "ruleId": known.shape,
        "ruleIndex": rules[known.shape],
        "level": _WERE.get(known.severity, "warning"),
        "message": {"text": f"{said.FIXED.said(lang)}: {said.gone(known, lang)}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": examination.subject.uri}}}],
        "partialFingerprints": {"policykbFinding/v1": known.mark or known.id},
        "baselineState": "absent",
        "properties": {"id": known.id, "plan": examination.validation.plan},
    }


def _notes(examinations: Sequence[Examination], lang: str) -> list[dict[str, Any]]:
    told = [(note.said(lang), "warning") for e in examinations for note in e.notes]
    told += [(words, "note") for e in examinations if (words := said.reading(e, lang))]
    told += [(said.NOTHING_CHECKED.said(lang), "error") for e in examinations if e.validation.vacuous]
    return [{"level": level, "message": {"text": said.safe(words)}} for words, level in told]
