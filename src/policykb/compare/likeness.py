"""How much of what is asked is said: shares of characteristic words, by weight."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykb.compare import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_WHEN = re.compile(
    '[“"]?十[一二三四五六七八九]五[”"]?(?:期间|时期)?|[12][0-9]{3}\\s?年?(?:年?底|末)?|[0-9.,%％]+'
)
_SIZES = (2, 3)
_GAP = re.compile("-+")
_JOINTS = "与和及或在把按对以其的于"  # what joins words and is none itself
_PHRASE, _SHORT = 3, 12
_FAR = 5000  # as far as common words are looked for; they are told as examples, not counted


def bare(words: str) -> str:
    """The words as they are compared: one name for what goes by several, without stock words, dates and numbers."""
    return lexicon.words("stock").sub(" ", undated(lexicon.unified(words)))


def undated(words: str) -> str:
    """The words without years, five-year periods and numbers: those are compared by themselves."""
    return _WHEN.sub(" ", words)


def grams(words: str) -> frozenset[str]:
    """The pairs and triples of characters in bare words."""
    return frozenset(
        run[at : at + size]
        for run in _RUN.findall(words)
        for size in _SIZES
        for at in range(len(run) - size + 1)
    )


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each gram tells, learnt from all that is compared: what stands everywhere tells little."""

    known: Mapping[str, float]
    unseen: float

    @classmethod
    def learnt(cls, texts: Iterable[frozenset[str]]) -> Weights:
        """The weights among some texts."""
        seen: Counter[str] = Counter()
        count = 1
        for text in texts:
            seen.update(text)
            count += 1
        weights = {gram: len(gram) * math.log(count / number) for gram, number in seen.items()}
        return cls(weights, math.log(count))

    def of(self, some: Iterable[str]) -> float:
        """What some grams weigh together."""
        # An exact sum, so that the order in which a set comes out does not show.
        return math.fsum(self.known.get(gram, self.unseen * len(gram)) for gram in some)

    def share(self, asked: frozenset[str], said: frozenset[str]) -> float:
        """The share of what is asked that is said, by weight; 0 where nothing is asked."""
        whole = self.of(asked)
        return self.of(asked & said) / whole if whole else 0.0

    def told(self, asked: str, said: str) -> float:
        """The share of some asked words that stand in others, by weight; what joins two words that stand there counts as said."""
        pairs = _pairs(said)
        runs = [(run, _covered(run, pairs)) for run in _RUN.findall(asked)]
        grams_of = [
            (run[at : at + size], all(covered[at : at + size]))
            for run, covered in runs
            for size in _SIZES
            for at in range(len(run) - size + 1)
        ]
        whole = self.of(gram for gram, _ in grams_of)
        return self.of(gram for gram, inside in grams_of if inside) / whole if whole else 0.0


def common(asked: str, said: str, least: int = 2) -> tuple[str, ...]:
    """The longest words of bare ``asked`` that stand in bare ``said`` too, in the order they are asked, each once."""
    far = said[:_FAR]
    return tuple(
        dict.fromkeys(word for run in _RUN.findall(asked[:_FAR]) for word in _longest(run, far, least))
    )


def missing(asked: str, said: str) -> tuple[str, ...]:
    """The runs of bare ``asked`` of which nothing stands in bare ``said``."""
    pairs = _pairs(said)
    runs = (run for run in _RUN.findall(asked) if len(run) > 1)
    return tuple(dict.fromkeys(run for run in runs if not any(_covered(run, pairs))))


def uncovered(asked: str, said: str) -> tuple[str, ...]:
    """The phrases of bare ``asked`` that stand nowhere in bare ``said``, each once: whole where they are short."""
    found = []
    pairs = _pairs(said)
    for run in _RUN.findall(asked):
        marks = "".join("x" if inside else "-" for inside in _covered(run, pairs))
        gaps = [run[gap.start() : gap.end()].strip(_JOINTS) for gap in _GAP.finditer(marks)]
        gaps = [words for words in gaps if len(words) >= _PHRASE]
        found += [run] if gaps and len(run) <= _SHORT else gaps
    return tuple(dict.fromkeys(found))


def _covered(run: str, pairs: frozenset[str]) -> list[bool]:
    """For each character of a run whether a pair it belongs to is among the others."""
    covered = [False] * len(run)
    for at in range(len(run) - 1):
        if run[at : at + 2] in pairs:
            covered[at] = covered[at + 1] = True
    return covered


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _longest(run: str, said: str, least: int) -> Iterator[str]:
    at = 0
    while at + least <= len(run):
        end = at + least
        if run[at:end] not in said:
            at += 1
            continue
        while end < len(run) and run[at : end + 1] in said:
            end += 1
        yield run[at:end]
        at = end
