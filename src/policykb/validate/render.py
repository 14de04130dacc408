"""Examinations in the form asked for; each form's writer is loaded when it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policykb.validate.remarks import Examination


def rendered(  # noqa: PLR0911 - one return a form
    found: tuple[Examination, ...], form: str, lang: str, *, as_of: str, limit: int
) -> str | bytes:
    """The findings as a table, JSON, SARIF, JUnit, GitHub commands, Turtle, or comments in the author's Word file."""
    match form:
        case "json":
            from policykb.validate.forms import json_text  # noqa: PLC0415 - as above

            return json_text(found, as_of=as_of)
        case "sarif":
            from policykb.validate.sarif import sarif_text  # noqa: PLC0415 - as above

            return sarif_text(found, lang, as_of=as_of)
        case "junit":
            from policykb.validate.junit import junit_text  # noqa: PLC0415 - as above

            return junit_text(found, lang)
        case "github":
            from policykb.validate.annotations import annotations_text  # noqa: PLC0415 - as above

            return annotations_text(found, lang)
        case "ttl":
            from policykb.validate.forms import report_turtle  # noqa: PLC0415 - as above

            return "\n".join(report_turtle(examination.validation) for examination in found)
        case "docx":
            from policykb.validate.comments import annotated  # noqa: PLC0415 - as above

            return annotated(found[0], lang, as_of=as_of)
        case _:
            from policykb.validate.table import table_text  # noqa: PLC0415 - as above

            date = ("截至 " if lang == "zh" else "as of ") + as_of
            return "\n".join(table_text(one, lang, limit=limit) for one in found) + date + "\n"
