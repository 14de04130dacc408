"""A draft as JSON and back: fields that hold their default are left out, so diffs stay small."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, NoReturn

from policykb.draft.claims import Draft
from policykb.draft.soundness import check_draft
from policykb.errors import InputError
from policykb.gate.characters import refuse_in
from policykb.span import Span

SCHEMA = 1


def to_json(draft: Draft) -> str:
    """The draft as JSON text, one claim a line, stable across runs."""
    plain = {"schema": SCHEMA, **_plain(draft)}
    parts = []
    for key, value in plain.items():
        if isinstance(value, list):
            rows = ",\n".join("  " + _dump(row) for row in value)
            parts.append(f'"{key}": [\n{rows}\n]')
        else:
            parts.append(f'"{key}": {_dump(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def from_json(text: str, *, where: object = "") -> Draft:
    """The draft that a JSON text holds.

    Raises:
        InputError: the text is no draft, or one of another schema.
    """
    try:
        plain = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
        refuse_in(plain, where=where)
        value: Draft = _value(Draft, _of_this_schema(plain, where))
    except (ValueError, TypeError, KeyError, RecursionError) as err:
        raise InputError(
            f"not a readable draft: {err}",
            where=where,
            hint="extract it again from the text",
            zh=f"草稿读不懂：{err}；请从文本重新抽取",
        ) from err
    check_draft(value, where)
    return value


def _of_this_schema(plain: object, where: object) -> dict[str, Any]:
    if not isinstance(plain, dict) or plain.pop("schema", None) != SCHEMA:
        raise InputError(
            f"not a policykb draft of schema {SCHEMA}",
            where=where,
            hint="extract it again from the text",
            zh=f"不是 policykb 的草稿，或格式版本不是 {SCHEMA}；请从文本重新抽取",
        )
    return plain


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key stands twice among {keys}")
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value here")


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(v) for f in fields(value) if (v := getattr(value, f.name)) != _default(f)}
    return value


def _default(field: Any) -> object:  # noqa: ANN401 - dataclasses.Field is generic over Any
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _value(hint: Any, plain: Any) -> Any:  # noqa: ANN401 - one return a kind of type
    if isinstance(hint, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
        return None if plain is None else _value(hint, plain)
    if typing.get_origin(hint) is tuple:
        return tuple(_value(typing.get_args(hint)[0], item) for item in plain)
    if hint is Span:
        return Span(*plain)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        if unknown := plain.keys() - hints.keys():
            raise ValueError(f"{hint.__name__} has no {sorted(unknown)}")
        return hint(**{key: _value(hints[key], item) for key, item in plain.items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    if not isinstance(plain, hint) or (hint is int and isinstance(plain, bool)):
        raise TypeError(f"{plain!r} is no {hint.__name__}")
    return plain
