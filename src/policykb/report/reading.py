"""From the store to ``Facts``, row by row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.quads import Literal
from policykb.report import facts
from policykb.report.asking import Reader, Row
from policykb.span import Span

if TYPE_CHECKING:
    from policykb.store import Store

_PREFIX = "自治区"
"""What a list writes before its first name and leaves out of the others."""
_UNORDERED = 9999
"""Bodies without an official order come last."""


def read_facts(store: Store, plan: str, lang: str) -> facts.Facts:
    """All that the pages tell of a plan."""
    reader = Reader(store, plan, lang)
    duties = tuple(_duty(reader, row) for row in reader.rows("stated_duties"))
    ours = vocab.graph_iri(plan, "inferred", "")
    return facts.Facts(
        document=_document(reader, plan),
        text="".join(row["text"] for row in reader.rows("plan_text")),
        parts=tuple(_part(reader, row) for row in reader.rows("measure_headings")),
        elements=_elements(reader),
        values={reader.element(row["target"]): _value(row) for row in reader.rows("target_values")},
        duties=duties,
        derived=tuple(_derived(reader, row) for row in reader.rows("derived_duties")),
        bodies=_bodies(reader, duties),
        clauses=tuple(_clause(reader, row) for row in reader.rows("default_clauses")),
        expansions=_expansions(reader),
        sentences=tuple(_sentence(reader, row) for row in reader.rows("sentence_states")),
        decisions=_decisions(reader),
        derivations={
            row.slug("graph"): row.number("facts")
            for row in reader.rows("derivations")
            if row["graph"].startswith(ours)
        },
        marks=tuple(
            facts.Mark(row.slug("kind"), reader.element(row["node"]))
            for row in reader.rows("rule_marks")
            if row["graph"].startswith(ours)
        ),
        overlaps=tuple(_overlap(reader, row) for row in reader.rows("overlapping_actions")),
        loads={row.short("body"): row["load"] for row in reader.rows("coordination_loads")},
        successors={
            row.short("body"): facts.Successor(
                row.short("successor"), row["since"], row["confirmed"] == "seen"
            )
            for row in reader.rows("successors")
        },
        names=reader.names,
        names_zh=reader.names_zh,
    )


def _document(reader: Reader, plan: str) -> facts.Document:
    known = reader.properties("plan_facts")

    def first(slug: str) -> str:
        value = next(iter(known.get(slug, [])), "")
        return value.value if isinstance(value, Literal) else value

    return facts.Document(
        id=plan,
        title=reader.name(reader.plan),
        title_zh=reader.name_zh(reader.plan),
        region=reader.name(first("jurisdiction")),
        number=first("documentNumber"),
        issued_on=first("issuedOn"),
        source=first("source"),
        confirmed=first("confirmed"),
        issuers=tuple(sorted(vocab.short(str(value)) for value in known.get("issuer", []))),
        addressees=reader.said([v for v in known.get("addressee", []) if isinstance(v, Literal)]),
        sha256=first("textSha256"),
        length=int(first("textLength") or 0),
        complete=first("encodingComplete") == "true",
        parents=tuple(
            facts.Parent(row.slug("relation"), reader.name(row["document"]), row["confirmed"], row["reason"])
            for row in reader.rows("parent_documents")
        ),
    )


def _part(reader: Reader, row: Row) -> facts.Part:
    number = f"{row['ordinal']}. " if reader.lang == "en" and row["ordinal"] else row["number"]
    return facts.Part(
        id=reader.element(row["element"]),
        kind="goal" if row["year"] else "measure",
        ordinal=row.number("ordinal"),
        number=row["number"],
        heading=number + reader.name(row["element"]),
        title_zh=reader.name_zh(row["element"]),
        span=row.span(),
    )


def _elements(reader: Reader) -> tuple[facts.Element, ...]:
    details: dict[str, dict[str, facts.Detail]] = defaultdict(dict)
    for row in reader.rows("element_details"):
        found = _detail(reader, row)
        details[reader.element(row["element"])].setdefault(found.id, found)
    elements: dict[str, facts.Element] = {}
    for row in reader.rows("element_facts"):
        found_element = _element(reader, row, details)
        elements.setdefault(found_element.id, found_element)
    return tuple(elements.values())


def _detail(reader: Reader, row: Row) -> facts.Detail:
    return facts.Detail(
        id=reader.element(row["detail"]),
        kind=row["kind"],
        slug=row["slug"],
        words=row["words"],
        concept=reader.name(row["concept"]),
        span=row.span(),
    )


def _element(reader: Reader, row: Row, details: dict[str, dict[str, facts.Detail]]) -> facts.Element:
    element = reader.element(row["element"])
    return facts.Element(
        id=element,
        kind="action" if row.slug("kind") == "Action" else "target",
        counted=row.slug("kind") == "QuantitativeTarget",
        home=reader.element(row["home"]),
        words=row["words"],
        span=row.span(),
        verb=row["verb"],
        object=row["object"],
        force=row.slug("force"),
        marker=row["marker"],
        deadline=row["deadline"],
        stated=row["stated"],
        inherited=row["inherited"] == "true",
        deadline_span=Span(int(row["from"]), int(row["until"])) if row["from"] else None,
        note=row["note"],
        details=tuple(details[element].values()),
    )


def _value(row: Row) -> facts.Value:
    return facts.Value(
        indicator=row.short("indicator"),
        kind=row.slug("kind"),
        comparator=row.slug("comparator"),
        marker=row["marker"],
        value=row["value"],
        value_max=row["value_max"],
        unit=row.short("unit"),
        canonical=row["canonical"],
        canonical_max=row["canonical_max"],
        canonical_unit=row.short("canonical_unit"),
        baseline=row["baseline"],
        scope=row["scope"],
        per=row.slug("per"),
    )


def _duty(reader: Reader, row: Row) -> facts.Duty:
    return facts.Duty(
        id=reader.element(row["duty"]),
        element=reader.element(row["element"]),
        bearer=row.short("bearer"),
        role=row.slug("role"),
        position=row.number("position"),
        name=row["name"],
        span=row.span(),
    )


def _derived(reader: Reader, row: Row) -> facts.Derived:
    return facts.Derived(
        id=reader.element(row["duty"]),
        kind=row.slug("kind"),
        element=reader.element(row["element"]),
        bearer=row.short("bearer"),
        rule=row.slug("rule"),
    )


def _bodies(reader: Reader, duties: tuple[facts.Duty, ...]) -> dict[str, facts.Body]:
    stated: dict[str, str] = {}
    for duty in duties:
        name = duty.name.removeprefix(_PREFIX)
        stated[duty.bearer] = min(stated.get(duty.bearer, name), name, key=lambda name: (len(name), name))
    region = reader.name(reader.region) if reader.region else "-"
    found: dict[str, facts.Body] = {}
    for row in reader.rows("bodies"):
        body = _body(reader, row)
        place = reader.names.get(body.region, "") if body.kind == "LocalGovernment" else ""
        short = stated.get(body.id, body.name.removeprefix(region))
        if reader.lang == "en":
            short = body.name.removeprefix(region.partition(" ")[0] + " ")
        found.setdefault(body.id, replace(body, short=place or short))
    return found


def _body(reader: Reader, row: Row) -> facts.Body:
    return facts.Body(
        id=row.short("body"),
        kind=row.slug("kind"),
        name=reader.name(row["body"]),
        name_zh=reader.name_zh(row["body"]),
        short="",
        order=row.number("order", _UNORDERED),
        region=row.short("region"),
        code=row["code"],
        level=row.slug("level"),
        within=row.short("within"),
    )


def _clause(reader: Reader, row: Row) -> facts.Clause:
    clause, home = reader.element(row["clause"]), reader.element(row["home"])
    return facts.Clause(id=clause, home=home, words=row["words"], span=row.span())


def _expansions(reader: Reader) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows("division_targets"):
        found[reader.element(row["target"])].append(row.short("region"))
    return {target: tuple(regions) for target, regions in sorted(found.items())}


def _sentence(reader: Reader, row: Row) -> facts.Sentence:
    return facts.Sentence(
        id=reader.element(row["sentence"]),
        ordinal=row.number("ordinal"),
        home=reader.element(row["home"]),
        state=row["state"],
        reason=row["reason"],
        words=row["words"],
        span=row.span(),
    )


def _overlap(reader: Reader, row: Row) -> facts.Overlap:
    one, other = reader.element(row["one"]), reader.element(row["other"])
    return facts.Overlap(one, other, reader.name(row["concept"]))


def _decisions(reader: Reader) -> tuple[facts.Decision, ...]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in reader.rows("readings_decided"):
        rows[row["decision"]].append(row)
    return tuple(_decision(reader, iri, found) for iri, found in rows.items())


def _decision(reader: Reader, iri: str, rows: list[Row]) -> facts.Decision:
    said: dict[str, list[str]] = defaultdict(list)
    for row in (row for row in rows if row["lang"] in {"", reader.lang}):
        said[row.slug("property")].append(row["value"])

    def words(slug: str) -> str:
        return next(iter(said[slug]), "")

    return facts.Decision(
        id=iri.rpartition("/")[2],
        title=reader.name(iri),
        question=words("question"),
        decision=words("decision"),
        alternative=words("alternative"),
        on=rows[0]["on"],
        by=rows[0]["by"],
        affects=tuple(reader.element(element) for element in said["affects"]),
        words=rows[0]["words"],
        span=rows[0].span(),
    )
