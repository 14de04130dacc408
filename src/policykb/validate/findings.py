"""What validation says: findings on the plan and on our encoding, and how much was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from policykb import vocab
from policykb.quads import Term
from policykb.span import Span
from policykb.validate.shapes import Shape
from policykb.vocab import Category, Severity

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One result of an engine, as the W3C report words it.

    ``path`` is a predicate, or a path in SPARQL's notation with each IRI in ``<>``; ``source`` the shape or property shape that
    failed; ``value`` is ``None`` where the constraint has none.
    """

    focus: str
    source: str
    component: str
    path: str
    severity: str
    value: Term | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan that a finding is about, and where they stand."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found: what, where, how bad, and the words it is about.

    ``id`` stays the same from run to run; ``shape`` and ``focus`` are the shape's id and the element's
    id in the draft (or another short IRI); ``heading`` the measure or goal it belongs to; ``results`` what
    the engine said. ``fingerprint`` is made of the part of the shape that fails and the words it is about, so
    that it stays the same when other sentences come, go or move.
    """

    id: str
    category: Category
    severity: Severity
    code: str
    shape: str
    focus: str
    message_zh: str
    message_en: str
    heading: str = ""
    quotes: tuple[Quote, ...] = ()
    path: str = ""
    value: str = ""
    results: tuple[Result, ...] = ()
    fingerprint: str = ""

    def message(self, lang: str) -> str:
        """The message in one language."""
        return self.message_zh if lang == "zh" else self.message_en


@dataclass(frozen=True, slots=True)
class Checked:
    """How much a shape looked at: ``focus`` of ``members`` nodes, and how many findings came of it.

    The members are those anywhere in the plan's graphs; one that was not looked at stands in a graph
    that is not read.
    """

    shape: Shape
    focus: int
    members: int
    found: int


@dataclass(frozen=True, slots=True)
class Validation:
    """All that was found on a plan by some profiles, and on how much it rests.

    ``text`` is the SHA-256 of the plan's text; ``elements`` counts the measures, goals, actions, targets
    and stated responsibilities looked at.
    """

    plan: str
    text: str
    profiles: tuple[str, ...]
    engine: str
    findings: tuple[Finding, ...]
    checked: tuple[Checked, ...]
    elements: int

    @property
    def results(self) -> tuple[Result, ...]:
        """What the engine said, sorted."""
        return tuple(sorted((r for finding in self.findings for r in finding.results), key=repr))

    @property
    def vacuous(self) -> bool:
        """Whether nothing at all was looked at; silence then says nothing."""
        return self.elements == 0 or all(check.focus == 0 for check in self.checked)

    def worst(self) -> Severity | None:
        """The gravest severity found."""
        found = {finding.severity for finding in self.findings}
        return next((severity for severity in _ORDER if severity in found), None)

    def count(self, category: Category, severity: Severity | None = None) -> int:
        """How many findings of a category, and of one severity if given."""
        return sum(
            finding.category == category and severity in {None, finding.severity} for finding in self.findings
        )


def local(iri: str, plan: str) -> str:
    """An element's id in the draft, or another thing's short form."""
    return iri.removeprefix(vocab.plan_iri(plan, "")).removeprefix(vocab.BASE)
