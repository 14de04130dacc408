"""One target against one required value: which verdicts it earns, several at once where true, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb.compare import lexicon
from policykb.compare.definitions import Kin, Kinship
from policykb.compare.figures import (
    PERCENT,
    asked,
    due_year,
    obstacle,
    said,
    shared_out,
    stricter_way,
    unit_name,
)
from policykb.compare.scopes import (
    ANOTHER_PLAN,
    ONE_REGION,
    PLANS,
    SAME_PLAN,
    Bearing,
    Bound,
    bearing,
    scope_name,
)
from policykb.phrase import Phrase
from policykb.vocab import Comparator, Verdict

if TYPE_CHECKING:
    from policykb.compare.figures import Side
    from policykb.compare.regional import Regional
    from policykb.draft.claims import Target
    from policykb.draft.requirements import Reference, Requirement, UpperDocument

_NUMBERED = re.compile(r"[〔\[(（](20\d\d)[〕\])）]")
_PUBLISHED = re.compile(r"(20\d\d)年\d{1,2}月\d{0,2}日?(?:公布|印发)")
_Judgement = tuple[tuple[Verdict, ...], tuple[Phrase, ...]]


def judged(regional: Regional, requirement: Requirement, target: Target, kinship: Kin) -> _Judgement:
    """The verdicts on a target and a required value of the same or a like indicator, and the reasons."""
    bound = _as_limited(bearing(requirement, regional), requirement, regional.quote(target.span))
    reasons = [phrase for phrase in (kinship.reason, bound.reason) if phrase is not None]
    if apart := excluded(regional, requirement, bound.bearing):
        return (Verdict.NOT_APPLICABLE,), (*apart, *reasons)
    one, other = asked(requirement), said(target)
    hindrance = obstacle(one, other) or _total(requirement, one) or _opposed(one, other, target.indicator)
    if kinship.kinship is Kinship.ALIKE or hindrance is not None:
        return (Verdict.NOT_COMPARABLE,), (*([hindrance] if hindrance else []), *reasons)
    numeric = _numeric(one, other, target.indicator, kinship.kinship)
    if numeric is None:
        follows = Phrase(
            "两边数字都列出，谁严谁宽无从推出", "both figures are shown; which is stricter does not follow"
        )
        return (Verdict.NOT_COMPARABLE,), (follows, *reasons)
    unknown = bound.bearing is Bearing.OPEN and not regional.region
    if bound.bearing is Bearing.OTHER_THINGS or unknown:
        return (Verdict.SCOPE_DIFFERS,), (*reasons, _if_alike(numeric))
    return _together(requirement, target, (kinship.kinship, bound.bearing, numeric), reasons)


def _as_limited(bound: Bound, requirement: Requirement, words: str) -> Bound:
    """How a requirement bears on a target whose own words limit it just as the requirement's scope does."""
    limits = lexicon.table()["limited"].get(requirement.scope, ())
    word = next((limit for limit in limits if limit in words), None)
    if word is None or bound.bearing is Bearing.OUTSIDE:
        return bound
    return Bound(Bearing.BINDS, Phrase(f"两边都限于“{word}”", f"both sides are limited to “{word}”"))


def _together(
    requirement: Requirement,
    target: Target,
    found: tuple[Kinship, Bearing, Verdict],
    reasons: list[Phrase],
) -> _Judgement:
    """The numeric verdict with those on years and scope."""
    kinship, bearing_, numeric = found
    timing = _timing(requirement, target)
    verdicts = [numeric, *([timing] if timing else [])]
    told = [_figures(asked(requirement), said(target)), *_why(requirement, numeric, timing), *reasons]
    where = _elsewhere(requirement, target)
    if where:
        told.append(Phrase(f"本方案只及“{where}”", f"the plan's target is for “{where}” only"))
    if kinship is not Kinship.SAME or bearing_ is not Bearing.BINDS or where:
        verdicts.append(Verdict.SCOPE_DIFFERS)
    return tuple(verdicts), tuple(told)


def excluded(regional: Regional, requirement: Requirement, bearing_: Bearing) -> tuple[Phrase, ...]:
    """Why a required value cannot be held against the plan at all; empty where it can."""
    if bearing_ is Bearing.OUTSIDE:
        return (Phrase("不约束本地区", "it does not bind the region"),)
    if requirement.year and regional.horizon and requirement.year > regional.horizon:
        return (
            Phrase(f"本方案只到{regional.horizon}年", f"the plan looks no further than {regional.horizon}"),
        )
    return ()


def later(regional: Regional, requirement: Requirement, reference: Reference) -> Phrase | None:
    """That a document was issued after the plan, which can therefore not be blamed; ``None`` where it was not."""
    issued, own = issue_year(reference.document(requirement.document)), regional.issued_year
    if requirement.relation is not None or not issued or not own or issued <= own:
        return None
    return Phrase(
        f"该文件{issued}年印发，晚于本方案，不能据以评判，只供修订时参考",
        f"the document is of {issued}, later than the plan: no measure of it, but of use when it is revised",
    )


def issue_year(document: UpperDocument) -> int | None:
    """The year a document was issued in, as its date, its number or its note tells."""
    if document.issued_on:
        return int(document.issued_on[:4])
    found = _NUMBERED.search(document.number) or _PUBLISHED.search(document.note)
    return int(found.group(1)) if found else None


def _total(requirement: Requirement, one: Side) -> Phrase | None:
    if requirement.scope in {ONE_REGION, SAME_PLAN} or not shared_out(one):
        return None
    if requirement.scope == ANOTHER_PLAN:
        return Phrase("两地的总量不能直接比较", "totals of two regions do not compare")
    return Phrase(
        "上位数值是总量，本地区只占其中一份",
        "the figure above is a total, of which the region has only a share",
    )


def _opposed(one: Side, other: Side, indicator: str) -> Phrase | None:
    if stricter_way(one, other, indicator) is not None:
        return None
    return Phrase("一方是下限，一方是上限", "one is a floor, the other a ceiling")


def _numeric(one: Side, other: Side, indicator: str, kinship: Kinship) -> Verdict | None:
    """The verdict on the numbers; ``None`` where the definitions let nothing follow from them."""
    way = stricter_way(one, other, indicator) or 1
    wanted = one.low if way > 0 else one.high
    given = other.low if way > 0 else other.high
    if wanted is None or given is None:
        return None
    ahead = (given.number - wanted.number) * way
    match kinship:
        case Kinship.WIDER:  # as much of more is less
            return Verdict.WEAKER if ahead <= 0 else None
        case Kinship.NARROWER:
            return Verdict.STRICTER if ahead >= 0 else None
        case _:
            return Verdict.EQUAL if ahead == 0 else Verdict.STRICTER if ahead > 0 else Verdict.WEAKER


def _figures(one: Side, other: Side) -> Phrase:
    """Both numbers in the one unit in which they were compared."""
    unit = unit_name(one.figure.canonical_unit)
    sign = "%" if one.figure.canonical_unit == PERCENT else ""
    above, here = one.figure.canonical + sign, other.figure.canonical + sign
    of_zh, of_en = ("", "") if sign else (unit.zh, f" {unit.en.lower()}")
    return Phrase(f"上位{above}{of_zh}，本方案{here}{of_zh}", f"above {above}{of_en}, here {here}{of_en}")


def _timing(requirement: Requirement, target: Target) -> Verdict | None:
    year = due_year(target)
    if requirement.year is None or year is None or year == requirement.year:
        return None
    return Verdict.LATER if year > requirement.year else Verdict.EARLIER


def _why(requirement: Requirement, numeric: Verdict, timing: Verdict | None) -> list[Phrase]:
    told = []
    if numeric is Verdict.WEAKER and requirement.scope not in {ONE_REGION, *PLANS}:
        told.append(average(requirement))
    if requirement.comparator is Comparator.ABOUT and numeric is Verdict.WEAKER:
        told.append(
            Phrase("上位文件写“左右”，留有余地", "the document above says “about”, which leaves room")
        )
    if (numeric, timing) in _CROSSED:
        told.append(
            Phrase(
                "年份不同，不是同一时点的数值：只列出，不计分",
                "the years differ, so the figures are not of one time: shown, not scored",
            )
        )
    return told


def average(requirement: Requirement) -> Phrase:
    """That a figure is an average, so that falling short of it is no failure by itself."""
    name = scope_name(requirement.scope)
    return Phrase(
        f"上位数值是“{name.zh}”的平均水平，本地区可能另有分解指标，但未见引用",
        f"the figure above is an average ({name.en}); the region may have been given its own, but none is cited",
    )


_CROSSED = (
    (Verdict.WEAKER, Verdict.EARLIER),
    (Verdict.STRICTER, Verdict.LATER),
)


def _if_alike(numeric: Verdict) -> Phrase:
    word = {Verdict.EQUAL: ("持平", "equal"), Verdict.STRICTER: ("更严", "stricter")}.get(
        numeric, ("更松", "weaker")
    )
    return Phrase(f"若视为同一范围，则{word[0]}", f"were the scope the same, it would be {word[1]}")


def _elsewhere(requirement: Requirement, target: Target) -> str:
    """Where a target holds, if that is neither the whole region nor what the requirement names too."""
    scope = target.scope.strip()
    whole = target.applies_per or scope in lexicon.table()["whole"]["words"]
    return "" if whole or scope in requirement.statement_zh else scope
