from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_package_that_is_installed_is_named_with_its_licence() -> None:
    listed = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    installed = {line.split("==")[0].strip() for line in lines if "==" in line}

    assert set() == {name for name in installed if name not in listed}


def test_no_lock_names_an_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")

        assert "://" not in text
        assert "--hash=sha256:" in text
