"""Figures beside a plan: what was published and what was planned, read from tables and checked cell by cell."""

from policykb.observe.figures import Figures, Observation, PlannedValue, Series, SeriesBreak
from policykb.observe.folder import FILES, read_figures, read_observations
from policykb.observe.rows import observations_in
from policykb.observe.table import read_table

__all__ = [
    "FILES",
    "Figures",
    "Observation",
    "PlannedValue",
    "Series",
    "SeriesBreak",
    "observations_in",
    "read_figures",
    "read_observations",
    "read_table",
]
