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
        "读出一份文本说了什么：每个断言都有原文位置、把握程度和需要人看之处。",
        "Reads what a text says: every claim with its place, its confidence and what needs a person.",
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
    from policykb.pipeline.extracting import extracted  # noqa: PLC0415 - the engines load when they are needed

    if out == "-" and len(documents) > 1:
        raise UsageError(
            "several drafts do not fit one output",
            where="-o",
            hint="name a folder with -o",
            zh="多份草稿不能写到一个输出；请用 -o 给出文件夹",
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
    from policykb.gate.write import make_folder, write_all  # noqa: PLC0415 - the engines load when they are needed

    if out == "-":
        options.emit(made.draft, "-")
        return
    folder = Path(out)
    make_folder(folder)
    write_all(
        {
            folder / f"{made.id}.draft.json": made.draft.encode(),
            folder / f"{made.id}.source.txt": made.text.encode(),
        }
    )
