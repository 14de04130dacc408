"""What is wrong with a plan, or with our encoding of it: shapes over its graphs."""

from policykb.validate.engines import Engine, validate_graph
from policykb.validate.findings import Checked, Finding, Quote, Result, Validation
from policykb.validate.forms import json_text, report_turtle
from policykb.validate.remarks import Examination, Remark
from policykb.validate.running import run
from policykb.validate.shapes import PROFILES, Shape, load_shapes
from policykb.validate.table import table_text

__all__ = [
    "PROFILES",
    "Checked",
    "Engine",
    "Examination",
    "Finding",
    "Quote",
    "Remark",
    "Result",
    "Shape",
    "Validation",
    "json_text",
    "load_shapes",
    "report_turtle",
    "run",
    "table_text",
    "validate_graph",
]
