"""Days in figures and words, for screen and paper; Qt and CLDR have no Latvian cases and too short years.

``language`` is "lv" or "en": paper may speak another language than the screen.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, time
from enum import Enum

NBSP = "\u00a0"


class Case(Enum):
    """The Latvian cases a date stands in; English does not care. The value is the column of ``_MONTHS_LV``."""

    NOMINATIVE = 0  # piektdiena, 2026. gada 20. novembris
    GENITIVE = 1  # spēkā no 2026. gada 20. novembra
    DATIVE = 2  # līdz 2026. gada 20. novembrim
    LOCATIVE = 3  # Aknīstē, 2026. gada 20. novembrī


_MONTHS_LV = (
    ("janvāris", "janvāra", "janvārim", "janvārī"),
    ("februāris", "februāra", "februārim", "februārī"),
    ("marts", "marta", "martam", "martā"),
    ("aprīlis", "aprīļa", "aprīlim", "aprīlī"),
    ("maijs", "maija", "maijam", "maijā"),
    ("jūnijs", "jūnija", "jūnijam", "jūnijā"),
    ("jūlijs", "jūlija", "jūlijam", "jūlijā"),
    ("augusts", "augusta", "augustam", "augustā"),
    ("septembris", "septembra", "septembrim", "septembrī"),
    ("oktobris", "oktobra", "oktobrim", "oktobrī"),
    ("novembris", "novembra", "novembrim", "novembrī"),
    ("decembris", "decembra", "decembrim", "decembrī"),
)
_MONTHS_LV_SHORT = (
    *("janv.", "febr.", "marts", "apr.", "maijs", "jūn."),
    *("jūl.", "aug.", "sept.", "okt.", "nov.", "dec."),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS_LV = ("pirmdiena", "otrdiena", "trešdiena", "ceturtdiena", "piektdiena", "sestdiena", "svētdiena")
_WEEKDAYS_LV_SHORT = ("P", "O", "T", "C", "Pk", "S", "Sv")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clock(at: time) -> str:
    """`9:58`, as Latvian offices write it: no leading zero."""
    return f"{at.hour}:{at.minute:02}"


def short(day: date) -> str:
    """`20.11.`, for days of the present year."""
    return f"{day.day:02}.{day.month:02}."


def full(day: date) -> str:
    """`20.11.2026.`, for forms and paper."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}."


def in_table(day: date, today: date, language: str = "lv") -> str:
    """The day as a table shows it: this year `19.11.`, else `19.11.2025.`; in English `19 Nov`."""
    if language == "lv":
        return short(day) if day.year == today.year else full(day)
    text = f"{day.day}{NBSP}{_MONTHS_EN[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text}{NBSP}{day.year}"


def month(number: int, language: str = "lv", case: Case = Case.NOMINATIVE) -> str:
    """The month's name, 1 to 12."""
    return _MONTHS_LV[number - 1][case.value] if language == "lv" else _MONTHS_EN[number - 1]


def month_short(number: int, language: str = "lv") -> str:
    """The month's name short enough for a chart's axis: `sept.`."""
    return _MONTHS_LV_SHORT[number - 1] if language == "lv" else _MONTHS_EN[number - 1][:3]


def weekday(day: date, language: str = "lv") -> str:
    """The day of the week as it stands inside a sentence: `piektdiena`."""
    return (_WEEKDAYS_LV if language == "lv" else _WEEKDAYS_EN)[day.weekday()]


def weekday_short(day: date, language: str = "lv") -> str:
    """The day of the week for a calendar's head: `Pk`."""
    return _WEEKDAYS_LV_SHORT[day.weekday()] if language == "lv" else _WEEKDAYS_EN[day.weekday()][:3]


def day_and_month(day: date, language: str = "lv", case: Case = Case.NOMINATIVE) -> str:
    """`23. decembris`, for notices where the year is plain."""
    name = month(day.month, language, case)
    return f"{day.day}.{NBSP}{name}" if language == "lv" else f"{day.day}{NBSP}{name}"


def long(day: date, language: str = "lv", case: Case = Case.NOMINATIVE) -> str:
    """`2026. gada 20. novembris`, or in the case the sentence needs: `2026. gada 20. novembrī`."""
    text = day_and_month(day, language, case)
    return f"{day.year}.{NBSP}gada {text}" if language == "lv" else f"{text} {day.year}"


def heading(day: date, language: str = "lv") -> str:
    """`piektdiena, 2026. gada 20. novembris`."""
    return f"{weekday(day, language)}, {long(day, language)}"


def place_and_date(place: str, day: date, language: str = "lv") -> str:
    """`Aknīstē, 2026. gada 20. novembrī`; the office writes the place in the locative itself."""
    return f"{place}, {long(day, language, Case.LOCATIVE)}"


def quarter_of(day: date) -> tuple[int, int]:
    """The year and the quarter (1 to 4) of ``day``."""
    return day.year, (day.month + 2) // 3


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """The first and the last day of a quarter."""
    last = 3 * quarter
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


def quarter(year: int, number: int, language: str = "lv") -> str:
    """`2026. gada 3. ceturksnis`."""
    return f"{year}.{NBSP}gada {number}.{NBSP}ceturksnis" if language == "lv" else f"Q{number}{NBSP}{year}"


def period(first: date, last: date, language: str = "lv") -> str:
    """The heading of a report on ``first`` to ``last``, as short as it can be told.

    `2026. gads`, `2026. gada 3. ceturksnis`, `2026. gada novembris`, `2026. gada 16.–20. novembris`,
    `2026. gada 28. septembris – 4. oktobris`; across years `28.12.2026.–03.01.2027.`.
    """
    if first == last:
        return long(first, language)
    if first.year != last.year:
        return f"{full(first)}–{full(last)}"
    whole = _whole(first, last, language)
    if whole:
        return whole
    if first.month == last.month:
        dot = "." if language == "lv" else ""
        span = f"{first.day}{dot}–{day_and_month(last, language)}"
    else:
        span = f"{day_and_month(first, language)} – {day_and_month(last, language)}"
    return f"{first.year}.{NBSP}gada {span}" if language == "lv" else f"{span} {first.year}"


def _whole(first: date, last: date, language: str) -> str:
    """The name of a whole year, quarter or month, or "" for any other span within one year."""
    year = first.year
    if (first, last) == (date(year, 1, 1), date(year, 12, 31)):
        return f"{year}.{NBSP}gads" if language == "lv" else str(year)
    if (first, last) == quarter_span(*quarter_of(first)):
        return quarter(*quarter_of(first), language)
    if first.day == 1 and first.month == last.month and last.day == monthrange(year, last.month)[1]:
        name = month(first.month, language)
        return f"{year}.{NBSP}gada {name}" if language == "lv" else f"{name} {year}"
    return ""
