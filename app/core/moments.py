"""Moments: stored in UTC, lived in Riga; and how near they are, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.core import dates
from app.core.i18n import N_, Message

_MORNING, _DAY, _EVENING = time(5), time(11), time(18)


@cache
def riga() -> ZoneInfo:
    """The zone offices live in (loaded when first asked for, because reading it touches the disk)."""
    return ZoneInfo("Europe/Riga")


def to_riga(at: datetime) -> datetime:
    """The stored moment ``at`` as the clock on the wall showed it; a time without a zone is a bug."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return at.astimezone(riga())


def to_utc(day: date, at: time = time(0)) -> datetime:
    """The moment when clocks in Riga show ``at`` on ``day``; of the doubled autumn hour, the first."""
    return datetime.combine(day, at, riga()).astimezone(UTC)


def riga_date(at: datetime) -> date:
    """The calendar day of ``at`` in Riga."""
    return to_riga(at).date()


def riga_year(at: datetime) -> int:
    """The year whose numbering series ``at`` belongs to."""
    return to_riga(at).year


def greeting(now: datetime) -> Message:
    """How to greet at this hour, without a name (names would need the vocative)."""
    hour = to_riga(now).time()
    if _MORNING <= hour < _DAY:
        return N_("Good morning!")
    return N_("Good day!") if _DAY <= hour < _EVENING else N_("Good evening!")


def time_left(at: datetime, now: datetime) -> Message:
    """How far ahead ``at`` is: „pēc 18 min”, „pēc 1 h 18 min”, from two days on „pēc 10 d.”; past is overdue."""
    minutes = (at - now) // timedelta(minutes=1)
    if minutes < 0:
        return N_("overdue")
    days = (riga_date(at) - riga_date(now)).days
    if days >= 2:
        return N_("in {days} d", days=days)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return N_("in {minutes} min", minutes=rest)
    return N_("in {hours} h {minutes} min", hours=hours, minutes=rest) if rest else N_("in {hours} h", hours=hours)


def when(at: datetime, now: datetime) -> Message:
    """``at`` beside today: „vakar 16:00”, „šodien 12:00”, „rīt 9:00”, else the date and time."""
    here, today = to_riga(at), riga_date(now)
    clock = dates.clock(here.time())
    match (here.date() - today).days:
        case -1:
            return N_("yesterday {time}", time=clock)
        case 0:
            return N_("today {time}", time=clock)
        case 1:
            return N_("tomorrow {time}", time=clock)
        case _:
            day = dates.short(here.date()) if here.year == today.year else dates.full(here.date())
            return N_("{date} {time}", date=day, time=clock)


def in_table(at: datetime, now: datetime, language: str = "lv") -> str:
    """``at`` as a table shows it: today „10:31”, this year „19.11.”, else „19.11.2025.”."""
    here, today = to_riga(at), riga_date(now)
    return dates.clock(here.time()) if here.date() == today else dates.in_table(here.date(), today, language)
