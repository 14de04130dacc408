"""Dashboards of the shipped plan, made once."""

from __future__ import annotations

from functools import cache

from page_tree import Page, parse
from policykb.pipeline.dashboards import Whose, make_dashboard
from policykb.pipeline.knowledge import open_plan


@cache
def made(
    body: str = "", region: str = "", *, scheme: str = "states", lang: str = "zh", as_of: str = "2026-11-22"
) -> bytes:
    knowledge = open_plan("ningxia-2022", as_of=as_of)
    return make_dashboard(knowledge, Whose(body, region), scheme=scheme, lang=lang)


def page(**chosen: str) -> Page:
    return parse(made(**chosen))
