"""A plan against the documents above it: what is covered, how strictly, and what is missing."""

from policykb.compare.comparison import compare
from policykb.compare.regional import Regional, named_region
from policykb.compare.values import PlanComparison

__all__ = ["PlanComparison", "Regional", "compare", "named_region"]
