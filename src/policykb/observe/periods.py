"""Years, months and days as figures give them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_FORM = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_period(text: str) -> bool:
    """Whether it is a year, a month or a day, such as 2025, 2025-10 or 2025-10-22."""
    found = _FORM.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def last_day(period: str) -> str:
    """The last day of a year, a month or a day."""
    year, _, rest = period.partition("-")
    if not rest:
        return f"{year}-12-31"
    month, _, day = rest.partition("-")
    return period if day else f"{period}-{calendar.monthrange(int(year), int(month))[1]:02d}"
