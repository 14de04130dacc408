"""``policykb extract``: a text's claims, for a person to read and correct."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykb.cli import options
from policykb.cli.language import say
from policykb.errors import PolicyKBError, UsageError

if TYPE_CHECKING:
    from policykb.pipeline.extracting import Extracted


@click.command(
    "extract",
    help=say(
        "读出一份文件说了什么：每个断言都有原文位置、把握程度和需要人看之处；-o 写出草稿和审定用的工作簿、网页。",
        "Reads what a document says: every claim with its place, its confidence and what needs a person; -o writes the "
        "draft with a workbook and a page to review it in.",
    ),
    epilog=say("例：policykb extract 规划.txt -o 草稿", "Example: policykb extract plan.txt -o drafts"),
)
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…")
@options.out()
@options.lang
@options.quiet
@options.verbose
def command(*, documents: tuple[str, ...], out: str, lang: str, quiet: bool, verbose: int) -> int:  # noqa: ARG001
    """Writes one draft a document."""
    from policykb.pipeline.extracting import extracted, is_plan_folder  # noqa: PLC0415 - loads when it is needed

    if out == "-" and len(documents) > 1:
        raise UsageError(
            "several drafts do not fit one output",
            where="-o",
            hint="name a folder with -o",
            zh="多份草稿不能写到一个输出；请用 -o 给出文件夹",
        )
    if len(documents) > 1 and is_plan_folder(Path(out)):
        raise UsageError(
            "this is the folder of one plan, and several documents are given",
            where=out,
            hint="name a folder for all of them",
            zh="这是一个规划的目录，不能写入多份文件的草稿；请另给一个文件夹",
        )
    code = 0
    for document in documents:
        try:
            made = extracted(document, folder=None if out == "-" else Path(out), lang=lang)
            _keep(made, out)
        except PolicyKBError as err:
            options.complain(err, lang)
            code = max(code, err.exit_code)
            continue
        for line in made.words:
            options.hint(line, quiet=quiet)
    return code


def _keep(made: Extracted, out: str) -> None:
    from policykb.gate.write import make_folder, write_all  # noqa: PLC0415 - only a folder needs it

    if out == "-":
        options.emit(made.draft, "-")
        return
    for folder in sorted({path.parent for path in made.files}):
        make_folder(folder)
    write_all(made.files)
