"""Rules: what follows from a plan, why, and by which rule."""

from policykb.infer.proof import Derivation, proofs
from policykb.infer.rule import Kind, Rule, load_rules, read_rules
from policykb.infer.runner import Inference, Outcome, infer, inferred_graph
from policykb.infer.shacl_export import as_shacl
from policykb.infer.strata import strata

__all__ = [
    "Derivation",
    "Inference",
    "Kind",
    "Outcome",
    "Rule",
    "as_shacl",
    "infer",
    "inferred_graph",
    "load_rules",
    "proofs",
    "read_rules",
    "strata",
]
