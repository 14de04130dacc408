"""Documents that the plan orders to be drawn up: 制定《……》, 编制……清单."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from policykb import assets
from policykb.draft.claims import DraftedDocument
from policykb.extract.brackets import groups
from policykb.extract.predicates import alternation, veil
from policykb.span import Span
from policykb.text import Unbroken
from policykb.vocab import Confidence, DocumentAct, Force

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from policykb.draft.claims import Action

_TITLE_MARKS = "《》"


def documents(text: str, home: str, actions: Sequence[Action]) -> tuple[DraftedDocument, ...]:
    """The documents that a measure's actions draw up, in text order."""
    found: list[DraftedDocument] = []
    for action in actions:
        for act, span in _drawn_up(text, action):
            found.append(_document(text, f"{home}/d{len(found) + 1}", action, (act, span)))
    return tuple(found)


def _drawn_up(text: str, action: Action) -> list[tuple[DocumentAct, Span]]:
    """What the action's words say is drawn up: the titles after the verb, or else the bare object."""
    unbroken = Unbroken.of(text, action.span)
    words = unbroken.words
    verb = _acts().search(veil(words))
    if verb is None:
        return []
    act = _act(verb.group())
    titles = [
        Span(group.start + 1, group.end - 1)
        for group in groups(words, Span(verb.end(), len(words)))
        if words[group.start] == _TITLE_MARKS[0] and len(group) > len(_TITLE_MARKS)
    ]
    if not titles and _is_document(act, words[verb.end() :]):
        titles = [Span(verb.end(), len(words))]
    return [(act, unbroken.span(title.start, title.end)) for title in titles]


def _document(text: str, name: str, action: Action, found: tuple[DocumentAct, Span]) -> DraftedDocument:
    act, span = found
    titled = text[span.start - 1] == _TITLE_MARKS[0]
    title = Unbroken.of(text, span).words
    doubt = "" if titled else _doubt(act, title, action)
    return DraftedDocument(
        id=name,
        span=span,
        confidence=Confidence.LIKELY if doubt else Confidence.CERTAIN,
        doubt=doubt,
        of=action.id,
        title=title,
        act=act,
        titled=titled,
    )


def _doubt(act: DocumentAct, title: str, action: Action) -> str:
    doubts = _lexicon()["doubts"]
    if action.force is Force.ENCOURAGE:
        return str(doubts["urged"])
    collection = act is DocumentAct.ESTABLISH and title.endswith(tuple(_lexicon()["collections"]))
    return str(doubts["collection"]) if collection else ""


def _is_document(act: DocumentAct, words: str) -> bool:
    kinds = _lexicon()["established" if act is DocumentAct.ESTABLISH else "kinds"]
    return words.endswith(tuple(kinds))


def _act(verb: str) -> DocumentAct:
    return next(DocumentAct(act) for act, verbs in _lexicon()["acts"].items() if verb in verbs)


@cache
def _lexicon() -> dict[str, Any]:
    return assets.lexicon("documents")


@cache
def _acts() -> re.Pattern[str]:
    return alternation(tuple(verb for verbs in _lexicon()["acts"].values() for verb in verbs))
