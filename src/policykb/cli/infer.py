"""``policykb infer``: what the rules derive."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("trig", "ttl", "nq", "shacl")


@click.command(
    "infer",
    help=say("由规则推导出的事实，一条规则一个图。", "What the rules derive, one named graph per rule."),
    epilog=say(
        "例：policykb infer ningxia-2022 --rule lead_is_presumed",
        "Example: policykb infer ningxia-2022 --rule lead_is_presumed",
    ),
)
@options.plan_argument
@click.option("--rule", "rule", default=None, metavar="ID", help=say("只看一条规则", "one rule only"))
@click.option("--list", "listing", is_flag=True, help=say("列出规则", "list the rules"))
@options.out()
@options.formats(*FORMS)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    plan: str,
    rule: str | None,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    listing: bool,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> None:
    """Prints the derived graphs of a plan."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline import deriving  # noqa: PLC0415 - the engines load when they are needed

    if listing:
        options.emit(deriving.rule_list(lang), out)
    elif form == "shacl":
        options.emit(deriving.rules_as_shacl(rule, as_of), out)
    else:
        answer, counts, knowledge = deriving.derived(plan, rule=rule, form=form, as_of=as_of)
        options.emit(answer, out)
        options.hint(say("陈述数  规则", "statements  rule"), quiet=quiet)
        for name, count in counts:
            options.hint(f"{count:>6}  {name}", quiet=quiet)
        options.tell_unreviewed(knowledge, quiet=quiet)
