"""``policykb whatif``: what would change if a deadline, an owner, a target or a rule were otherwise."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("text", "json", "html")


@click.command(
    "whatif",
    help=say(
        "设想期限、责任单位、目标值或规则有变，会怎样：新问题、失去的责任、负荷和状态的变化。只作设想，不改任何文件。",
        "Supposes another deadline, owner, target value or a rule left out, and tells what would change: new findings, "
        "duties lost, loads and states. Nothing is changed on disk.",
    ),
    epilog=say(
        "例：policykb whatif --owner m04=自治区发展改革委:lead --move m13/t3=2027-12-31",
        "Example: policykb whatif --owner m04=自治区发展改革委:lead --move m13/t3=2027-12-31",
    ),
)
@options.plan_argument
@click.option(
    "--move",
    multiple=True,
    metavar="ID=YYYY-MM-DD",
    help=say("任务或目标的期限改到哪一天（可多次）", "another deadline for an action or target (repeatable)"),
)
@click.option(
    "--owner",
    multiple=True,
    metavar="ID=BODY[:lead]",
    help=say(
        "措施增加一个单位；:lead 为牵头（可多次）",
        "one more body for a measure; :lead lets it lead (repeatable)",
    ),
)
@click.option(
    "--drop-owner",
    multiple=True,
    metavar="ID=BODY",
    help=say("措施去掉一个所列单位（可多次）", "one listed body less (repeatable)"),
)
@click.option(
    "--target",
    multiple=True,
    metavar="ID=NUMBER",
    help=say(
        "目标的另一个数值，单位不变（可多次）", "another value for a target, in its own unit (repeatable)"
    ),
)
@click.option(
    "--without-rule",
    multiple=True,
    metavar="RULE",
    help=say("不用某条规则推导（可多次）", "derive without a rule (repeatable)"),
)
@click.option(
    "--overlay",
    default="",
    metavar="FILE.toml",
    help=say(
        '写有同样内容的文件，如 move = ["m13/t3=2024-12-31"]',
        'a file with the same, such as move = ["m13/t3=2024-12-31"]',
    ),
)
@options.out()
@options.formats(*FORMS)
@options.as_of
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    plan: str,
    move: tuple[str, ...],
    owner: tuple[str, ...],
    drop_owner: tuple[str, ...],
    target: tuple[str, ...],
    without_rule: tuple[str, ...],
    overlay: str,
    out: str,
    form: str | None,
    as_of: str | None,
    lang: str,
    quiet: bool,
    verbose: int,  # noqa: ARG001
) -> None:
    """Prints what would be otherwise."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline.supposing import what_if  # noqa: PLC0415 - the engines load when they are needed
    from policykb.whatif import Wish  # noqa: PLC0415 - so do the suppositions

    given = {
        Wish.MOVE: move,
        Wish.OWNER: owner,
        Wish.DROP_OWNER: drop_owner,
        Wish.TARGET: target,
        Wish.WITHOUT_RULE: without_rule,
    }
    answer, knowledge = what_if(plan, given, overlay, form=form, lang=lang, as_of=as_of)
    options.emit(answer, out)
    options.tell_unreviewed(knowledge, quiet=quiet)
