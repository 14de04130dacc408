"""Results in the plan's own terms: which element, what it means, and the words it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.quads import Literal
from policykb.span import Span
from policykb.validate.counting import plan_text
from policykb.validate.findings import Finding, Quote, Result, local
from policykb.validate.fingerprints import Fingerprints
from policykb.validate.requirement_names import requirement_names
from policykb.vocab import PKB, Category, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policykb.quads import Term
    from policykb.store import Cell, Store
    from policykb.validate.shapes import Shape

_CATEGORIES, _SEVERITIES = tuple(Category), tuple(Severity)
_RDFS_LABEL, _PREF_LABEL = vocab.PREFIXES["rdfs"] + "label", vocab.PREFIXES["skos"] + "prefLabel"
_VALUE = "{?value}"
_SHAPES = vocab.BASE + "shape/"
_OF_RESULTS = {"Violation": Severity.ERROR, "Warning": Severity.WARNING, "Info": Severity.INFO}
_PLACE = re.compile(r"-[mg][0-9]+(?:-[a-z]+[0-9]+)*$")
"""The place of a target at the end of a comparison's id; the requirement before it stays what it is."""


@dataclass(slots=True)
class _Context:
    """What the plan says about the nodes that results name."""

    quotes: dict[str, list[Quote]] = field(default_factory=lambda: defaultdict(list))
    headings: dict[str, str] = field(default_factory=dict)
    titles: dict[str, tuple[str, bool]] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)


def findings(
    store: Store, plan: str, results: Iterable[Result], shapes: Mapping[str, Shape], *, by_words: bool = False
) -> tuple[Finding, ...]:
    """One finding for each thing that a part of a shape says of a node, gravest first, then in text order.

    Two constraints of one part that fail on the same value are one finding. With ``by_words`` its id holds its
    fingerprint: the places that a draft gives elements of a text nobody has reviewed move when a sentence is added.
    """
    together: dict[tuple[str, str, str], list[Result]] = defaultdict(list)
    for result in sorted(results, key=repr):
        together[result.source, result.focus, repr(result.value)].append(result)
    groups = sorted(together.values(), key=lambda group: _order(shapes[group[0].source], group[0], plan))
    context = _context(store, [group[0] for group in groups])
    seen: dict[str, int] = defaultdict(int)
    made = []
    for group in groups:
        name = _id(group[0], shapes[group[0].source], plan)
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name}~{seen[name]}"
        made.append(_finding(unique, tuple(group), shapes[group[0].source], context, plan))
    return _marked(made, context, plan_text(store, plan), by_words=by_words)


def _marked(made: list[Finding], context: _Context, text: str, *, by_words: bool) -> tuple[Finding, ...]:
    marks = Fingerprints(text)
    marked = []
    for finding in made:
        part, _, _ = finding.id.partition("@")
        title, whole = context.titles.get(finding.results[0].focus, ("", False))
        about = f"{_PLACE.sub('', finding.focus)} {finding.message_zh}"
        mark = marks.of(part, title=title, whole=whole, quotes=finding.quotes, otherwise=about)
        name = f"{part}@{mark}" if by_words else finding.id
        marked.append(replace(finding, id=name, fingerprint=mark))
    return tuple(marked)


def _order(shape: Shape, result: Result, plan: str) -> tuple[object, ...]:
    focus = re.split(r"([0-9]+)", local(result.focus, plan))
    natural = tuple(int(part) if at % 2 else part for at, part in enumerate(focus))
    rank = (_CATEGORIES.index(shape.category), _SEVERITIES.index(shape.severity))
    return (*rank, shape.code, shape.id, natural, result.source, repr(result.value))


def _id(result: Result, shape: Shape, plan: str) -> str:
    source = vocab.short(result.source).removeprefix("shape/").replace("#", ".")
    if not result.source.startswith(_SHAPES):  # a user's own shape may have any name
        part = re.split(r"[/#:]", result.source)[-1]
        source = shape.id if shape.id.endswith(f"-{part}") else f"{shape.id}.{part}"
    return f"{source}@{local(result.focus, plan)}"


def _finding(name: str, results: tuple[Result, ...], shape: Shape, context: _Context, plan: str) -> Finding:
    result = results[0]
    in_zh, in_en = shape.message(result.source)
    quotes = tuple(sorted(context.quotes[result.focus], key=lambda quote: quote.span))
    return Finding(
        id=name,
        category=shape.category,
        severity=_OF_RESULTS.get(result.severity, shape.severity),
        code=shape.code,
        shape=shape.id,
        focus=local(result.focus, plan),
        message_zh=in_zh.replace(_VALUE, _said(result.value, "zh", context, plan)),
        message_en=in_en.replace(_VALUE, _said(result.value, "en", context, plan)),
        heading=context.headings.get(result.focus, ""),
        quotes=quotes,
        path=_short_path(result.path),
        value=_said(result.value, "", context, plan),
        results=results,
    )


def _said(value: Term | None, lang: str, context: _Context, plan: str) -> str:
    match value:
        case None:
            return ""
        case Literal():
            return value.value
        case _:
            return context.labels.get((value, lang)) or local(value, plan)


def _short_path(path: str) -> str:
    for prefix in ("pkb", "rdfs", "skos", "owl", "rdf"):
        path = path.replace(vocab.PREFIXES[prefix], f"{prefix}:")
    return path


def _context(store: Store, results: list[Result]) -> _Context:
    context = _Context()
    foci = _iris({result.focus for result in results})
    values = _iris({result.value for result in results if isinstance(result.value, str)})
    for focus, start, end, quote in store.select(_quotes_of(foci)).rows:
        span = Span(int(_text(start)), int(_text(end)))
        context.quotes[str(focus)].append(Quote(span, _text(quote)))
    for focus, number, title, whole in store.select(_headings_of(foci)).rows:
        context.headings[str(focus)] = _text(number) + _text(title)
        context.titles[str(focus)] = (_text(title), whole == focus)
    for value, label in store.select(_labels_of(values)).rows:
        if isinstance(label, Literal):
            context.labels.setdefault((str(value), label.lang), label.value)
    context.labels |= requirement_names(store, values)
    return context


def _text(cell: Cell) -> str:
    return cell.value if isinstance(cell, Literal) else cell or ""


def _iris(names: Iterable[str]) -> str:
    return " ".join(
        f"<{name}>" for name in sorted(names) if re.fullmatch(r"[a-z]+:[^\x00-\x20<>\"{}|^`\\]+", name)
    )


def _quotes_of(foci: str) -> str:
    return f"""SELECT DISTINCT ?focus ?start ?end ?quote WHERE {{
      VALUES ?focus {{ {foci} }}
      {{ ?focus <{PKB.statedIn}>|<{PKB.evidence}> ?span }}
      UNION {{ ?focus a <{PKB.TextSpan}> . BIND (?focus AS ?span) }}
      UNION {{
        ?focus <{PKB.forElement}> ?element . ?element <{PKB.statedIn}> ?span
        FILTER NOT EXISTS {{ ?focus <{PKB.statedIn}> ?own }}
      }}
      ?span <{PKB.start}> ?start ; <{PKB.end}> ?end ; <{PKB.exact}> ?quote .
      FILTER (?start >= 0 && ?start < ?end)
    }}"""


def _headings_of(foci: str) -> str:
    return f"""SELECT DISTINCT ?focus ?number ?title ?whole WHERE {{
      VALUES ?focus {{ {foci} }}
      ?focus (<{PKB.forElement}>|<{PKB.coveredBy}>|<{PKB.comparedTarget}>)?/<{PKB.partOf}>* ?whole .
      ?whole a ?class ; <{_RDFS_LABEL}> ?title .
      FILTER (?class IN (<{PKB.Measure}>, <{PKB.Goal}>) && LANG(?title) = "zh")
      OPTIONAL {{ ?whole <{PKB.number}> ?number }}
    }} ORDER BY ?focus ?number ?title"""


def _labels_of(values: str) -> str:
    return f"""SELECT DISTINCT ?value ?label WHERE {{
      VALUES ?value {{ {values} }}
      ?value <{_RDFS_LABEL}>|<{_PREF_LABEL}> ?label .
    }} ORDER BY ?value ?label"""
