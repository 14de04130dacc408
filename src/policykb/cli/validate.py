"""``policykb validate``: what is wrong with a plan, or with our encoding of it."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("table", "json", "ttl")


@click.command(
    "validate",
    help=say(
        "检查规划：编码缺陷与规划缺口分开列出，并说明检查了多少。",
        "Checks plans: our encoding defects and the plan's own gaps apart, and how much was checked.",
    ),
    epilog=say(
        "例：policykb validate ningxia-2022 --profile quality --fail-on none",
        "Example: policykb validate ningxia-2022 --profile quality --fail-on none",
    ),
)
@click.argument("plans", nargs=-1, metavar="PLAN…")
@click.option(
    "--profile",
    default="encoding,quality",
    show_default=True,
    metavar="encoding,quality,dl",
    help=say("检查哪些方面", "which profiles"),
)
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    help=say(
        "SHACL 引擎（pyshacl 为参照，需数分钟）", "SHACL engine (pyshacl is the reference and takes minutes)"
    ),
)
@click.option(
    "--allow-empty", is_flag=True, help=say("什么都没查到也算通过", "pass even when nothing was checked")
)
@options.fail_on
@options.out()
@options.formats(*FORMS)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    plans: tuple[str, ...],
    profile: str,
    engine: str,
    fail_on: str,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    allow_empty: bool,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> int:
    """Prints the findings; exits with 1 when one is at or above ``--fail-on``."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline.checking import Check, checked  # noqa: PLC0415 - the engines load when they are needed

    check = Check(
        profiles=tuple(part for part in profile.split(",") if part),
        engine=engine,
        fail_on=fail_on,
        form=form,
        lang=lang,
        allow_empty=allow_empty,
    )
    done = checked(plans or (options.DEFAULT_PLAN,), check, as_of=as_of)
    if form == "table":
        options.emit(done.answer + done.verdicts, out)
    else:
        options.emit(done.answer, out)
        options.hint(done.verdicts.rstrip(), quiet=not done.verdicts)
    for err in done.refused:
        options.complain(err, lang)
    for knowledge in done.known:
        options.tell_unreviewed(knowledge, quiet=quiet)
    return done.code
