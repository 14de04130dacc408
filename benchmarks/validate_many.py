"""``policykb validate`` on many documents in one call, beside pySHACL on the same shapes and the same data.

The documents are invented from a template and say so in their titles. Ours is a whole process: it reads the texts, extracts,
infers, validates and writes the reports. pySHACL's is one process too, which is given the finished data as N-Triples, parses the
shapes once, and validates one plan after the other. Printed are both times, the ratio, where ours went, and whether all
results are equal. No time is asserted.
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

from policykb.pipeline.checking import Check, checked_plan
from policykb.pipeline.examining import Bench
from policykb.validate import load_shapes
from policykb.validate.counting import Graphs
from policykb.validate.engines import read_report
from policykb.validate.running import parts

AS_OF = "2026-11-22"
TEMPLATE = """\
{name}减污降碳协同增效实施方案（虚构）

一、工作目标

到{year}年，{name}减污降碳协同推进的工作格局基本形成，森林覆盖率达到{forest}%。到2030年，协同能力显著提升。

二、主要措施

（一）强化生态环境准入。严禁新增“两高”项目。推进环境影响评价改革，力争建成{parks}个减污降碳试点园区。（自治区生态环境厅、发展改革委、工业和信息化厅按职责分工负责）

（二）推动交通绿色转型。到{year}年，新能源公交车比例达到{buses}%。鼓励绿色出行。（自治区交通运输厅、公安厅、住房城乡建设厅、发展改革委、财政厅、生态环境厅、商务厅按职责分工负责）

（三）推进农业绿色发展。到{year}年，畜禽粪污综合利用率达到{manure}%。探索开展农膜回收试点。（自治区农业农村厅、生态环境厅按职责分工负责）

（四）加强水资源节约。推进再生水循环利用，控制用水总量。（自治区水利厅、住房城乡建设厅按职责分工负责）
"""
# What a user of pySHACL writes: each file of shapes parsed once, then plan by plan.
PYSHACL = """
import sys, rdflib, pyshacl
known = {}
for pair in sys.argv[1:]:
    file, path = pair.split("=")
    if file not in known:
        known[file] = rdflib.Graph().parse(file, format="turtle")
    shapes = known[file]
    data = rdflib.Graph().parse(path, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    report.serialize(path + ".report.ttl", format="turtle")
"""


def documents(folder: Path, number: int) -> list[Path]:
    """So many invented plans as text files."""
    made = []
    for at in range(number):
        path = folder / f"plan-{at + 1:02}.txt"
        numbers = {"forest": 15 + at % 9, "buses": 40 + at, "manure": 75 + at % 20, "parks": 2 + at % 5}
        name = f"甲{'子丑寅卯辰巳午未申酉戌亥'[at % 12]}第{at + 1}州"
        path.write_text(TEMPLATE.format(name=name, year=2025 + at % 3, **numbers), encoding="utf-8")
        made.append(path)
    return made


def seconds(command: list[str], allowed: set[int]) -> float:
    """How long a process takes from start to exit."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)[:200]}\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return time.perf_counter() - start


def split(paths: list[Path], profiles: tuple[str, ...]) -> str:
    """Where the time of one call goes, in milliseconds a plan: opened, validated."""
    bench, opened, validated = Bench(AS_OF), [], []
    for path in paths:
        start = time.perf_counter()
        knowledge = bench.open(str(path))
        middle = time.perf_counter()
        checked_plan(knowledge, Check(profiles=profiles))
        opened.append(middle - start)
        validated.append(time.perf_counter() - middle)
        bench.clear(knowledge)
    parts = (("opened", opened), ("validated", validated))
    return ", ".join(f"{word} {statistics.median(series) * 1000:.0f} ms" for word, series in parts)


def inputs(paths: list[Path], profiles: tuple[str, ...]) -> list[tuple[Path, Path]]:
    """A file of shapes and the N-Triples they look at, for each plan and each set of shapes that reads the same graphs."""
    bench, made = Bench(AS_OF), []
    for path in paths:
        knowledge = bench.open(str(path))
        checked_plan(knowledge, Check(profiles=profiles))  # a comparison adds graphs of its own
        for part in parts(profiles):
            shapes, data = path.with_name(f"{'-'.join(part)}.ttl"), path.with_suffix(f".{part[0]}.nt")
            graphs = Graphs.of(knowledge.store, knowledge.plan, above="national" in part)
            shapes.write_bytes(load_shapes(part).turtle)
            data.write_bytes(knowledge.store.ntriples(graphs.read))
            made.append((shapes, data))
        bench.clear(knowledge)
    return made


def results(reports: list[Path], shapes: bytes) -> set[tuple[str, ...]]:
    """What reports say: focus, source, constraint, path and severity of each result."""
    return {
        result[:5] for report in reports for result in map(astuple, read_report(report.read_bytes(), shapes))
    }


def main() -> None:
    """Runs both and prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plans", type=int, default=31)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--profile", default="encoding,quality")
    given = asked.parse_args()

    profiles = tuple(sorted(given.profile.split(",")))
    shapes = load_shapes(profiles)
    with tempfile.TemporaryDirectory() as name:
        paths, mine = documents(Path(name), given.plans), Path(name) / "mine.ttl"
        files = inputs(paths, profiles)
        ours = [sys.executable, "-m", "policykb", "validate", *map(str, paths), "--profile", given.profile]
        ours += ["--as-of", AS_OF, "-q", "--fail-on", "none", "-f", "ttl", "-o", str(mine)]
        plain = [sys.executable, "-c", PYSHACL, *(f"{shapes}={data}" for shapes, data in files)]
        fast = statistics.median(seconds(ours, {0}) for _ in range(given.rounds))
        slow = seconds(plain, {0})
        found = [
            results([mine], shapes.turtle),
            results([Path(f"{data}.report.ttl") for _, data in files], shapes.turtle),
        ]
        where = split(paths, profiles)
        statements = sum(data.read_bytes().count(b"\n") for _, data in files)
    print(f"{given.plans} plans, {statements} statements, {len(shapes.shapes)} shapes ({given.profile})")
    print(f"policykb validate {fast:9.2f} s   whole process, median of {given.rounds}; a plan: {where}")
    print(f"pyshacl           {slow:9.2f} s   whole process, data given")
    print(f"ratio             {slow / fast:9.1f}")
    same = "the same" if found[0] == found[1] else "DIFFERENT"
    print(f"results           {len(found[0])} and {len(found[1])}: {same}")
    for result in sorted(found[0] ^ found[1])[:20]:
        print("  only", "policykb" if result in found[0] else "pyshacl", *result)


if __name__ == "__main__":
    main()
