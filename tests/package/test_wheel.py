"""The program as a newcomer gets it: from the wheel, in an empty environment, run from ``/``."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    return folder / "bin"


def run(installed: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C"}
    return subprocess.run(
        [installed / "policykb", *words],
        cwd="/",
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_wheel_holds_knowledge_rules_queries_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for folder in ("ontology/policykb.ttl", "ontology/plans/ningxia-2022/source.txt", "rules/", "queries/"):
        assert any(name.startswith(f"policykb/_assets/{folder}") for name in names), folder
    assert any(name.startswith("policykb/_assets/reports/templates/") for name in names)
    assert [] == [name for name in names if "/tests/" in name or name.endswith(".pyc")]


def test_the_main_job_runs_anywhere_from_an_empty_home(installed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    done = run(installed, "report", "-o", str(out), "--as-of", "2026-11-22", home=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert 5 == len(done.stdout.strip().splitlines())
    assert (out / "accountability.html").stat().st_size > 100_000


def test_a_question_is_answered_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(
        installed,
        "query",
        "who_answers_for_measure",
        "-p",
        "measure=12",
        "-f",
        "csv",
        "--as-of",
        "2026-11-22",
        home=tmp_path,
    )

    assert 0 == done.returncode
    assert "林草局" in done.stdout


def test_the_doctor_finds_it_healthy(installed: Path, tmp_path: Path) -> None:
    done = run(installed, "doctor", "--lang", "en", home=tmp_path)

    assert 0 == done.returncode
    assert "_assets" in done.stdout
