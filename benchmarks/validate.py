"""``policykb validate`` beside plain pySHACL: whole processes, the same shapes, the same data, in turns.

Prints the median of each and the ratio, and whether both found the same. No time is asserted.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from policykb.pipeline.knowledge import open_plan
from policykb.validate import Engine, load_shapes, validate_graph
from policykb.validate.counting import Graphs

AS_OF = "2026-11-22"


def seconds(command: list[str], allowed: set[int]) -> float:
    """How long a process takes from start to exit."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return time.perf_counter() - start


def main() -> None:
    """Runs both in turns and prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("plan", nargs="?", default="ningxia-2022")
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()

    knowledge = open_plan(given.plan, as_of=AS_OF)
    data = knowledge.store.ntriples(Graphs.of(knowledge.store, given.plan).read)
    shapes = load_shapes().turtle
    with tempfile.TemporaryDirectory() as folder:
        data_file, shapes_file, report = (
            Path(folder) / name for name in ("data.nt", "shapes.ttl", "report.ttl")
        )
        data_file.write_bytes(data)
        shapes_file.write_bytes(shapes)
        ours = [sys.executable, "-m", "policykb", "validate", given.plan, "--as-of", AS_OF]
        ours += ["--format", "ttl", "--out", str(report), "--fail-on", "none"]
        plain = [sys.executable, "-m", "pyshacl", "-s", str(shapes_file), "-sf", "turtle", "-df", "nt"]
        plain += ["-f", "turtle", "-o", str(report), str(data_file)]
        seconds(ours, {0})  # fills the cache, as any earlier command does
        times = [(seconds(ours, {0}), seconds(plain, {0, 1})) for _ in range(given.rounds)]
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{given.plan}: {data.count(bytes([10]))} statements, {len(load_shapes().shapes)} shapes")
    print(f"policykb validate  {mine:8.3f} s   (median of {given.rounds} whole processes)")
    print(f"pyshacl            {theirs:8.3f} s")
    print(f"ratio              {theirs / mine:8.1f}")
    fast, reference = (validate_graph(data, shapes, engine) for engine in Engine)
    print(
        f"results            {len(fast)} and {len(reference)}, {'the same' if fast == reference else 'DIFFERENT'}"
    )
    for result in sorted(set(fast) ^ set(reference), key=repr):
        print("  only", "fast" if result in fast else "pySHACL", result)


if __name__ == "__main__":
    main()
