"""The first page in five lines: how many duties, what is next, what is past, who leads, what to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policykb.progress import ReportedState
from policykb.report.booklet.standing import SETTLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.report.booklet.values import Group, Owner, Task
    from policykb.report.facts import Facts
    from policykb.report.words import Words

_BASES = ("stated", "curated", "presumed", "inherited", "default", "specific")
_TOLD = ("missed", "achieved", "proven")
_QUOTED = 40


def opening(facts: Facts, words: Words, owner: Owner, groups: Sequence[Group]) -> tuple[tuple[str, str], ...]:
    """Five lines: what each is about, and what it says."""
    tasks = [task for group in groups for task in group.tasks]
    said = (
        ("how_many", _how_many(words, groups, tasks)),
        ("next", _next(words, tasks)),
        ("past", _past(words, tasks)),
        ("who_leads", _who_leads(words, groups)),
        ("decide", _decide(facts, words, owner, groups)),
    )
    return tuple((words(f"booklet.{name}"), line[:1].upper() + line[1:]) for name, line in said)


def _how_many(words: Words, groups: Sequence[Group], tasks: Sequence[Task]) -> str:
    bases = Counter(charge.basis for group in groups for charge in group.charges)
    bases.update(charge.basis for task in tasks for charge in task.charges)
    parts = [words(f"booklet.n_{basis}", n=bases[basis]) for basis in _BASES if bases[basis]]
    return words(
        "booklet.how_many_is",
        n=bases.total(),
        parts=words("booklet.semicolon").join(parts),
        measures=len(groups),
        rows=len(tasks),
        actions=sum(task.row.kind == "action" for task in tasks),
        targets=sum(task.row.kind == "target" for task in tasks),
    )


def _next(words: Words, tasks: Sequence[Task]) -> str:
    coming = [
        task
        for task in tasks
        if task.row.deadline and not task.standing.past and task.standing.slug not in SETTLED
    ]
    if not coming:
        return words("booklet.next_none", undated=_undated(tasks), of=len(tasks))
    first = min(coming, key=lambda task: (task.row.deadline, task.row.index, task.id))
    same = sum(task.row.deadline == first.row.deadline for task in coming)
    return words(
        "booklet.next_is",
        day=first.row.deadline_words,
        days=first.standing.days_said,
        n=same,
        id=first.id,
        words=quoted(words, shortened(first.row.words)),
    )


def _past(words: Words, tasks: Sequence[Task]) -> str:
    past = [task for task in tasks if task.standing.past]
    waiting = [task for task in past if task.standing.slug == "due_unreported"]
    parts = []
    if waiting:
        first = min(waiting, key=lambda task: (task.row.deadline, task.row.index))
        key = "booklet.past_is"
        parts.append(words(key, n=len(waiting), day=first.row.deadline_words, days=first.standing.days_said))
    whole = sum(task.whole for task in waiting)
    if whole:
        parts.append(words("booklet.past_whole", n=whole))
    slugs = Counter(task.standing.slug for task in past)
    parts += [words(f"booklet.past_{slug}", n=slugs[slug]) for slug in _TOLD if slugs[slug]]
    if not parts:
        return words("booklet.past_none")
    return words("booklet.semicolon").join(parts) + words(
        "booklet.past_means" if waiting else "booklet.full_stop"
    )


def _who_leads(words: Words, groups: Sequence[Group]) -> str:
    own = Counter(group.leads for group in groups if group.leads)
    others: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for one in group.partners:
            if one.role:
                others[one.role][one.name] += 1
    parts = [words(f"booklet.leads_{kind}", n=own[kind]) for kind in sorted(own)]
    for role in sorted(others):
        ranked = sorted(others[role].items(), key=lambda item: (-item[1], item[0]))
        names = words.listing([words("booklet.led_n", body=name, n=n) for name, n in ranked])
        parts.append(words(f"booklet.led_{role}", names=names))
    unled = sum(not group.leads and not any(one.role for one in group.partners) for group in groups)
    if unled:
        parts.append(words("booklet.unled", n=unled))
    return words("booklet.semicolon").join(parts) + words("booklet.full_stop") if parts else ""


def _decide(facts: Facts, words: Words, owner: Owner, groups: Sequence[Group]) -> str:
    tasks = [task for group in groups for task in group.tasks]
    presumed = sum(group.leads == "presumptive_lead" for group in groups)
    doubts = sum(bool(task.row.note) for task in tasks)
    claimed = sum(
        bool(
            task.standing.entry
            and task.standing.entry.state == ReportedState.DONE
            and not task.standing.entry.proven
        )
        for task in tasks
    )
    default = any("default" in group.bases for group in groups)
    unknown = not owner.id
    parts = [
        words(f"booklet.decide_{name}", n=n)
        for name, n in (
            ("presumed", presumed),
            ("claimed", claimed),
            ("default", default),
            ("undated", _undated(tasks)),
            ("doubts", doubts),
            ("unknown", unknown),
        )
        if n
    ]
    if owner.succeeded:
        successor = facts.successors[owner.id]
        known = "booklet.decide_succeeded" if successor.confirmed else "booklet.decide_succeeded_unconfirmed"
        parts.insert(0, words(known, name=facts.name(successor.body)))
    if not parts:
        return words("booklet.decide_none")
    return words("booklet.decide_is", parts=words("booklet.semicolon").join(parts))


def _undated(tasks: Sequence[Task]) -> int:
    return sum(not task.row.deadline for task in tasks)


def shortened(quote: str) -> str:
    """A quote's beginning, with a mark where it goes on."""
    return quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"


def quoted(words: Words, quote: str) -> str:
    """A quote as it stands between quotation marks: in Chinese its own marks become single ones."""
    return quote.replace("“", "‘").replace("”", "’") if words.lang == "zh" else quote
