from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from policykb.cli import run
from policykb.cli.language import chosen

PLAN = (
    "一、工作目标\n\n到2025年，森林覆盖率达到20%。\n\n二、主要措施\n\n（一）植树。推进造林。（林草局负责）\n"
)


def said(capfd: pytest.CaptureFixture[str]) -> tuple[str, str]:
    streams = capfd.readouterr()
    return streams.out, streams.err


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Files that cannot be used as plans, by what is wrong with them."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "gbk-damaged.txt").write_bytes("宁夏".encode("gbk") + b"\xff\xff\xfe")
    (tmp_path / "really-a-pdf.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (tmp_path / "syntax.rq").write_text("SELECT ?x WHERE { ?x ", encoding="utf-8")
    (tmp_path / "service.rq").write_text(
        "SELECT ?x WHERE { SERVICE <http://127.0.0.1:9/> { ?x ?p ?o } }", encoding="utf-8"
    )
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_done_is_0(capfd: pytest.CaptureFixture[str]) -> None:
    code = run(
        ["query", "what_must_agency_do", "-p", "agency=生态环境厅", "-f", "csv", "--as-of", "2026-11-22"]
    )

    out, err = said(capfd)
    assert 0 == code
    assert out.count("\r\n") > 21
    assert "2026-11-22" in err


def test_done_but_something_found_is_1(capfd: pytest.CaptureFixture[str]) -> None:
    code = run(["validate", "ningxia-2022", "--profile", "quality", "--fail-on", "warning"])

    assert 1 == code
    assert "14" in said(capfd)[0]


def test_findings_below_the_threshold_are_0(capfd: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["validate", "ningxia-2022", "--fail-on", "none"])
    assert said(capfd)[0]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["query", "what_must_agency_do", "-p", "agency=生态环境听"], "生态环境厅"),
        (["query", "what_must_agencies_do"], "what_must_agency_do"),
        (["query", "what_must_agency_do", "-p", "agency"], "key=value"),
        (["query"], "--list"),
        (["query", "what_must_agency_do", "-p", "agency=生态环境厅", "--as-of", "2025-13-40"], "2025-13-40"),
        (["report", "--as-of", "２０２５-12-31"], "YYYY-MM-DD"),
        (["explain", "m99"], "m99"),
        (["infer", "--rule", "no_such_rule"], "no_such_rule"),
        (["export", "ningxia-2022", "targets", "--basis", "guessed"], "guessed"),
        (["validate", "--profile", "no_such_profile"], "no_such_profile"),
        (["export", "ningxia-2022", "everything"], "everything"),
        (["frobnicate"], "frobnicate"),
        (["report", "--no-such-option"], "no-such-option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_is_2_with_one_line(
    argv: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run(argv)

    out, err = said(capfd)
    assert (2, "") == (code, out)
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["report", "no-such-plan", "--lang", "en"], "ningxia-2022"),
        (["report", "{}/missing.txt"], "missing.txt"),
        (["report", "{}/folder"], "plan.toml"),
        (["extract", "{}/empty.txt"], "empty"),
        (["extract", "{}/gbk-damaged.txt"], "gbk-damaged.txt"),
        (["extract", "{}/really-a-pdf.txt"], "PDF"),
        (["query", "{}/syntax.rq", "--lang", "en"], "syntax"),
        (["query", "{}/service.rq"], "SERVICE"),
        (["query", "{}/missing.rq"], "missing.rq"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_input_that_cannot_be_used_is_3(
    argv: list[str], told: str, broken: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run([word.format(broken) for word in argv])

    out, err = said(capfd)
    assert (3, "") == (code, out)
    assert told in err
    assert 1 == len(err.strip().splitlines())


def test_a_query_without_end_is_5(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    query = tmp_path / "endless.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", encoding="utf-8")

    code = run(["query", str(query)])

    assert 5 == code
    assert 1 == len(said(capfd)[1].strip().splitlines())


def test_a_folder_that_cannot_be_written_is_6_and_nothing_is_half_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "report"
    place.write_text("a file stands where the folder should be", encoding="utf-8")

    code = run(["report", "-o", str(place)])

    assert 6 == code
    assert "a file stands where the folder should be" == place.read_text(encoding="utf-8")
    assert [place] == list(tmp_path.iterdir())
    assert 1 == len(said(capfd)[1].strip().splitlines())


@pytest.mark.skipif(os.name == "nt", reason="there is no /dev/full")
def test_a_full_disk_is_6() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policykb", "export", "ningxia-2022", "targets"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert 6 == done.returncode
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_141_and_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "policykb", "export", "ningxia-2022", "responsibilities"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()

    assert 141 == process.returncode
    assert b"" == err


def test_a_why_that_does_not_hold_is_1(capfd: pytest.CaptureFixture[str]) -> None:
    code = run(["explain", "m12", "--body", "水利厅"])

    assert 1 == code
    assert "不成立" in said(capfd)[0]


def test_a_raw_text_is_read_on_the_fly_and_called_unreviewed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "植树.txt"
    plan.write_text(PLAN, encoding="utf-8")

    code = run(["query", "what_are_the_quantitative_targets", str(plan), "-f", "csv"])

    out, err = said(capfd)
    assert 0 == code
    assert "20" in out
    assert "未经审定" in err


@pytest.mark.parametrize(
    ("argv", "environment", "expected"),
    [
        (["--lang", "en"], {}, "en"),
        (["--lang=en"], {"POLICYKB_LANG": "zh"}, "en"),
        ([], {"POLICYKB_LANG": "en"}, "en"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB"}, "zh"),
        ([], {}, "zh"),
    ],
)
def test_the_language_is_the_options_then_the_environments_then_chinese(
    argv: list[str], environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("POLICYKB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert expected == chosen(argv)


def test_the_report_replaces_files_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"

    assert 0 == run(["report", "-o", str(out), "--as-of", "2026-11-22"])
    expected = {
        "accountability.html",
        "gap.html",
        "ledger.xlsx",
        "findings.json",
        "plan.ttl",
        "inferred.ttl",
        "index.html",
    }
    assert expected == {path.name for path in out.iterdir()}
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o400 for path in out.iterdir())
