"""Two checks that need to see graphs apart, or every term: SHACL sees one graph and the terms it asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policykb import vocab
from policykb.quads import Literal
from policykb.validate.findings import Result
from policykb.validate.shapes import Shape, iri
from policykb.vocab import PKB, Category, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policykb.quads import Term
    from policykb.store import Store

_DERIVED = (
    PKB.DefaultResponsibility, PKB.SpecificResponsibility, PKB.InheritedResponsibility,
    PKB.PresumedResponsibility, PKB.DivisionTarget, PKB.CoordinationLoad, PKB.SharedDuty,
    PKB.OverlappingActions, PKB.CurrentBearer,
)  # fmt: skip
_TERM = re.compile(rb"<" + re.escape(vocab.DEF.encode()) + rb"([^>]*)>")


DERIVED_STAYS = Shape(
    id="derived_stays_in_its_graph",
    code="C12",
    profile="encoding",
    severity=Severity.ERROR,
    category=Category.ENCODING_DEFECT,
    title_zh="推导结果只存于推理图",
    title_en="What is derived stays in the graphs of what is derived",
    why_zh="推导出的责任混进原文图，就成了原文没有说过的话。",
    why_en="A derived duty among what the text says would be words the text never said.",
    fix_zh="把该条移到得出它的规则的图里；原文图只记原文。",
    fix_en="Move it to the graph of the rule that derives it; the source graph holds only what the text says.",
    source="分图存放 / one graph for each status of knowledge",
    messages=(
        (
            iri("derived_stays_in_its_graph"),
            ("推导结果放在了{?value}图", "What a rule derives stands in {?value}"),
        ),
    ),
)
VOCABULARY_IS_CLOSED = Shape(
    id="vocabulary_is_closed",
    code="C36",
    profile="encoding",
    severity=Severity.ERROR,
    category=Category.ENCODING_DEFECT,
    title_zh="所用词项均已在本体中登记",
    title_en="Every term used is one of the ontology's",
    why_zh="写错的词项谁也不检查，错误就悄悄通过了。",
    why_en="Nobody checks a misspelt term, so a mistake passes in silence.",
    fix_zh="对照本体改正拼写。",
    fix_en="Correct the spelling after the ontology.",
    source="封闭词表 / closed vocabulary",
    messages=((iri("vocabulary_is_closed"), ("词项{?value}没有登记", "The ontology has no term {?value}")),),
)
CHECKS = (DERIVED_STAYS, VOCABULARY_IS_CLOSED)


def misplaced(store: Store, plan: str, graphs: Sequence[str]) -> tuple[list[Result], int]:
    """Derived things that stand outside the plan's inferred graphs, and how many were looked at."""
    rows = _select(
        store,
        f"""SELECT DISTINCT ?focus ?graph WHERE {{
          GRAPH ?graph {{ {{ VALUES ?class {{ {_iris(_DERIVED)} }} ?focus a ?class }}
            UNION {{ ?focus <{PKB.derivedByRule}> ?rule }} }}
          FILTER (?graph IN ({", ".join(f"<{graph}>" for graph in graphs)}))
        }}""",
    )
    inferred = vocab.graph_iri(plan, "inferred", "")
    wrong = [(focus, graph) for focus, graph in rows if not str(graph).startswith(inferred)]
    return [_result(DERIVED_STAYS, str(focus), graph) for focus, graph in wrong], len({f for f, _ in rows})


def unknown_terms(store: Store, data: bytes) -> tuple[list[Result], int]:
    """Things said with a term that the ontology does not have, and how many terms were looked at."""
    used = {vocab.DEF + name.decode("utf-8", "replace") for name in _TERM.findall(data)}
    unknown = sorted(used - {term.value for term in PKB})
    if not unknown:
        return [], len(used)
    rows = _select(
        store,
        f"""SELECT DISTINCT ?focus ?term WHERE {{
          VALUES ?term {{ {_iris(unknown)} }}
          {{ ?focus ?term ?any }} UNION {{ ?focus ?any ?term }}
        }}""",
    )
    return [_result(VOCABULARY_IS_CLOSED, str(focus), term) for focus, term in rows], len(used)


def _select(store: Store, query: str) -> list[tuple[Term, Term]]:
    return [
        (focus, other) for focus, other in store.select(query).rows if focus is not None and other is not None
    ]


def _result(shape: Shape, focus: str, value: Term) -> Result:
    shown = value if isinstance(value, Literal) else vocab.short(value)
    return Result(focus, iri(shape.id), "SPARQLConstraintComponent", "", "Violation", shown)


def _iris(terms: Sequence[str]) -> str:
    return " ".join(f"<{term}>" for term in terms)
