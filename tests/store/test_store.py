from __future__ import annotations

import pytest

from policykb.errors import InputError
from policykb.quads import Quad, date, decimal, integer, zh
from policykb.store import Store

A, B, P, G1, G2 = (f"https://example.org/{name}" for name in ("a", "b", "p", "g1", "g2"))


def store(*quads: Quad) -> Store:
    made = Store()
    made.add(quads)
    return made


def test_queries_see_the_union_of_all_graphs() -> None:
    made = store(Quad(A, P, zh("甲"), G1), Quad(A, P, zh("乙"), G2))

    found = made.select(f"SELECT ?o WHERE {{ <{A}> <{P}> ?o }} ORDER BY ?o")

    assert ((zh("乙"),), (zh("甲"),)) == found.rows


def test_a_graph_can_be_asked_alone_and_forgotten() -> None:
    made = store(Quad(A, P, B, G1), Quad(B, P, A, G2))

    made.drop(G1)

    assert (G2,) == made.graphs()
    assert not made.ask(f"ASK {{ GRAPH <{G1}> {{ ?s ?p ?o }} }}")


def test_an_unbound_cell_is_none() -> None:
    found = store(Quad(A, P, B, G1)).select(
        f"SELECT ?s ?x WHERE {{ ?s <{P}> <{B}> OPTIONAL {{ ?s <{B}> ?x }} }}"
    )

    assert ((A, None),) == found.rows


def test_dates_can_be_compared_in_a_query() -> None:
    made = store(Quad(A, P, date("2022-12-31"), G1), Quad(B, P, date("2025-12-31"), G1))

    found = made.select(
        f'SELECT ?s WHERE {{ ?s <{P}> ?d FILTER(?d < "2023-01-01"^^<http://www.w3.org/2001/XMLSchema#date>) }}'
    )

    assert ((A,),) == found.rows


def test_the_same_statements_give_the_same_bytes_in_any_order() -> None:
    quads = [Quad(A, P, integer(n), G1) for n in range(20)] + [Quad(B, P, decimal("1.5"), G2)]
    one, other = store(*quads), store(*reversed(quads))

    assert one.nquads() == other.nquads()
    assert one.turtle([G1], {}) == other.turtle([G1], {})
    assert one.trig([G1, G2], {}) == other.trig([G1, G2], {})


def test_a_dump_comes_back_whole() -> None:
    made, again = store(Quad(A, P, zh("甲\n乙"), G1), Quad(A, P, B, G2)), Store()

    again.load_nquads(made.nquads())

    assert sorted(made.quads(), key=repr) == sorted(again.quads(), key=repr)


@pytest.mark.parametrize("query", ["SELECT WHERE", "ASK { ?s ?p ?o }"])
def test_what_is_no_select_is_refused_in_one_sentence(query: str) -> None:
    with pytest.raises(InputError, match="query"):
        store().select(query)


def test_a_hostile_name_cannot_become_a_statement() -> None:
    with pytest.raises(ValueError, match="IRI"):
        store(Quad("https://example.org/> <https://evil", P, B, G1))
