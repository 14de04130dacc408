"""``policykb doctor``: what is installed and what works."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say


@click.command(
    "doctor",
    help=say(
        "装了什么、哪些可选部分可用、缺的怎么装。",
        "What is installed, which optional parts work, how to get the others.",
    ),
    epilog=say("例：policykb doctor", "Example: policykb doctor"),
)
@options.lang
@options.quiet
@options.verbose
def command(*, lang: str, quiet: bool, verbose: int) -> int:  # noqa: ARG001
    """Prints the state of the installation; exits with 1 when a needed part is missing."""
    from policykb.pipeline.doctoring import examined  # noqa: PLC0415 - the engines load when they are needed

    words, healthy = examined(lang)
    options.emit(words, "-")
    return 0 if healthy else 1
