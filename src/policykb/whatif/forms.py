"""The difference as plain text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policykb.phrase import Phrase
from policykb.whatif.sections import sections, way

if TYPE_CHECKING:
    from policykb.whatif.values import Changed, Duty, Found, Load, State, WhatIf

SHOWN = 8
"""So many lines of a sort are listed; of more, how many are left out is said."""
_ON_PAPER_ONLY = Phrase(
    "以上只是设想：没有改动任何文件，原文和已审定的内容不变。",
    "All of this is only supposed: no file was changed; the text and what was reviewed stand as they are.",
)


def as_text(found: WhatIf, lang: str) -> str:
    """What is supposed, the numbers, then the lists, each cut short with its count."""
    stop, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    told = stop.join(f"{one.said.said(lang)} {way(one.way).said(lang)}".strip() for one in found.told)
    lines = [Phrase(f"设想：{told}", f"Supposed: {told}").said(lang)]
    lines.append(
        Phrase(f"{found.title.zh}，截至 {found.as_of}", f"{found.title.en}, as of {found.as_of}").said(lang)
    )
    made = sections(found)
    lines.append("")
    lines += [f"  {section.count:>5}  {section.title.said(lang)}" for section in made]
    for section in made:
        if not section.count:
            continue
        lines += ["", f"{section.title.said(lang)}{colon}{section.count}"]
        lines += [f"  {group.said(lang)}" for group in section.groups]
        lines += [f"  - {line.said(lang)}" for line in section.lines[:SHOWN]]
        if (more := len(section.lines) - SHOWN) > 0:
            lines.append(
                Phrase(f"  … 另有 {more} 项（-f json 列全）", f"  … {more} more (-f json lists all)").said(
                    lang
                )
            )
    lines += ["", _ON_PAPER_ONLY.said(lang)]
    return "\n".join(lines) + "\n"


def as_json(found: WhatIf) -> str:
    """Everything, in both languages where it is words."""
    plain: dict[str, Any] = {
        "plan": found.plan,
        "as_of": found.as_of,
        "supposed": [
            {"kind": t.kind, "what": t.what, "way": t.way.value, **_words("said", t.said)} for t in found.told
        ],
        "counts": {section.key: section.count for section in sections(found)},
        "findings_new": [_finding(one) for one in found.findings_new],
        "findings_gone": [_finding(one) for one in found.findings_gone],
        "duties_lost": [_duty(found, one) for one in found.duties_lost],
        "duties_gained": [_duty(found, one) for one in found.duties_gained],
        "loads": [_named(found, change) for change in found.loads],
        "diffuse_new": list(found.diffuse_new),
        "diffuse_gone": list(found.diffuse_gone),
        "deadlines": [
            {
                **_sides(change),
                "passed_before": found.passed(change.old),
                "passed_after": found.passed(change.new),
            }
            for change in found.deadlines
        ],
        "states": [_sides(change) for change in found.states],
        "conclusions": [
            {
                "rule": rule.rule,
                **_words("title", rule.title),
                "before": rule.old,
                "after": rule.new,
                "lost": list(rule.lost),
                "gained": list(rule.gained),
                "otherwise": list(rule.otherwise),
            }
            for rule in found.conclusions
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _words(key: str, said: Phrase) -> dict[str, str]:
    return {f"{key}_zh": said.zh, f"{key}_en": said.en}


def _finding(one: Found) -> dict[str, str]:
    return {
        "id": one.id,
        "severity": one.severity.value,
        "category": one.category.value,
        "focus": one.focus,
        "heading": one.heading,
        **_words("message", one.message),
    }


def _duty(found: WhatIf, one: Duty) -> dict[str, str]:
    return {**one._asdict(), **_words("body_name", found.name(one.body))}


def _named(found: WhatIf, change: Changed[Any]) -> dict[str, Any]:
    return {**_sides(change), **_words("name", found.name(change.about))}


def _sides(change: Changed[Any]) -> dict[str, Any]:
    return {"about": change.about, "before": _plain(change.old), "after": _plain(change.new)}


def _plain(side: str | Load | State | None) -> object:
    return side if side is None or isinstance(side, str) else side._asdict()
