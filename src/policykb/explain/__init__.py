"""Why something holds, down to the quoted sentence; and why something does not."""

from policykb.explain.forms import as_json, as_text
from policykb.explain.proof import Origin, Proof, Quote, prove
from policykb.explain.why import Explanation, explain_duty, explain_node
from policykb.phrase import Phrase

__all__ = [
    "Explanation",
    "Origin",
    "Phrase",
    "Proof",
    "Quote",
    "as_json",
    "as_text",
    "explain_duty",
    "explain_node",
    "prove",
]
