"""Which measures answer which section of the plan above: by what both say, then by order, hardly by heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.compare import lexicon
from policykb.compare.content import Content, Contents, concept_name
from policykb.compare.likeness import bare, common, grams
from policykb.compare.order import aligned
from policykb.compare.scheme import scheme
from policykb.compare.values import Match
from policykb.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.compare.scheme import Matching

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """A section as it is looked for: its heading, and its statement with those of its known parts."""

    id: str
    heading: str
    statement: str


@dataclass(frozen=True, slots=True)
class Said:
    """A measure as it may answer: its heading and its body."""

    id: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every section against every measure."""

    asked: Mapping[str, Asked]
    said: Mapping[str, Said]
    of_sections: Mapping[str, Content]
    of_measures: Mapping[str, Content]
    contents: Mapping[tuple[str, str], float]
    path: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, asked: Sequence[Asked], said: Sequence[Said]) -> Pairing:
        """How far each measure says what each section asks."""
        sections = {one.id: Content.of(one.statement) for one in asked}
        measures = {one.id: Content.of(one.body) for one in said}
        learnt = Contents.learnt((*sections.values(), *measures.values()))
        pairs = {
            (section, measure): _content(learnt, wanted, given)
            for section, wanted in sections.items()
            for measure, given in measures.items()
        }
        floor = scheme().matching.floor
        gains = [[pairs[one.id, other.id] for other in said] for one in asked]
        gains = [[gain if gain >= floor else 0.0 for gain in row] for row in gains]
        path = frozenset((asked[row].id, said[column].id) for row, column in aligned(gains))
        return cls(
            {one.id: one for one in asked}, {one.id: one for one in said}, sections, measures, pairs, path
        )

    def answers(self, section: str) -> tuple[Match, ...]:
        """The measures that answer a section well enough, the best first."""
        rules = scheme().matching
        kept = [match for match in self._ranked(section) if match.score >= rules.threshold]
        if not kept:
            return ()
        least = rules.further * self.contents[section, kept[0].element]
        return tuple(m for m in kept if m is kept[0] or self.contents[section, m.element] >= least)

    def weak(self, section: str) -> Match | None:
        """The measure that comes nearest to a section, where it comes near at all."""
        return next((match for match in self._ranked(section) if match.score >= scheme().matching.weak), None)

    def match(self, section: str, measure: str) -> Match:
        """A measure against a section: the score and why, whatever the threshold."""
        rules = scheme().matching
        content = self.contents[section, measure]
        in_order = (section, measure) in self.path
        likeness = heading_likeness(self.asked[section].heading, self.said[measure].heading)
        score = content * (rules.content + rules.order * in_order + rules.heading * likeness)
        reasons = self._reasons(section, measure, in_order=in_order, likeness=likeness)
        return Match(measure, round(score, 4), reasons)

    def _ranked(self, section: str) -> list[Match]:
        found = (self.match(section, measure) for measure in self.said)
        return sorted(found, key=lambda match: (-match.score, match.element))

    def _reasons(self, section: str, measure: str, *, in_order: bool, likeness: float) -> tuple[Phrase, ...]:
        reasons = [
            _content_reason(self.contents[section, measure]),
            *_shared(self.of_sections[section], self.of_measures[measure]),
        ]
        if in_order:
            reasons.append(Phrase("条目前后次序一致", "the order of the sections fits"))
        if likeness >= _ALIKE:
            reasons.append(
                Phrase(
                    "标题相近（只作旁证，计分封顶）", "the headings are alike (a capped side note, no proof)"
                )
            )
        return tuple(reasons)


_ALIKE = 0.5


def heading_likeness(one: str, other: str) -> float:
    """How alike two headings are, from 0 to 1."""
    left, right = grams(bare(one)), grams(bare(other))
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _content(learnt: Contents, asked: Content, said: Content) -> float:
    """How far one text says what another asks, from 0 to 1, whatever their headings and their order."""
    rules = scheme().matching
    fields = learnt.fields_shared(asked, said)
    words = min(1.0, learnt.words.share(asked.grams, said.grams) / rules.saturation)
    mass = learnt.words.of(asked.grams & said.grams)
    blended = _blend(rules, fields, words, learnt.concepts_shared(asked, said))
    return blended * mass / (mass + rules.doubt)


def _blend(rules: Matching, fields: float, words: float, concepts: float | None) -> float:
    """The parts by their shares; where a section names no known thing, the other two share its place."""
    blended = rules.fields * fields + rules.words * words
    if concepts is None:
        return blended / (rules.fields + rules.words)
    return (blended + rules.concepts * concepts) / (rules.fields + rules.words + rules.concepts)


def _content_reason(content: float) -> Phrase:
    return Phrase(f"内容相近度 {content:.2f}", f"likeness of content {content:.2f}")


def _shared(asked: Content, said: Content) -> list[Phrase]:
    reasons = []
    if named := [concept_name(slug) for slug in sorted(asked.concepts & said.concepts)][:_SHOWN]:
        reasons.append(
            Phrase(
                "都提到：" + "、".join(name.zh for name in named),
                "both name: " + ", ".join(name.en for name in named),
            )
        )
    fields = [field for field in lexicon.fields() if field.id in asked.fields and field.id in said.fields]
    if fields:
        reasons.append(
            Phrase(
                "同属领域：" + "、".join(field.name.zh for field in fields[:_SHOWN]),
                "the same fields: " + ", ".join(field.name.en for field in fields[:_SHOWN]),
            )
        )
    if words := sorted(common(asked.words, said.words), key=lambda word: -len(word))[:_SHOWN]:
        quoted = "、".join(f"“{word}”" for word in words)
        reasons.append(Phrase(f"共同用语：{quoted}", f"common words: {quoted}"))
    return reasons
