"""Where graphs live: Oxigraph in process. Queries see the union of all graphs as their default graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from policykb.errors import InputError
from policykb.gate.rdf import term_from_engine
from policykb.gate.syntax import unreadable
from policykb.quads import Literal, Quad, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Cell = Term | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: column names, and one tuple a row; an unbound cell is ``None``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def dicts(self) -> Iterator[dict[str, Cell]]:
        """Each row by its column names."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


class Store:
    """Named graphs of quads, asked in SPARQL 1.1."""

    def __init__(self, engine: ox.Store | None = None, *, writable: bool = True) -> None:
        self._store = ox.Store() if engine is None else engine
        self.writable = writable

    @classmethod
    def read_only(cls, folder: Path) -> Store:
        """A store that ``copy_to`` left in a folder.

        Raises:
            OSError: it cannot be opened.
        """
        return cls(ox.Store.read_only(str(folder)), writable=False)

    def copy(self) -> Store:
        """A copy in memory, which can be written whatever this one is."""
        engine = ox.Store()
        engine.bulk_extend(self._store)
        return Store(engine)

    def copy_to(self, folder: Path) -> None:
        """Leaves a copy in an empty folder, laid out for reading."""
        copy = ox.Store(str(folder))
        copy.bulk_extend(self._store)
        copy.optimize()
        copy.flush()

    def __len__(self) -> int:
        return len(self._store)

    def add(self, quads: Iterable[Quad]) -> None:
        """Keeps the statements."""
        self._store.extend(_quad(quad) for quad in quads)

    def load_shipped(self, data: bytes, graph: str) -> None:
        """Keeps one of our own Turtle files in a graph."""
        self._store.bulk_load(input=data, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))

    def load_nquads(self, data: bytes) -> None:
        """Keeps a dump that ``nquads`` made."""
        self._store.bulk_load(input=data, format=ox.RdfFormat.N_QUADS)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """The rows of a SELECT; ``bindings`` are terms for its projected variables.

        Raises:
            InputError: the query is no SELECT, or has a syntax error (with line and column).
        """
        answer = self._run(query, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise InputError("the query is no SELECT", where="query", zh="这不是 SELECT 查询")
        names = tuple(variable.value for variable in answer.variables)
        rows = tuple(
            tuple(None if (cell := row[name]) is None else term_from_engine(cell) for name in names)
            for row in answer
        )
        return Rows(names, rows)

    def construct(self, query: str) -> list[Quad]:
        """The statements of a CONSTRUCT, sorted, in the default graph."""
        answer = self._run(query, None)
        if not isinstance(answer, ox.QueryTriples):
            raise InputError("the query is no CONSTRUCT", where="query", zh="这不是 CONSTRUCT 查询")
        return sorted(
            {
                Quad(str(term_from_engine(t.subject)), t.predicate.value, term_from_engine(t.object))
                for t in answer
            },
            key=sort_key,
        )

    def ask(self, query: str) -> bool:
        """Whether an ASK holds."""
        answer = self._run(query, None)
        if not isinstance(answer, ox.QueryBoolean):
            raise InputError("the query is no ASK", where="query", zh="这不是 ASK 查询")
        return bool(answer)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """The statements of one graph, or of all; in no order."""
        name = None if graph is None else ox.NamedNode(graph)
        for quad in self._store.quads_for_pattern(None, None, None, name):
            graph_name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            yield Quad(
                str(term_from_engine(quad.subject)),
                quad.predicate.value,
                term_from_engine(quad.object),
                graph_name,
            )

    def graphs(self) -> tuple[str, ...]:
        """The names of the graphs, sorted."""
        return tuple(sorted(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode)))

    def drop(self, graph: str) -> None:
        """Forgets a graph."""
        self._store.remove_graph(ox.NamedNode(graph))

    def nquads(self, graphs: Iterable[str] | None = None) -> bytes:
        """Some graphs, or everything, as N-Quads, sorted: the same bytes for the same statements."""
        wanted = None if graphs is None else [ox.NamedNode(graph) for graph in graphs]
        found: Iterable[ox.Quad] = self._store
        if wanted is not None:
            found = (q for graph in wanted for q in self._store.quads_for_pattern(None, None, None, graph))
        lines = ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""
        return b"".join(sorted(lines.splitlines(keepends=True)))

    def ntriples(self, graphs: Iterable[str]) -> bytes:
        """The union of some graphs as N-Triples, unsorted; a statement of two graphs stands there twice."""
        names = (ox.NamedNode(graph) for graph in graphs)
        return b"".join(
            self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"" for name in names
        )

    def turtle(self, graphs: Iterable[str], prefixes: Mapping[str, str]) -> bytes:
        """The union of some graphs as Turtle, sorted by subject, with prefixes."""
        found = {Quad(q.subject, q.predicate, q.object) for graph in graphs for q in self.quads(graph)}
        triples = (_quad(quad).triple for quad in sorted(found, key=sort_key))
        return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""

    def trig(self, graphs: Iterable[str], prefixes: Mapping[str, str]) -> bytes:
        """Some graphs as TriG, each sorted by subject, with prefixes."""
        found = (_quad(q) for graph in graphs for q in sorted(self.quads(graph), key=sort_key))
        return ox.serialize(found, format=ox.RdfFormat.TRIG, prefixes=dict(prefixes)) or b""

    def _run(self, query: str, bindings: Mapping[str, Term] | None) -> object:
        substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): _object(term) for name, term in (bindings or {}).items()
        }
        try:
            return self._store.query(
                query, use_default_graph_as_union=True, substitutions=substitutions or None
            )
        except SyntaxError as err:
            raise unreadable(err, query) from err


def sort_key(quad: Quad) -> tuple[str, str, str, str]:
    """An order of statements that any run repeats."""
    return (quad.subject, quad.predicate, repr(quad.object), quad.graph)


def _quad(quad: Quad) -> ox.Quad:
    graph = ox.NamedNode(quad.graph) if quad.graph else ox.DefaultGraph()
    return ox.Quad(_node(quad.subject), ox.NamedNode(quad.predicate), _object(quad.object), graph)


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)


def _object(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(term, Literal):
        return _node(term)
    if term.lang:
        return ox.Literal(term.value, language=term.lang)
    return (
        ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
        if term.datatype
        else ox.Literal(term.value)
    )
