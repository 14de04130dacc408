"""What is to be done: one action a verb clause, with what it is done with, on or for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policykb.draft.claims import Action
from policykb.extract import force
from policykb.extract.clauses import clauses, sentences
from policykb.extract.predicates import (
    Predicate,
    after_connector,
    continues,
    is_lead_in,
    is_means,
    is_unfinished,
    names_another_act,
    opens_with_modal,
    predicate,
    words_of,
)
from policykb.extract.setting import setting
from policykb.span import Span
from policykb.text import Unbroken, display
from policykb.vocab import Confidence, Force

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class _Clause:
    span: Span
    words: Unbroken
    found: Predicate | None


@dataclass(slots=True)
class _Task:
    """A clause that says what to do, with the stretches that belong to it."""

    clause: _Clause
    found: Predicate
    span: Span
    first: bool
    """Whether it opens its sentence."""
    unfinished: bool = False
    doubts: list[str] = field(default_factory=list)

    def take(self, span: Span) -> None:
        self.span = Span(min(self.span.start, span.start), max(self.span.end, span.end))


def actions(text: str, home: str, body: Span, taken: Sequence[Span] = ()) -> tuple[Action, ...]:
    """The actions of a measure's body in text order.

    Args:
        text: the whole plan.
        home: the measure's id.
        body: the measure's body.
        taken: where targets stand; a clause that is a target is no action.
    """
    back = setting(text).looks_back
    sentences_of = _tasks(text, body, _cover(body, taken))
    tasks = [task for sentence in sentences_of for task in sentence if not back(task.span.start)]
    readings = list(_readings(text, tasks))
    return tuple(
        _action(text, f"{home}/a{number:02}", task, reading)
        for number, (task, reading) in enumerate(zip(tasks, readings, strict=True), 1)
    )


@dataclass(frozen=True, slots=True)
class _Cover:
    """Which places of a body are taken."""

    start: int
    places: bytearray

    def touches(self, span: Span) -> bool:
        """Whether any place of a stretch is."""
        return self.places.find(1, span.start - self.start, span.end - self.start) >= 0


def _cover(body: Span, taken: Sequence[Span]) -> _Cover:
    places = bytearray(len(body))
    for span in taken:
        if span.overlaps(body):
            start, end = max(span.start, body.start) - body.start, min(span.end, body.end) - body.start
            places[start:end] = b"\1" * (end - start)
    return _Cover(body.start, places)


def _tasks(text: str, body: Span, taken: _Cover) -> Iterator[list[_Task]]:
    """The tasks, sentence by sentence; a list may go on after a semicolon."""
    open_task: _Task | None = None
    for sentence in sentences(text, body):
        tasks, open_task = _in_sentence(_clauses(text, sentence), taken, open_task)
        yield tasks
        if text[sentence.end - 1] not in "；;":
            open_task = None


def _clauses(text: str, sentence: Span) -> list[_Clause]:
    """The sentence's clauses; one that only goes on with a list belongs to the one before it."""
    joined: list[Span] = []
    for span in clauses(text, sentence):
        if joined and continues(span.quote(text)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    unbroken = [Unbroken.of(text, span) for span in joined]
    return [
        _Clause(span, words, predicate(words.words)) for span, words in zip(joined, unbroken, strict=True)
    ]


def _in_sentence(
    parts: list[_Clause], taken: _Cover, current: _Task | None
) -> tuple[list[_Task], _Task | None]:
    """The sentence's tasks, and the one that its last clause belongs to."""
    tasks: list[_Task] = []
    waiting: list[_Clause] = []
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if taken.touches(part.span):
            waiting, current = [], None
        elif current and current.unfinished and part.found:
            current.take(part.span)
            current.unfinished = False
        elif part.found and not (following and _only_prepares(part, part.found, following)):
            current = _task(part, part.found, waiting, first=not tasks)
            tasks.append(current)
            waiting = []
        elif current and not waiting and _belongs_before(part, following):
            current.take(part.span)
            current.doubts.append(force.doubt("joined"))
        else:
            waiting.append(part)
    if waiting and current:
        current.take(waiting[-1].span)
        current.doubts.append(force.doubt("joined"))
    return tasks, current


def _only_prepares(part: _Clause, found: Predicate, following: _Clause) -> bool:
    """Whether a clause names what the next is done with, or what the next one's duty is of: 新建企业，应……."""
    words, after = part.words.words, following.words.words
    names = words[found.head.start : found.head.end] in words_of("attributive") and not found.modal
    owed = opens_with_modal(after) and not after.startswith(("禁止", "严禁"))
    return (names and owed and words.endswith(tuple(words_of("things")))) or is_means(words, found)


def _belongs_before(part: _Clause, following: _Clause | None) -> bool:
    """Whether a clause without a verb ends the list before it, rather than opening what follows."""
    if part.found or is_lead_in(part.words.words):
        return False
    return following is None or not opens_with_modal(following.words.words)


def _task(part: _Clause, found: Predicate, waiting: Sequence[_Clause], *, first: bool) -> _Task:
    words = part.words.words
    task = _Task(part, found, part.span, first, unfinished=is_unfinished(words, found))
    for lead in waiting:
        task.take(lead.span)
        if lead.found and is_means(lead.words.words, lead.found):
            task.doubts.append(force.doubt("means"))
    return task


def _readings(text: str, tasks: Sequence[_Task]) -> Iterator[tuple[force.Reading, Span]]:
    """Each task's force and where its marker stands; a bare clause follows the one that urges its doer."""
    urging: tuple[force.Reading, Span] | None = None
    mandated = False
    for task in tasks:
        if task.first:
            urging, mandated = None, False
        reading = force.read(task.clause.words.words, task.found, _tail(text, task))
        place = task.clause.words.span(reading.marker.start, reading.marker.end)
        if urging and not reading.own:
            task.doubts.append(force.doubt("follows"))
            yield urging
            continue
        if reading.own:
            urges = reading.force is Force.ENCOURAGE and not task.found.governed
            urging = (reading, place) if urges else None
            if mandated and reading.doubt == force.doubt("lawful"):
                reading = replace(reading, doubt="")
            mandated = reading.force is Force.MANDATE
        task.doubts += _doubts(task, reading)
        yield reading, place


def _doubts(task: _Task, reading: force.Reading) -> Iterator[str]:
    """What else the clause could be."""
    if not task.first and _is_result(task):
        yield force.doubt("outcome" if reading.force is Force.COMMIT else "result")
    if _act(task) in words_of("principles"):
        yield force.doubt("principle")
    if names_another_act(task.clause.words.words, task.found):
        yield force.doubt("another_act")


def _act(task: _Task) -> str:
    return task.clause.words.words[task.found.head.start : task.found.head.end]


def _is_result(task: _Task) -> bool:
    """Whether a bare verb of outcome stands alone in its clause."""
    bare = task.found.head.start == task.found.zone and not task.found.preposed
    led = task.span.start < task.clause.span.start and _act(task) not in words_of("after_subject")
    return bare and not led and _act(task) in words_of("results")


def _tail(text: str, task: _Task) -> str:
    """What follows the act, to the end of the task."""
    after = task.clause.words.places[task.found.head.end - 1] + 1
    return display(text[after : task.span.end]) if after < task.span.end else ""


def _whole(text: str, task: _Task) -> str:
    """The task's words without the connector before them."""
    words = Unbroken.of(text, task.span).words
    return words[after_connector(words) :]


def _action(text: str, name: str, task: _Task, reading: tuple[force.Reading, Span]) -> Action:
    found, place = reading
    head = task.clause.words.span(task.found.head.start, task.found.head.end)
    led = task.found.preposed or task.span.start < task.clause.span.start
    doubts = tuple(dict.fromkeys(filter(None, (*task.doubts, found.doubt))))
    return Action(
        id=name,
        span=task.span,
        confidence=Confidence.LIKELY if doubts else Confidence.CERTAIN,
        doubt="；".join(doubts),
        verb=display(head.quote(text)),
        object=_whole(text, task) if led else _tail(text, task) or _whole(text, task),
        force=found.force,
        marker=display(place.quote(text)),
        marker_span=place,
    )
