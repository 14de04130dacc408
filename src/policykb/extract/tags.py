"""Where a text says who is responsible: in brackets, after a label, on a line or in a sentence of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policykb.extract.body_names import shape_of
from policykb.extract.brackets import groups
from policykb.extract.clauses import sentences, trimmed
from policykb.extract.list_words import is_label, label_role, labels_in, lexicon
from policykb.extract.name_lists import Listing, read_list
from policykb.extract.predicates import alternation
from policykb.span import Span
from policykb.text import Unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policykb.vocab import Role

_BRACKETS = frozenset("（([【〔［﹝")
_STOPS = frozenset("。；;！？!?\n\r")
_LONGEST = 600
_LONGEST_LIST = 3000
_NEAR = 8
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch that says who is responsible, brackets included, and what it says."""

    span: Span
    listing: Listing


def tags_in(text: str, stretch: Span) -> tuple[Tag, ...]:
    """The tags of a stretch, in order."""
    if not _hints().search(text, stretch.start, stretch.end):
        return _only_names(text, stretch)
    closed = groups(text, stretch)
    found = [*_bracketed(text, stretch, closed), *_labelled(text, stretch, closed)]
    taken = [tag.span for tag in found]
    found += [tag for tag in _sentences(text, stretch) if not any(tag.span.overlaps(span) for span in taken)]
    return tuple(_apart(sorted(found, key=lambda tag: (tag.span.start, -tag.span.end))))


def together(text: str, tags: Sequence[Tag]) -> list[list[Tag]]:
    """The tags, those that stand side by side as one."""
    runs: list[list[Tag]] = []
    for tag in tags:
        between = text[runs[-1][-1].span.end : tag.span.start] if runs else "…"
        if runs and not _WORDS.search(between):
            runs[-1].append(tag)
        else:
            runs.append([tag])
    return runs


_WORDS = re.compile(r"\w")


def _apart(tags: Sequence[Tag]) -> Iterator[Tag]:
    end = -1
    for tag in tags:
        if tag.span.start >= end:
            end = tag.span.end
            yield tag


def _only_names(text: str, stretch: Span) -> tuple[Tag, ...]:
    """Brackets that hold names alone, in a stretch without a word of responsibility."""
    if not any(mark in text[stretch.start : stretch.end] for mark in _BRACKETS):
        return ()
    return tuple(_bracketed(text, stretch, groups(text, stretch)))


def _bracketed(text: str, stretch: Span, closed: Sequence[Span]) -> Iterator[Tag]:
    for index, group in enumerate(closed):
        inner = trimmed(text, group.start + 1, group.end - 1) if text[group.start] in _BRACKETS else None
        if inner is None or len(inner) > _LONGEST:
            continue
        if group.end < stretch.end and is_label(Unbroken.of(text, inner).words):
            following = closed[index + 1].start if index + 1 < len(closed) else stretch.end
            yield from _behind_label(text, group, Span(group.end, stretch.end), following)
            continue
        listing = read_list(text, inner)
        apart = _closes(text, stretch, group)
        said = listing.speaks and (listing.strong or (apart and _all_bodies(listing)))
        if said or (apart and listing.names and listing.mostly):
            yield Tag(group, listing)


def _closes(text: str, stretch: Span, group: Span) -> bool:
    """Whether a bracket closes a sentence or a line, rather than explaining a word in it."""
    after = text[group.end : group.end + _NEAR].lstrip(" \t\u3000")[:1] if group.end < stretch.end else ""
    before = text[max(stretch.start, group.start - _NEAR) : group.start].rstrip(" \t\u3000")[-1:]
    return not after or after in _STOPS or before in _STOPS


def _all_bodies(listing: Listing) -> bool:
    """Whether names alone are clearly those of bodies."""
    bodies = (name.group or ((shape := shape_of(name.words)) and shape.clear) for name in listing.names)
    return bool(listing.names) and all(bodies)


def _behind_label(text: str, label: Span, rest: Span, following: int) -> Iterator[Tag]:
    """The names behind a label in brackets: 【责任单位】市水利局、市财政局."""
    role = label_role(Unbroken.of(text, Span(label.start + 1, label.end - 1)).words)
    end = _reach(text, rest, min(following, rest.end, rest.start + _LONGEST_LIST), role)
    names = trimmed(text, rest.start, end)
    if names:
        listing = read_list(text, names, role)
        if listing.names:
            yield Tag(Span(label.start, names.end), listing)


def _labelled(text: str, stretch: Span, closed: Sequence[Span]) -> Iterator[Tag]:
    """Labels with a colon outside of brackets, each with what follows up to the end of its list."""
    words = text[stretch.start : stretch.end]
    at = stretch.start
    for found in labels_in(words):
        start = stretch.start + found.start()
        if (
            start < at
            or _inside(start, closed)
            or not _opens(found.group())
            or not _at_edge(text, stretch, start)
        ):
            continue
        at = _reach(text, Span(start, stretch.end), min(stretch.end, start + _LONGEST_LIST), None)
        span = trimmed(text, start, at)
        if span is None:
            continue
        listing = read_list(text, span)
        if listing.names or listing.due or listing.provisions:
            yield Tag(_with_stop(text, span, stretch), listing)


def _opens(label: str) -> bool:
    """Whether a label opens a list wherever it stands: 责任单位, not 责任."""
    words = re.sub(r"[\s：:】〕］\])）*_为是]", "", label)
    nouns = tuple(lexicon()["label_nouns"]["bodies"])
    return words.endswith(nouns) or words in lexicon()["labels"]["due"][:3]


def _at_edge(text: str, stretch: Span, at: int) -> bool:
    before = text[max(stretch.start, at - _NEAR) : at].rstrip(" \t\u3000*-_#>+▲◆●■□◇▼★☆→➢✓•·")[-1:]
    return not before or before in _STOPS or before in "）)】〕］]："


def _reach(text: str, rest: Span, limit: int, role: Role | None) -> int:
    """How far a list without brackets reaches: to a full stop, or to the end of its last line."""
    end = rest.start
    for line in _LINE.finditer(text, rest.start, limit):
        if end > rest.start and not _carries_on(text, Span(rest.start, end), Span(*line.span()), role):
            break
        stop = text.find("。", line.start(), line.end())
        if stop >= 0:
            return stop
        end = line.end()
    return min(end, limit)


def _carries_on(text: str, before: Span, line: Span, role: Role | None) -> bool:
    """Whether a list goes on in the next line: it was cut, or that line is a list too."""
    if text.count("\n", before.end, line.start) > 1:
        return text[before.start : before.end].rstrip()[-1:] in "、，："
    words = line.quote(text).strip()
    if text[before.start : before.end].rstrip()[-1:] in "、，,：:" or next(labels_in(words), None):
        return True
    last = re.split(r"[、，,；;：:\s]", before.quote(text).rstrip())[-1]
    if last and shape_of(last) is None and len(words) <= _LONGEST and _is_rest(last, words):
        return True
    whole = trimmed(text, line.start, line.end)
    listing = read_list(text, whole, role) if whole and len(whole) <= _LONGEST else None
    return bool(listing and listing.complete and listing.names)


def _is_rest(last: str, words: str) -> bool:
    """Whether a name that a line breaks off is a body with the start of the next line."""
    first = re.split(r"[、，,；;。：:\s（(]", words)[0]
    shape = shape_of(last + first)
    return bool(shape and shape.clear)


def _with_stop(text: str, span: Span, stretch: Span) -> Span:
    """The tag with its full stop."""
    return Span(span.start, span.end + 1) if span.end < stretch.end and text[span.end] in "。；;" else span


def _sentences(text: str, stretch: Span) -> Iterator[Tag]:
    """Sentences, and last lines of them, that are a list of bodies and what these do, and nothing else."""
    for sentence in sentences(text, stretch):
        for start in _starts(text, sentence):
            span = Span(start, sentence.end)
            if tag := _as_list(text, span):
                yield tag
                break


def _starts(text: str, sentence: Span) -> Iterator[int]:
    """Where a sentence starts, and each of its last lines."""
    yield sentence.start
    lines = list(_LINE.finditer(text, sentence.start, sentence.end))[1:]
    yield from (line.start() for line in lines[-3:])


def _as_list(text: str, span: Span) -> Tag | None:
    bare = span.end - (text[span.end - 1] in "。；;！？")
    inner = trimmed(text, span.start, bare) if span.start < bare else None
    if inner is None or len(inner) > _LONGEST:
        return None
    words = inner.quote(text)
    if not words.endswith(_ends()):
        return None
    listing = read_list(text, inner)
    plain = listing.speaks and listing.strong and bool(listing.names or listing.provisions)
    return Tag(Span(inner.start, span.end), listing) if plain else None


def _inside(at: int, closed: Sequence[Span]) -> bool:
    before = bisect_left(closed, at, key=lambda group: group.start)
    return before > 0 and at < closed[before - 1].end


@cache
def _hints() -> re.Pattern[str]:
    """Any word of responsibility."""
    words = {word for role in lexicon()["roles"].values() for word in role}
    words |= {word for role in lexicon()["labels"].values() for word in role}
    return alternation(tuple(words))


@cache
def _ends() -> tuple[str, ...]:
    words = {word for role in lexicon()["roles"].values() for word in role}
    words |= {f"{word}{tail}" for word in ("落实", "实施") for tail in ("，不再列出", "，不再一一列出")}
    return tuple(sorted(words))
