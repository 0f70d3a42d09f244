"""Public holidays by law ("Par svētku, atceres un atzīmējamām dienām"), from the `holidays` package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

_PACKAGE_LANGUAGES = {"lv": "lv", "en": "en_US"}
#: How the package names a day off moved by order.
_MOVED_LABEL = "Brīvdiena (pārcelta no"


@lru_cache(maxsize=64)
def national_holidays(year: int, language: str = "lv") -> Mapping[date, str]:
    """The public holidays of ``year`` with their names; moved working days are not among them.

    Only 4 May, 18 November and the Song Festival's closing day have a substitute when they fall on a weekend.
    """
    from holidays import country_holidays  # noqa: PLC0415 - slow to load, and not needed at start-up

    # The package lists days off that were moved by order as if they were holidays. Those bind state bodies
    # only and do not roll a legal term, so they are left out here; the office keeps them in its own table.
    in_latvian = country_holidays("LV", years=year, language="lv")
    by_law = {day for day, name in in_latvian.items() if not name.startswith(_MOVED_LABEL)}
    named = country_holidays("LV", years=year, language=_PACKAGE_LANGUAGES[language])
    return {day: named[day] for day in sorted(by_law) if day.year == year}
