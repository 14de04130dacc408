"""What bodies report on their duties, round by round: checked, kept for good, never overwritten."""

from policykb.progress.checking import Rights, Round, checked
from policykb.progress.entries import Entry, Line, Problem, ReportedState
from policykb.progress.history import appended, changes, latest, read_history
from policykb.progress.reading import read_ledger

__all__ = [
    "Entry",
    "Line",
    "Problem",
    "ReportedState",
    "Rights",
    "Round",
    "appended",
    "changes",
    "checked",
    "latest",
    "read_history",
    "read_ledger",
]
