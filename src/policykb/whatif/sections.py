"""The difference in words: a heading, a number and lines for each sort of change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from policykb.phrase import Phrase
from policykb.vocab import Severity
from policykb.whatif.values import SUPPOSED, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policykb.whatif.values import Duty, Found, Load, State, WhatIf

_SEVERITIES = {
    Severity.ERROR: Phrase("错误", "error"),
    Severity.WARNING: Phrase("警告", "warning"),
    Severity.INFO: Phrase("提示", "info"),
}
_WAYS = {
    Way.STRICTER: Phrase("▲ 更严", "▲ stricter"),
    Way.WEAKER: Phrase("▽ 更松", "▽ weaker"),
    Way.NEUTRAL: Phrase("", ""),
}
_SUPPOSED = Phrase("设想", "supposed")
_NONE = Phrase("无", "none")
_NAMED = 10
"""So many bodies are counted by name."""


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of change: how many there are, a line on each group and a line on each."""

    key: str
    title: Phrase
    count: int
    groups: tuple[Phrase, ...]
    lines: tuple[Phrase, ...]


def way(one: Way) -> Phrase:
    """Stricter or weaker, with its sign; nothing where it is neither."""
    return _WAYS[one]


def sections(found: WhatIf) -> tuple[Section, ...]:
    """Every sort of change, those that are none among them: that nothing follows is an answer too."""
    return (
        _section("findings_new", "新出现的问题", "new findings", _findings(found.findings_new)),
        _section("findings_gone", "消失的问题", "findings gone", _findings(found.findings_gone)),
        _duties(found, "duties_lost", Phrase("失去的责任", "duties lost"), found.duties_lost),
        _duties(found, "duties_gained", Phrase("新增的责任", "duties gained"), found.duties_gained),
        _section("loads", "协调负荷有变的单位", "bodies with another load", _loads(found)),
        _section(
            "diffuse_new",
            "变得责任分散的措施",
            "measures that become diffuse",
            _measures(found, found.diffuse_new),
        ),
        _section(
            "diffuse_gone",
            "不再责任分散的措施",
            "measures no longer diffuse",
            _measures(found, found.diffuse_gone),
        ),
        _section("deadlines", "期限有变的条目", "deadlines moved", _deadlines(found)),
        _section("states", "状态有变的目标", "targets that stand otherwise", _states(found)),
        _section("conclusions", "结论有变的规则", "rules with other conclusions", _rules(found)),
    )


def _section(key: str, in_zh: str, in_en: str, lines: Iterable[Phrase]) -> Section:
    made = tuple(lines)
    return Section(key, Phrase(in_zh, in_en), len(made), (), made)


def _findings(findings: Iterable[Found]) -> Iterator[Phrase]:
    for finding in findings:
        severity = _SEVERITIES[finding.severity]
        heading = Phrase(f"{finding.heading} " if finding.heading else "", "")
        yield Phrase(
            f"[{severity.zh}] {finding.focus} {heading.zh}{finding.message.zh}",
            f"[{severity.en}] {finding.focus} {finding.message.en}",
        )


def _duties(found: WhatIf, key: str, title: Phrase, duties: tuple[Duty, ...]) -> Section:
    """The duties, counted by basis and by body before they are listed."""
    bases = Counter(duty.basis for duty in duties).most_common()
    bodies = Counter(duty.body for duty in duties).most_common()
    groups = []
    if len(duties) > 1:
        groups.append(
            _counted(Phrase("按依据：", "by basis: "), [(_basis(found, b), n) for b, n in sorted(bases)])
        )
        ranked = sorted(bodies, key=lambda pair: (-pair[1], pair[0]))
        groups.append(_counted(Phrase("按单位：", "by body: "), [(found.name(b), n) for b, n in ranked]))
    lines = []
    for duty in duties:
        body, role, basis = found.name(duty.body), found.name(f"role/{duty.role}"), _basis(found, duty.basis)
        lines.append(
            Phrase(
                f"{duty.element} {body.zh}（{role.zh}，{basis.zh}）",
                f"{duty.element} {body.en} ({role.en}, {basis.en})",
            )
        )
    return Section(key, title, len(duties), tuple(groups), tuple(lines))


def _basis(found: WhatIf, basis: str) -> Phrase:
    return _SUPPOSED if basis == SUPPOSED else found.name(f"basis/{basis}")


def _counted(head: Phrase, pairs: list[tuple[Phrase, int]]) -> Phrase:
    shown, more = pairs[:_NAMED], len(pairs) - _NAMED
    return Phrase(
        head.zh
        + "、".join(f"{name.zh} {n}" for name, n in shown)
        + (f" 等 {len(pairs)} 个" if more > 0 else ""),
        head.en
        + ", ".join(f"{name.en} {n}" for name, n in shown)
        + (f" and {more} more" if more > 0 else ""),
    )


def _loads(found: WhatIf) -> Iterator[Phrase]:
    for change in found.loads:
        name = found.name(change.about)
        old, new = (_load(side) for side in (change.old, change.new))
        yield Phrase(f"{name.zh}：{old.zh} → {new.zh}", f"{name.en}: {old.en} → {new.en}")


def _load(load: Load | None) -> Phrase:
    if load is None:
        return _NONE
    number = plain(load.load, 3)
    return Phrase(
        f"{number}（{load.measures} 项，居首 {load.firsts} 项）",
        f"{number} (measures {load.measures}, listed first {load.firsts})",
    )


def plain(number: str, places: int = 6) -> str:
    """A number without needless zeros, rounded to some places."""
    if not number:
        return ""
    text = f"{Decimal(number).quantize(Decimal(1).scaleb(-places)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _measures(found: WhatIf, measures: tuple[str, ...]) -> Iterator[Phrase]:
    for measure in measures:
        name = found.name(measure)
        yield Phrase(f"{measure} {name.zh}", f"{measure} {name.en}")


def _deadlines(found: WhatIf) -> Iterator[Phrase]:
    for change in found.deadlines:
        old, new = (_due(found, side) for side in (change.old, change.new))
        yield Phrase(f"{change.about}：{old.zh} → {new.zh}", f"{change.about}: {old.en} → {new.en}")


def _due(found: WhatIf, day: str | None) -> Phrase:
    if day is None:
        return _NONE
    over = Phrase("已过", "passed") if found.passed(day) else Phrase("未到", "not yet due")
    return Phrase(f"{day}（截至{found.as_of}{over.zh}）", f"{day} ({over.en} on {found.as_of})")


def _states(found: WhatIf) -> Iterator[Phrase]:
    for change in found.states:
        old, new = (_state(found, side) for side in (change.old, change.new))
        yield Phrase(f"{change.about}：{old.zh} → {new.zh}", f"{change.about}: {old.en} → {new.en}")


def _state(found: WhatIf, state: State | None) -> Phrase:
    if state is None:
        return _NONE
    name = found.name(f"target-state/{state.state}")
    parts = (
        ("目标值", "goal", state.goal),
        ("差距", "gap", state.gap),
        ("所需年均进度", "required pace", state.pace),
    )
    known = [(in_zh, in_en, plain(number)) for in_zh, in_en, number in parts if number]
    return Phrase(
        name.zh + (f"（{'，'.join(f'{word} {number}' for word, _, number in known)}）" if known else ""),
        name.en + (f" ({', '.join(f'{word} {number}' for _, word, number in known)})" if known else ""),
    )


def _rules(found: WhatIf) -> Iterator[Phrase]:
    for rule in found.conclusions:
        lost, gained, other = len(rule.lost), len(rule.gained), len(rule.otherwise)
        yield Phrase(
            f"{rule.title.zh}（{rule.rule}）：{rule.old} → {rule.new}；失去 {lost}，新增 {gained}，改变 {other}",
            f"{rule.title.en} ({rule.rule}): {rule.old} → {rule.new}; {lost} lost, {gained} new, {other} otherwise",
        )
