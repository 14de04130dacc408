"""``policykb init``: a plan folder from a document; nothing in it is made up, nothing is replaced."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest

from policykb.cli import run
from policykb.draft import from_json
from policykb.draft.folder import read_decisions, read_meta
from policykb.text import PlanText

YUNLING = Path(__file__).resolve().parents[1] / "plans" / "invented" / "yunling" / "source.txt"
FILES = {
    "plan.toml",
    "source.txt",
    "original.txt",
    "draft.json",
    "review.xlsx",
    "review.html",
    "curation.toml",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("plans") / "yunling-2023"
    words = ["--region", "云岭省", "--number", "岭环综合〔2023〕7号", "--issued-on", "2023-03-20"]
    assert 0 == run(["init", str(YUNLING), "-o", str(home), *words])
    return home


def test_the_folder_holds_the_plan(made: Path) -> None:
    assert FILES == {path.name for path in made.iterdir()}


def test_the_text_and_the_original_are_kept_byte_for_byte(made: Path) -> None:
    assert YUNLING.read_bytes() == (made / "original.txt").read_bytes()
    assert PlanText.read(YUNLING).content.encode() == (made / "source.txt").read_bytes()


def test_what_is_known_is_in_the_metadata_and_nothing_else(made: Path) -> None:
    table = tomllib.loads((made / "plan.toml").read_text("utf-8"))

    assert {
        "id": "yunling-2023",
        "title_zh": "云岭省减污降碳协同增效实施方案（虚构）",
        "region_zh": "云岭省",
        "encoding_complete": False,
        "notice": {"number": "岭环综合〔2023〕7号", "issued_on": "2023-03-20", "confirmed": "seen"},
    } == table


def test_what_is_unknown_is_marked_so(made: Path) -> None:
    lines = (made / "plan.toml").read_text("utf-8").splitlines()

    assert ["title_en", "region", "region_en", "source"] == [
        line.split()[1] for line in lines if line.startswith("# ") and ' = ""  # ' in line
    ]


def test_a_number_that_the_text_does_not_give_is_unconfirmed(tmp_path: Path) -> None:
    home = tmp_path / "plan"

    assert 0 == run(["init", str(YUNLING), "-o", str(home), "--number", "岭政发〔2023〕1号"])
    assert "" == read_meta(home / "plan.toml").notice.confirmed


def test_a_region_of_the_vocabulary_is_known_by_any_of_its_names(tmp_path: Path) -> None:
    for turn, name in enumerate(("宁夏", "宁夏回族自治区", "region/640000")):
        home = tmp_path / str(turn)
        assert 0 == run(["init", str(YUNLING), "-o", str(home), "--region", name])
        meta = read_meta(home / "plan.toml")

        assert ("region/640000", "宁夏", "Ningxia Hui Autonomous Region") == (
            meta.region,
            meta.region_zh,
            meta.region_en,
        )


def test_the_example_of_a_decision_would_be_one(made: Path) -> None:
    text = (made / "curation.toml").read_text("utf-8")
    example = "\n".join(
        line[2:]
        for line in text.splitlines()
        if line.startswith(("# [[", "# ")) and ("=" in line or "[[" in line)
    )
    table = tomllib.loads(example)

    assert () == read_decisions(made / "curation.toml")
    assert {"decision", "lead"} == table.keys()
    (made.parent / "example.toml").write_text(example.replace("m04", "m04"), encoding="utf-8")
    assert 1 == len(read_decisions(made.parent / "example.toml"))


def test_the_folder_is_ready_for_report_and_review(made: Path, tmp_path: Path) -> None:
    assert 0 == run(["report", str(made), "-o", str(tmp_path / "out"), "--as-of", "2026-11-22"])
    assert (tmp_path / "out" / "accountability.html").stat().st_size > 50_000
    assert 0 == run(["review", str(made)])


def test_a_folder_with_a_plan_is_left_alone(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in made.iterdir()}

    assert 6 == run(["init", str(YUNLING), "-o", str(made)])
    assert before == {path.name: path.read_bytes() for path in made.iterdir()}
    assert "目录里已有规划文件" in capfd.readouterr().err


@pytest.mark.parametrize("name", sorted(FILES))
def test_not_one_file_is_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")

    assert 6 == run(["init", str(YUNLING), "-o", str(tmp_path)])
    assert ["mine"] == [path.read_text("utf-8") for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "-o"),
        (["-o", "{}", "--id", "Yun Ling"], 2, "--id"),
        (["-o", "{}", "--issued-on", "2023-02-30"], 2, "--issued-on"),
        (["-o", "{}", "--region", "region/999999"], 2, "--region"),
    ],
)
def test_what_cannot_stand_is_told_and_nothing_is_written(
    tmp_path: Path, words: list[str], code: int, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "plan"

    assert code == run(["init", str(YUNLING), *(word.format(home) for word in words)])
    assert told in capfd.readouterr().err
    assert not home.exists()


def test_a_new_text_brings_its_own_file_along(tmp_path: Path) -> None:
    home, new = tmp_path / "plan", tmp_path / "new.txt"
    new.write_text(YUNLING.read_text("utf-8") + "\n又及。\n", encoding="utf-8")
    assert 0 == run(["init", str(YUNLING), "-o", str(home)])

    assert 0 == run(["extract", str(new), "-o", str(home)])
    assert new.read_bytes() == (home / "original.txt").read_bytes() == (home / "source.txt").read_bytes()


def test_standard_input_leaves_no_file_behind_but_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(YUNLING.read_bytes())))

    assert 0 == run(["init", "-", "-o", str(tmp_path / "plan")])
    assert FILES - {"original.txt"} == {path.name for path in (tmp_path / "plan").iterdir()}


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    assert 3 == run(["init", str(YUNLING.parent), "-o", str(tmp_path / "plan")])


def test_the_plan_goes_by_the_name_of_its_folder_or_of_its_file(tmp_path: Path) -> None:
    assert 0 == run(["init", str(YUNLING), "-o", str(tmp_path / "云岭")])
    assert 0 == run(["init", str(YUNLING), "-o", str(tmp_path / "yunling")])

    assert ["source", "yunling"] == [
        from_json((tmp_path / name / "draft.json").read_text("utf-8")).plan for name in ("云岭", "yunling")
    ]
