"""``policykb diff``: what changed between two versions of a plan, or two regions, in domain words."""

from __future__ import annotations

import click

from policykb.cli import options
from policykb.cli.language import say

FORMS = ("text", "html", "json", "csv", "tsv", "md", "xlsx")


@click.command(
    "diff",
    help=say(
        "两个版本（或两地）之间改了什么：期限推后、单位退出、“应”改成“鼓励”、目标下调；按内容配对，不按行。",
        "What changed between two versions or two regions: a deadline moved, a body dropped, 应 became 鼓励, a target "
        "lowered; matched by content, not by row.",
    ),
    epilog=say("例：policykb diff 旧稿.docx 新稿.docx", "Example: policykb diff old.docx new.docx"),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@options.fail_on
@options.out()
@options.formats(*FORMS)
@options.lang
@options.quiet
@options.verbose
def command(  # noqa: PLR0913 - one parameter an option
    *,
    old: str,
    new: str,
    fail_on: str,
    out: str,
    form: str | None,
    lang: str,
    quiet: bool,  # noqa: ARG001
    verbose: int,  # noqa: ARG001
) -> int:
    """Prints the changes; exits with 1 when one is at or above ``--fail-on``."""
    form = options.form_for(form, out, FORMS)
    from policykb.pipeline.differing import differed  # noqa: PLC0415 - the engines load when they are needed

    done = differed(old, new, form=form, lang=lang, fail_on=fail_on)
    options.emit(done.answer, out)
    return done.code
