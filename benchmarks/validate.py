"""``policykb validate`` beside plain pySHACL: whole processes, the same shapes, the same data, in turns.

Prints the median of each and the ratio, and whether both reports hold the same results. No time is asserted.
pySHACL needs minutes, so one round is the default.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple
from pathlib import Path

from policykb.pipeline.knowledge import open_plan
from policykb.validate import load_shapes
from policykb.validate.counting import Graphs
from policykb.validate.engines import read_report

AS_OF = "2026-11-22"


def seconds(command: list[str], allowed: set[int]) -> float:
    """How long a process takes from start to exit."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return time.perf_counter() - start


def results(report: Path, shapes: bytes) -> set[tuple[str, ...]]:
    """What a report says: focus, source, constraint, path and severity of each result."""
    return {result[:5] for result in map(astuple, read_report(report.read_bytes(), shapes))}


def main() -> None:
    """Runs both in turns and prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("plan", nargs="?", default="ningxia-2022")
    asked.add_argument("--rounds", type=int, default=1)
    given = asked.parse_args()

    knowledge = open_plan(given.plan, as_of=AS_OF)
    data = knowledge.store.ntriples(Graphs.of(knowledge.store, given.plan).read)
    shapes = load_shapes().turtle
    with tempfile.TemporaryDirectory() as folder:
        data_file, shapes_file, mine, theirs = (
            Path(folder) / name for name in ("data.nt", "shapes.ttl", "mine.ttl", "theirs.ttl")
        )
        data_file.write_bytes(data)
        shapes_file.write_bytes(shapes)
        ours = [sys.executable, "-m", "policykb", "validate", given.plan, "--as-of", AS_OF]
        ours += ["--format", "ttl", "--out", str(mine), "--fail-on", "none"]
        plain = [sys.executable, "-m", "pyshacl", "-s", str(shapes_file), "-sf", "turtle", "-df", "nt"]
        plain += ["-f", "turtle", "-o", str(theirs), str(data_file)]
        seconds(ours, {0})  # fills the cache, as any earlier command does
        times = [(seconds(ours, {0}), seconds(plain, {0, 1})) for _ in range(given.rounds)]
        found = [results(path, shapes) for path in (mine, theirs)]
    fast, slow = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{given.plan}: {data.count(bytes([10]))} statements, {len(load_shapes().shapes)} shapes")
    print(f"policykb validate {fast:9.3f} s   whole process, median of {given.rounds}")
    print(f"pyshacl           {slow:9.3f} s")
    print(f"ratio             {slow / fast:9.1f}")
    print(
        f"results           {len(found[0])} and {len(found[1])}: {'the same' if found[0] == found[1] else 'DIFFERENT'}"
    )
    for result in sorted(found[0] ^ found[1]):
        print("  only", "policykb" if result in found[0] else "pyshacl", *result)


if __name__ == "__main__":
    main()
