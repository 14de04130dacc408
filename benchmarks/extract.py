"""How long policykb takes to read a plan, by its length: its own time, from text to draft, in this process.

The real plan's measures are repeated under as many headings, so that a text ten times as long has ten times as many
measures; one measure of the whole length shows that it is not the number of measures alone that it is linear in.
"""

from __future__ import annotations

import gc
import platform
import statistics
import sys
import time

from policykb import anchors
from policykb.extract import extract
from policykb.text import PlanText

TIMES = (1, 10, 100)
HEADING = "二、主要措施"
# Five hundred characters a page, as the printed plans have; fifty pages.
PAGES, PAGE = 50, 500


def longer(text: str, times: int) -> str:
    """The plan with its chapter of measures so many times over."""
    head, heading, measures = text.partition(HEADING)
    return head + (heading + measures.rstrip() + "\n\n") * times


def one_measure(text: str, times: int) -> str:
    """The plan's words so many times over in a single measure."""
    head, heading, measures = text.partition(HEADING)
    words = measures.replace("\n", "").replace("（一）", "", 1)
    return f"{head}{heading}\n\n（一）减污降碳。{words * times}\n"


def cut(text: str, length: int) -> str:
    """The beginning of a long plan, up to the end of a measure."""
    words = longer(text, length // len(text) + 1)
    return words[: words.rfind("\n\n", 0, length)]


def milliseconds(text: str, runs: int) -> float:
    """The median time of a reading."""
    plan = PlanText.from_bytes(text.encode("utf-8"))
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        extract(plan, "timed")
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Prints a row a length, with the time per thousand characters and how that compares with the plan's own."""
    text = (anchors.PLANS / "ningxia-2022" / "source.txt").read_text("utf-8")
    extract(PlanText.from_bytes(text.encode("utf-8")), "warm")
    rows = [(f"{times}x, as many measures", longer(text, times)) for times in TIMES]
    rows += [(f"{times}x, one measure", one_measure(text, times)) for times in TIMES]
    rows.append((f"{PAGES} pages", cut(text, PAGES * PAGE)))
    print(f"Python {platform.python_version()}, processor time, median of several readings")
    first = 0.0
    for name, words in rows:
        taken = milliseconds(words, 5 if len(words) < PAGES * PAGE * 2 else 1)
        each = taken / len(words) * 1000
        first = first or each
        print(
            f"{name:24s} {len(words):8d} characters {taken:9.1f} ms  {each:6.2f} ms per 1000  ratio {each / first:4.2f}"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
