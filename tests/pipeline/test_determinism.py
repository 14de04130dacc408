"""The same input and the same day give the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"},
)


def test_the_report_is_the_same_bytes_under_other_seeds_zones_and_locales(tmp_path: Path) -> None:
    made = []
    for number, setting in enumerate(SETTINGS):
        out = tmp_path / str(number)
        environment = {**os.environ, **setting, "POLICYKB_CACHE_DIR": ""}
        subprocess.run(
            [sys.executable, "-m", "policykb", "report", "-o", out, "--as-of", "2026-11-22", "--lang", "zh"],
            env=environment,
            check=True,
            capture_output=True,
        )
        made.append(
            {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}
        )

    assert len(made[0]) >= 7
    assert made[0] == made[1]
