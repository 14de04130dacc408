"""Whether texts made to be slow are read in time that grows with their length and no faster.

Each text is read at half and at full length; a ratio far above two is a fault, and the exit code is 1 then. The
bound is generous, for machines are noisy.
"""

from __future__ import annotations

import gc
import sys
import time

from policykb.extract import extract
from policykb.text import PlanText

MOST = 3.5
SHORTEST = 0.05
TEXTS = {
    "opening brackets": "（" * 100_000,
    "closing brackets": "）" * 100_000,
    "brackets in brackets": "（" * 50_000 + "）" * 50_000,
    "numbers in brackets": "（一）" * 30_000,
    "names of one letter": "A、" * 100_000,
    "one line of a million": "推进生态环境保护工作，加强综合治理。" * 55_000,
    "one character": "水" * 100_000,
    "labels": "责任单位：" * 30_000,
    "labels with names": "责任单位：市水利局、" * 15_000,
    "labels in brackets": "【责任单位】" * 20_000,
    "leads": "市水利局牵头，" * 20_000,
    "names": "市水利局、" * 30_000,
    "tags": "（一）推进甲。（市水利局负责）\n" * 5_000,
    "run-in items": "1.甲。2.乙。" * 10_000,
    "points": "①甲；②乙；" * 8_000,
    "rows": "序号\t任务\t牵头单位\n" + "1\t推进甲\t同上\n" * 8_000,
    "bars": "|" * 100_000,
    "governments": "各市、县" * 25_000,
    "all and every": "各" * 100_000,
    "joints": "市水利局和" * 20_000,
    "words of roles": "负责牵头配合" * 15_000,
    "attachments": "附件：1.甲\n2.乙\n" * 8_000,
    "signatures": "某市人民政府\n2023年1月1日\n" * 5_000,
    "Markdown": "#" * 50_000 + "*" * 50_000,
    "years": "到2025年，" * 20_000,
    "quotation marks": "“" * 100_000,
    "digits": "1" * 100_000,
}


def seconds(text: str) -> float:
    """The processor time of one reading."""
    plan = PlanText.from_bytes(text.encode("utf-8"))
    gc.collect()
    start = time.process_time()
    extract(plan, "timed")
    return time.process_time() - start


def main() -> int:
    """Prints a row a text; 1 when a ratio is out of bounds."""
    extract(PlanText.from_bytes("方案\n（一）推进甲。（市水利局负责）".encode()), "warm")
    code = 0
    for name, text in TEXTS.items():
        half, whole = seconds(text[: len(text) // 2]), seconds(text)
        ratio = whole / max(half, SHORTEST)
        bad = ratio > MOST
        code |= bad
        print(
            f"{name:24s} {len(text):8d} characters {half:7.2f} s {whole:7.2f} s  ratio {ratio:5.2f}{'  SLOW' if bad else ''}"
        )
        sys.stdout.flush()
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
