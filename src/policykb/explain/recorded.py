"""Where a figure beside the plan comes from, in words: its source, its dates, its definition, its doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykb import assets
from policykb.explain.sentences import label
from policykb.phrase import Phrase
from policykb.quads import Literal
from policykb.vocab import PKB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykb.store import Store

_BREAK = Phrase("：", ": ")
_UNCONFIRMED = Phrase("未核实", "unconfirmed")


def told_of(store: Store, iri: str) -> tuple[Phrase, ...]:
    """What a reader needs to find a figure again, or to see why a series is set apart."""
    rows = store.select(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }} ORDER BY ?p ?o").rows
    return tuple(_notes(store, [(str(p), o) for p, o in rows if o is not None]))


def rests_on(store: Store, iri: str) -> tuple[str, ...]:
    """The figures that a sum adds up, and the correction that a figure rests on."""
    rows = store.select(
        f"SELECT ?x WHERE {{ <{iri}> <{PKB.sumOf}>|<{PKB.correctedBy}> ?x }} ORDER BY ?x"
    ).rows
    return tuple(str(row[0]) for row in rows)


def _notes(store: Store, found: list[tuple[str, str | Literal]]) -> Iterator[Phrase]:
    plain = {p: o.value for p, o in found if isinstance(o, Literal) and not o.lang}
    in_zh = {p: o.value for p, o in found if isinstance(o, Literal) and o.lang == "zh"}
    in_en = {p: o.value for p, o in found if isinstance(o, Literal) and o.lang == "en"}
    things = {p: o for p, o in found if not isinstance(o, Literal)}
    if title := in_zh.get(PKB.sourceTitle):
        where = " ".join(part for part in (f"《{title}》", plain.get(PKB.sourceUrl, "")) if part)
        yield _line(store, PKB.sourceTitle, Phrase(where, where))
    if quality := plain.get(PKB.sourceQuality):
        doubt = plain.get(PKB.confirmed) == "memory"
        more = Phrase(f"（{_UNCONFIRMED.zh}）", f" ({_UNCONFIRMED.en})") if doubt else Phrase("", "")
        said = assets.lexicon("words")["source_quality"].get(quality, {"zh": quality, "en": quality})
        yield _line(store, PKB.sourceQuality, Phrase(said["zh"] + more.zh, said["en"] + more.en))
    for term in (PKB.period, PKB.publishedOn, PKB.knownFrom):
        if value := plain.get(term):
            yield _line(store, term, Phrase(value, value))
    for term in (PKB.comparability, PKB.figureKind):
        if thing := things.get(term):
            yield _line(store, term, label(store, thing))
    for term in (PKB.valueText, PKB.remark):
        if words := in_zh.get(term):
            yield _line(store, term, Phrase(words, words))
    if reason := in_zh.get(PKB.reason):
        yield Phrase(reason, in_en.get(PKB.reason, reason))


def _line(store: Store, term: PKB, value: Phrase) -> Phrase:
    name = label(store, term.value)
    return Phrase(name.zh + _BREAK.zh + value.zh, name.en + _BREAK.en + value.en)
