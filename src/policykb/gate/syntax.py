"""What the engine says of a query it cannot read, in words a person can use."""

from __future__ import annotations

import re

from policykb.errors import InputError

_PLACE = re.compile(r"error at (\d+):(\d+)")


def unreadable(err: Exception, query: str) -> InputError:
    """The error that names the line, the column and the words there; the engine's own list of tokens is left out."""
    found = _PLACE.search(str(err))
    if found is None:
        return InputError(
            f"the query has an error: {str(err)[:200]}",
            where="query",
            code="E_SYNTAX",
            zh=f"查询有误：{str(err)[:200]}",
        )
    line, column = int(found[1]), int(found[2])
    lines = query.splitlines()
    rest = lines[line - 1][column - 1 :].strip()[:30] if line <= len(lines) else ""
    near, near_zh = (f", near {rest!r}", f"，在“{rest}”附近") if rest else (", at its end", "，即结尾处")
    return InputError(
        f"the query has a syntax error at line {line}, column {column}{near}",
        where="query",
        hint="check brackets, full stops and prefixes; those of policykb need no declaration",
        code="E_SYNTAX",
        zh=f"查询语法有误：第{line}行第{column}列{near_zh}；请检查括号、句点和前缀（policykb 的前缀无需声明）",
    )
