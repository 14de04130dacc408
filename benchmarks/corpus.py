"""How well policykb reads the labelled corpus: precision, recall and F1 by kind and by form, and calibration.

Without options the open part is read and its faults are listed. ``--held-out`` reads the other part and prints
numbers alone, so that whoever tunes the extractor does not see its words.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from policykb.extract import extract
from policykb.text import PlanText

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "corpus"))
from labelled import Fragment, fragments
from scoring import score
from tallies import KINDS, Score, Tally, total


def line(name: str, tally: Tally) -> str:
    """A row of a table: a name, precision, recall, F1 and the counts behind them."""
    counts = f"{tally.hit:5d} found {tally.spurious:4d} spurious {tally.missed:4d} missed"
    return f"{name:32s} P {tally.precision:5.3f}  R {tally.recall:5.3f}  F1 {tally.f1:5.3f}  {counts}"


def by_form(scored: list[tuple[Fragment, Score]]) -> list[tuple[float, str]]:
    """Each form's row with its mean F1; a fragment counts for each form it exercises."""
    groups = defaultdict(list)
    for fragment, found in scored:
        for form in fragment.forms:
            groups[form].append(found)
    rows = []
    for form, scores in sorted(groups.items()):
        whole = total(scores)
        duties, aims = whole["responsibilities"], whole["targets"]
        f1 = f"responsibilities F1 {duties.f1:5.3f} ({duties.hit}/{duties.spurious}/{duties.missed})"
        f1 += f"  targets F1 {aims.f1:5.3f} ({aims.hit}/{aims.spurious}/{aims.missed})"
        rows.append((min(duties.f1, aims.f1), f"{form:36s} {f1}  n={len(scores)}"))
    return rows


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--held-out", action="store_true", help="the part that is not opened while building; numbers alone"
    )
    parser.add_argument(
        "--form", default="", help="only the fragments of forms that start so, such as target/"
    )
    parser.add_argument("--worst", type=int, default=0, help="only so many forms, the worst first")
    parser.add_argument("--quiet", action="store_true", help="no list of faults")
    options = parser.parse_args()
    part = "held_out" if options.held_out else "open"
    chosen = [f for f in fragments(part) if any(form.startswith(options.form) for form in f.forms)]
    scored = [(f, score(f, extract(PlanText.from_bytes(f.text.encode()), f.id))) for f in chosen]
    whole = total(found for _, found in scored)
    if part == "open" and not options.quiet:
        print(*whole.faults, "", sep="\n")
    rows = by_form(scored)
    rows = sorted(rows)[: options.worst] if options.worst else rows
    print(*(row for _, row in rows), "", sep="\n")
    print(*(line(kind, whole[kind]) for kind in KINDS), sep="\n")
    print(
        f"{len(scored)} fragments of the {part} part; for what is marked certain, P is the share that is right"
    )


if __name__ == "__main__":
    main()
