"""The small plan's report, made once a language."""

from __future__ import annotations

from functools import cache

import report_plan

from policykb.report import render

PAGES = ("accountability.html", "gap.html", "index.html")


@cache
def small_files(lang: str) -> dict[str, bytes]:
    return render(report_plan.material(), lang)
