"""SHACL engines behind one function: the fast one by default, pySHACL as the reference.

The fast engine reads bytes and writes its report as bytes; rdflib is never loaded for it. pySHACL gets
graphs that are filled term by term: given text, it may open a file or fetch a page.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from enum import StrEnum
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

from policykb import vocab
from policykb.errors import AssetError, InputError
from policykb.gate.rdf import read_shipped
from policykb.validate.findings import Result
from policykb.validate.grammar import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from policykb.quads import Quad, Term


_RDF, _STRING = vocab.PREFIXES["rdf"], vocab.PREFIXES["xsd"] + "string"


class Engine(StrEnum):
    """Who validates; the results are the same."""

    SHIFTY = "shifty"
    PYSHACL = "pyshacl"


def validate_graph(data: bytes, shapes: bytes, engine: Engine, *, lines: bool = False) -> list[Result]:
    """What an engine finds, sorted, each result once; both inputs are Turtle, the data N-Triples if ``lines``.

    Raises:
        AssetError: the engine refuses the shapes.
    """
    match engine:
        case Engine.SHIFTY:
            report = _ask_shifty(data, shapes, "ntriples" if lines else "turtle")
        case Engine.PYSHACL:
            report = _ask_pyshacl(data, shapes)
    return sorted(set(_results(report, shapes)), key=repr)


def read_report(report: bytes, shapes: bytes) -> list[Result]:
    """The results in a W3C report written as Turtle, sorted, each once."""
    return sorted(set(_results(read_shipped(report, where="report"), shapes)), key=repr)


def _ask_shifty(data: bytes, shapes: bytes, form: str) -> list[Quad]:
    try:
        validator = _prepared(shapes)
        answer = validator.validate_w3c(
            data,
            None,
            form,
            "data",
            None,
            False,
            "info",
            False,
            "error",
            False,
        )
    except ValueError as err:
        raise AssetError(f"the SHACL engine refuses the shapes: {err}", where="shapes") from err
    if trouble := [*validator.diagnostics, *answer.diagnostics]:
        raise AssetError(f"the SHACL engine refuses the shapes: {trouble[0]}", where="shapes")
    return list(read_shipped(answer.report_turtle.encode(), where="report"))


@lru_cache(maxsize=4)
def _prepared(shapes: bytes) -> Any:  # noqa: ANN401 - the package tells no types
    return _native().PreparedValidator(shapes, None, "turtle", None)


def _native() -> ModuleType:
    """The fast engine's compiled part alone.

    The package around it reads reports with rdflib, and brings a web client along that takes longer to load than a small
    plan to validate.
    """
    name = "shifty._shifty"
    if name not in sys.modules:
        package = find_spec("shifty")
        spec = PathFinder.find_spec(name, package.submodule_search_locations if package else None)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        # It stands under its own name: whoever imports the package finds it there, for it cannot be loaded twice.
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def _ask_pyshacl(data: bytes, shapes: bytes) -> list[Quad]:
    import pyshacl  # noqa: PLC0415 - the reference alone
    import rdflib  # noqa: PLC0415 - the reference alone
    from pyparsing import ParseBaseException  # noqa: PLC0415 - what rdflib reads queries with

    from policykb.rdflib_terms import graph_of, quads_of  # noqa: PLC0415 - the reference alone

    try:
        conforms, report, words = pyshacl.validate(
            graph_of(read_shipped(data, where="data")),
            shacl_graph=graph_of(read_shipped(shapes, where="shapes")),
            inference="none",
            advanced=False,
            js=False,
            meta_shacl=False,
            do_owl_imports=False,
            abort_on_first=False,
        )
    except (ParseBaseException, RuntimeError) as err:
        raise AssetError(f"pySHACL refuses the shapes: {err}", where="shapes") from err
    if not isinstance(report, rdflib.Graph):  # a refused constraint comes back as if the data were bad
        raise AssetError(f"pySHACL refuses the shapes: {words.strip()}", where="shapes")
    if conforms != (rdflib.URIRef(SH + "result") not in report.predicates()):
        zh = "pySHACL 的报告与它的结论不一致"
        raise InputError("pySHACL's report and its verdict differ", where="report", zh=zh)
    return quads_of(report)


def _results(report: Iterable[Quad], shapes: bytes) -> Iterable[Result]:
    said = _by_subject(report)
    nodes = {str(node) for told in said.values() for node in told.get(SH + "result", ())}
    in_shapes: dict[str, dict[str, list[Term]]] = {}
    for node in sorted(nodes):
        told = {predicate: values[0] for predicate, values in said[node].items()}
        source, path = str(told[SH + "sourceShape"]), str(told.get(SH + "resultPath", ""))
        if path.startswith("_:"):  # the fast engine names the node and leaves out what it says
            in_shapes = in_shapes or _by_subject(read_shipped(shapes, where="shapes"))
            path = _path(str(in_shapes[source][SH + "path"][0]), in_shapes)
        yield Result(
            focus=str(told[SH + "focusNode"]),
            source=source,
            component=str(told[SH + "sourceConstraintComponent"]).removeprefix(SH),
            path=path,
            severity=str(told[SH + "resultSeverity"]).removeprefix(SH),
            value=told.get(SH + "value"),
        )


def _by_subject(quads: Iterable[Quad]) -> dict[str, dict[str, list[Term]]]:
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        said[quad.subject][quad.predicate].append(quad.object)
    return said


def _path(node: str, said: Mapping[str, Mapping[str, list[Term]]]) -> str:
    """A property path in SPARQL's notation."""
    if not node.startswith("_:"):
        return f"<{node}>"
    if SH + "inversePath" in said[node]:
        return f"^{_path(str(said[node][SH + 'inversePath'][0]), said)}"
    steps = []
    while node != _RDF + "nil":
        steps.append(_path(str(said[node][_RDF + "first"][0]), said))
        node = str(said[node][_RDF + "rest"][0])
    return "/".join(steps)
