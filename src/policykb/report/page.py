"""From a view to a page: the templates' surroundings, escaped without exception, sealed by a policy."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from policykb import anchors

if TYPE_CHECKING:
    from jinja2 import Environment

    from policykb.report.words import Words

_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]+", re.ASCII)
_INSIDE = re.compile(r"(?:[a-z][a-z0-9-]*\.(?:html|xlsx|docx|ics|json|ttl))?(?:#[A-Za-z][\w-]*)?", re.ASCII)


def link(href: str) -> str:
    """An address a page may link to: http, https, mailto, a place in the page, a file beside it; else nothing."""
    return href if _OUTSIDE.fullmatch(href) or _INSIDE.fullmatch(href) else ""


def anchor(element: str) -> str:
    """An element's id as the id of its row: ``m03/a04`` is ``m03-a04``."""
    return re.sub(r"[^A-Za-z0-9-]", "-", element)


def render(template: str, words: Words, view: object, *, own: bool | str = False, **more: object) -> bytes:
    """The page that ``reports/templates/<template>.html.j2`` makes of a view.

    ``own``: with a style and a script of its own, or with those of the page it names.
    """
    found = environment().get_template(f"{template}.html.j2")
    policy = _policy(template if own is True else own or "")
    page = found.render(v=view, w=words, lang=words.lang, policy=policy, **more)
    return page.encode("utf-8")


@cache
def environment() -> Environment:
    """Where every template is rendered: all escaped, nothing missing passed over."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only pages need it

    made = Environment(
        loader=FileSystemLoader(anchors.TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(link=link, anchor=anchor)
    return made


@cache
def _policy(own: str) -> str:
    """Nothing is loaded; of styles and scripts only our own, by their hash."""
    styles = " ".join(f"'{_hash(name)}'" for name in ("style.css", *((f"{own}.css",) if own else ())))
    script = _hash(f"{own}.js" if own else "script.js")
    return (
        f"default-src 'none'; style-src {styles}; script-src '{script}'; base-uri 'none'; form-action 'none'"
    )


def _hash(name: str) -> str:
    source = environment().get_template(name).render().encode("utf-8")
    return "sha256-" + base64.b64encode(hashlib.sha256(source).digest()).decode("ascii")
