"""``policykb query`` beside plain rdflib: whole processes, the same query, the same knowledge, in turns.

The rdflib process parses the knowledge from Turtle files, as its users do, runs the very SPARQL that ``policykb`` runs
and prints CSV. Printed are the median of each, the ratio, and whether both gave as many rows. No time is asserted.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from policykb import vocab
from policykb.ask import question
from policykb.ask.answer import prepared
from policykb.pipeline.knowledge import Knowledge, open_plan

AS_OF = "2026-11-22"
QUESTIONS = (
    ("q02", {}),
    ("q12", {}),
    ("who_answers_for_measure", {"measure": "12"}),
    ("how_loaded_is_each_agency", {}),
)
# A user's own few lines: read the files, ask, print.
RDFLIB = """
import csv, sys, rdflib
graph = rdflib.Graph()
for path in sys.argv[2:]:
    graph.parse(path, format="turtle")
answer = graph.query(open(sys.argv[1], encoding="utf-8").read())
out = csv.writer(sys.stdout)
out.writerow(answer.vars)
out.writerows(answer)
"""


def turtle_files(knowledge: Knowledge, folder: Path) -> list[str]:
    """One Turtle file a named graph, as the reports give them away."""
    paths = []
    for number, graph in enumerate(knowledge.store.graphs()):
        path = folder / f"{number:02d}.ttl"
        path.write_bytes(knowledge.store.turtle([graph], vocab.PREFIXES))
        paths.append(str(path))
    return paths


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, list[list[str]]]:
    """How long a process takes from start to exit, and the rows it prints."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    took = time.perf_counter() - start
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return took, list(csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline="")))


def compare(knowledge: Knowledge, name: str, params: dict[str, str], folder: Path, rounds: int) -> float:
    """The ratio for one question, printed with both medians."""
    files = turtle_files(knowledge, folder)
    asked = question(name)
    sparql = folder / f"{name}.rq"
    sparql.write_text(prepared(knowledge.store, asked, params, knowledge.plan, lang="en"), encoding="utf-8")
    options = [word for key, value in params.items() for word in ("-p", f"{key}={value}")]
    ours = [sys.executable, "-m", "policykb", "query", name, knowledge.plan, *options]
    ours += ["-f", "csv", "--as-of", AS_OF, "--lang", "en", "-q"]
    theirs = [sys.executable, "-c", RDFLIB, str(sparql), *files]
    environment = {**os.environ, "POLICYKB_CACHE_DIR": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"}
    first, _ = timed(ours, environment)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        took, rows = timed(ours, environment)
        times[0].append(took)
        took, theirs_rows = timed(theirs, environment)
        times[1].append(took)
    fast, slow = (statistics.median(series) for series in times)
    same = "as many rows" if len(rows) == len(theirs_rows) else f"{len(rows)} and {len(theirs_rows)} rows"
    print(
        f"{name:32} policykb {fast:6.2f} s (first run {first:5.2f} s)   "
        f"rdflib {slow:6.2f} s   {slow / fast:6.1f} times   {same}"
    )
    return slow / fast


def main() -> None:
    """Compares each question in turn and prints the figures."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("plan", nargs="?", default="ningxia-2022")
    given.add_argument("--rounds", type=int, default=3)
    options = given.parse_args()
    knowledge = open_plan(options.plan, as_of=AS_OF)
    with tempfile.TemporaryDirectory() as folder:
        ratios = [
            compare(knowledge, name, params, Path(folder), options.rounds) for name, params in QUESTIONS
        ]
    print(f"median ratio {statistics.median(ratios):.1f}, {len(knowledge.store)} statements")


if __name__ == "__main__":
    main()
