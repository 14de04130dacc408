"""``policykb explain``: why something holds, down to the quoted sentence."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("text", "json", "html")


@click.command(
    "explain",
    help=say(
        "为什么成立：规则、前提，直到原文的一句话。ID 是编号（m12、m03/a04、m12/r-default-640200）；加 --body 问某单位。",
        "Why something holds: rule, premises, down to the quoted sentence. ID is a place (m12, m03/a04, "
        "m12/r-default-640200); --body asks about a body.",
    ),
    epilog=say("例：policykb explain m12 --body 石嘴山市", "Example: policykb explain m12 --body 石嘴山市"),
)
@click.argument("id_", metavar="ID")
@options.plan_argument
@click.option(
    "--body",
    default=None,
    metavar="NAME",
    help=say("该单位为何负责（或不负责）", "why this body answers for it, or does not"),
)
@options.out()
@options.formats(*FORMS)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    id_: str,
    plan: str,
    body: str | None,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> int:
    """Prints the proof; exits with 1 when what is asked about does not hold."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline.explaining import explained  # noqa: PLC0415 - the engines load when they are needed

    answer, holds, knowledge = explained(id_, plan, body=body, form=form, as_of=as_of, lang=lang)
    options.emit(answer, out)
    options.tell_unreviewed(knowledge, quiet=quiet)
    return 0 if holds else 1
