"""``report`` as a whole process, beside its engines' own work on the same inputs.

The engines' work: Oxigraph opening the kept knowledge and answering the queries, the SHACL engine validating,
jinja2 rendering, XlsxWriter writing, Oxigraph serialising. It is measured by a profiler that counts the time
below the engines' own entry points; what is left is ours. Prints the ratio; asserts nothing.
"""

from __future__ import annotations

import cProfile
import pstats
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
ENGINES = ("pyoxigraph", "shifty", "PreparedValidator", "jinja2", "xlsxwriter", "networkx", "zipfile.py")


def whole(folder: str) -> float:
    """Seconds from the start of the process to its end."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "policykb", "report", "-o", folder, "--as-of", "2026-11-22"],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def engines_own() -> float:
    """Seconds spent in the engines while the same report is made in this process."""
    from policykb.pipeline.knowledge import open_plan  # noqa: PLC0415 - after the warm-up
    from policykb.pipeline.reporting import make_reports  # noqa: PLC0415

    profile = cProfile.Profile()
    profile.enable()
    make_reports(open_plan("ningxia-2022", as_of="2026-11-22"), "zh")
    profile.disable()
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return sum(
        row[2]
        for (file, _line, name), row in stats.items()
        if any(engine in file or engine in name for engine in ENGINES)
        or "<template>" in file
        or ".j2" in file
    )


def main() -> None:
    """Prints the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        whole(folder)
        walls = [whole(folder) for _ in range(ROUNDS)]
    own = statistics.median(engines_own() for _ in range(ROUNDS))
    wall = statistics.median(walls)
    print(f"report, whole process   {wall:6.2f} s (median of {ROUNDS}, {min(walls):.2f}–{max(walls):.2f})")
    print(f"its engines' own work   {own:6.2f} s")
    print(f"ratio                   {wall / own:6.2f}")


if __name__ == "__main__":
    main()
