"""A TOML file from outside: small, flat, and with nothing in its texts that steers."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from policykb.errors import InputError, LimitError
from policykb.gate.characters import place, refuse_in
from policykb.phrase import Phrase

_MOST = 1_000_000
_DOTS = re.compile(r"^[^=\n\"']{0,4000}?(?:\.[^=\n\"'.]{0,60}){40}", re.MULTILINE)


def read_toml(text: str, *, where: object) -> dict[str, Any]:
    """The table that a TOML text holds.

    Raises:
        InputError: it is no TOML, or nested too deep, or a text in it holds what no text may hold.
        LimitError: it is longer than a million characters.
    """
    if len(text) > _MOST:
        raise LimitError(
            "a settings file of more than a million characters",
            where=place(where),
            code="E_SIZE",
            zh="设置文件超过一百万字符",
        )
    if _DOTS.search(text):  # the reader's time grows with the square of the dots in a key
        raise _bad(where, Phrase("键的层数过多", "a key with too many dots"))
    try:
        found = tomllib.loads(text)
    except RecursionError as err:
        raise _bad(where, Phrase("嵌套过深", "nested too deep")) from err
    except ValueError as err:  # a number of too many digits is one, too
        raise _bad(where, Phrase(f"不是合规的 TOML：{err}", f"not TOML: {err}")) from err
    refuse_in(found, where=where)
    return found


def _bad(where: object, said: Phrase) -> InputError:
    return InputError(said.en, where=place(where), code="E_SYNTAX", zh=said.zh)
