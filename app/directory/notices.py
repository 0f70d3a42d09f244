"""Notices for clients: the hours on the door with what holidays change (print p4), and the services there are.

The texts of the door notice are proposed out of the settings and the calendar, and people may rewrite them: a line
is a label, two spaces or a tab, and the hours; a line without hours is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from app.calendar.changes import HourChange, Span, Week, hour_changes
from app.calendar.working_days import WEEKDAYS
from app.core import dates
from app.core.errors import Invalid, UserError
from app.core.fields import clean_text
from app.core.i18n import C_, N_, Message, Translator
from app.core.moments import riga_date
from app.core.office_calendar import office_calendar, office_week
from app.core.office_settings import OfficeSettings
from app.core.permissions import DIRECTORY_PRINT
from app.core.phones import show_hotline
from app.core.settings import EMAIL, EMERGENCY_PHONE, NOTICE_LINE, ORGANIZATION_NAME, SERVICE_PLACE
from app.core.work import Gone
from app.directory.policy import show_spans
from app.directory.records import ServiceRecord
from app.directory.service import Directory
from app.office import Office
from app.printing.document import Document
from app.printing.office import letterhead
from app.printing.page import Printed
from app.printing.paper import Target
from app.printing.poster import Line, Overfull, Poster, write_poster

DOOR_TITLE = N_("Working hours")
SERVICES_TITLE = N_("Notice of services")
#: So many days ahead are looked at for changes: what begins in them is told whole.
AHEAD = 45
#: No run of closed days is longer.
_LONGEST_RUN = 14
#: The longest text of a field that a person may rewrite.
LONGEST = 1500
_CLOSED = C_("hours", "closed")
_GAP = re.compile(r"\t+| {2,}")
_GIVEN = "  "
#: A Monday, to name weekdays by.
_WEEK_OF_NAMES = range(1, 8)


def door_notice(office: Office, target: Target, tr: Translator, **chosen: Any) -> None:
    """Print the notice of hours; texts not given are the proposed ones. Raises Forbidden, Invalid, Unavailable."""
    _allow(office)
    settings = OfficeSettings(office)
    begins = _begins(office, chosen.get("from"))
    poster = Poster(
        letterhead(office, tr),
        settings.get(SERVICE_PLACE),
        tr(DOOR_TITLE),
        _lines(_text(chosen, "hours", propose_hours(office, tr))),
        tr(N_("Changes over the holidays")),
        _lines(_text(chosen, "changes", propose_changes(office, tr, **{"from": begins}))),
        tr(N_("When we are closed")),
        _reached(settings, tr),
        _text(chosen, "line", propose_line(office, tr)),
        tr(N_("In force from {date}", date=dates.full(begins))),
    )
    try:
        write_poster(target, poster, tr.language, large=chosen.get("size") == "a3")
    except Overfull:
        raise Invalid({"hours": N_("This does not fit on one page. Shorten the text.")}) from None


def note_door_notice(office: Office, **chosen: Any) -> None:
    """Enter the print into the audit. Raises Forbidden, Unavailable."""
    with office.work(DIRECTORY_PRINT) as work:
        day = _begins(office, chosen.get("from")).isoformat()
        work.note("print", "office", printout="door_notice", day=day, size=chosen.get("size") or "a4")


def propose_day(office: Office, _tr: Translator, **_known: object) -> str:
    """Today."""
    return riga_date(office.clock()).isoformat()


def propose_hours(office: Office, tr: Translator, **_known: object) -> str:
    """The usual week, a weekday a line, closed days in a row together; then the break of all days."""
    week = office_week(OfficeSettings(office))
    if not week:
        return ""
    pause = _common_break(week)
    lines = []
    for spans, days in groupby(_WEEK_OF_NAMES, lambda day: week.get(day, ())):
        names = [tr(WEEKDAYS[day - 1]) for day in days]
        labels = names if spans else [", ".join(names)]
        lines += [_line(_capital(label), _hours(spans, pause, tr)) for label in labels]
    if pause is not None:
        lines.append(tr(N_("Lunch break {hours}", hours=show_spans([pause]))))
    return "\n".join(lines)


def propose_changes(office: Office, tr: Translator, **known: object) -> str:
    """What holidays change from the first day of the notice on."""
    settings = OfficeSettings(office)
    week = office_week(settings)
    begins = _begins(office, known.get("from"))
    last = begins + timedelta(days=AHEAD)
    found = hour_changes(office_calendar(settings), week, begins, last + timedelta(days=_LONGEST_RUN))
    pause = _common_break(week)
    told = (change for change in found if change.first <= last)
    return "\n".join(_line(change_label(each, tr.language), _hours(each.spans, pause, tr)) for each in told)


def propose_line(office: Office, _tr: Translator, **_known: object) -> str:
    """The office's line for the foot of the notice."""
    return OfficeSettings(office).get(NOTICE_LINE)


def change_label(change: HourChange, language: str) -> str:
    """`23. decembris, trešdiena`, `24.–26. decembris`, `31. decembris, 1. janvāris`."""
    first, last = change.first, change.last
    begins, ends = (dates.day_and_month(day, language) for day in (first, last))
    if first == last:
        return f"{begins}, {dates.weekday(first, language)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{'.' if language == 'lv' else ''}–{ends}"
    return f"{begins}, {ends}" if last - first == timedelta(days=1) else f"{begins} – {ends}"


def services_notice(office: Office, target: Target, tr: Translator, *, unit: int | None = None) -> None:
    """Print the services of the office, or of one unit: how, how soon, for how much.

    Raises Gone where there is no such unit, Forbidden, Unavailable.
    """
    _allow(office)
    name, found = unit_name(office, unit), _services(office, unit)
    settings = OfficeSettings(office)
    made = Document(
        SERVICES_TITLE,
        letterhead(office, tr),
        Printed(office.clock()),
        tr,
        subtitle=name or settings.get(SERVICE_PLACE) or settings.get(ORGANIZATION_NAME),
        personal=False,
    )
    for service in found:
        made.heading(service.name)
        for label, value in _facts(service):
            if value:
                made.field(label, value)
    if not found:
        made.paragraph(N_("No records."))
    made.write(target)


def note_services_notice(office: Office, *, unit: int | None = None) -> None:
    """Enter the print into the audit. Raises Forbidden, Unavailable."""
    facts = {"unit": unit} if unit is not None else {}
    unit_name(office, unit)
    rows = len(_services(office, unit))
    with office.work(DIRECTORY_PRINT) as work:
        work.note("print", "service", printout="services_notice", rows=rows, **facts)


def _allow(office: Office) -> None:
    """Refuse whoever may not print. Raises Forbidden."""
    with office.view(DIRECTORY_PRINT):
        pass


def _services(office: Office, unit: int | None) -> list[ServiceRecord]:
    return [each for each in Directory(office).services() if unit is None or each.unit_id == unit]


def unit_name(office: Office, unit: int | None) -> str:
    """The name of the unit a paper is about, "" for the whole office. Raises Gone."""
    if unit is None:
        return ""
    for each in Directory(office).units(hidden=True):
        if each.id == unit:
            return each.name
    raise Gone


def _facts(service: ServiceRecord) -> Iterator[tuple[Message, str]]:
    yield N_("How to get it"), service.how
    yield N_("Term"), service.term
    yield N_("Price"), service.price
    yield N_("Application form"), service.form
    yield N_("Unit"), service.unit


def _reached(settings: OfficeSettings, tr: Translator) -> list[Line]:
    """Whom to turn to while nobody is there."""
    found = []
    if phone := settings.get(EMERGENCY_PHONE):
        found.append(Line(tr(N_("Emergency service, day and night")), show_hotline(phone)))
    if email := settings.get(EMAIL):
        found.append(Line(tr(N_("E-mail")), email))
    return found


def _begins(office: Office, chosen: object) -> date:
    return chosen if isinstance(chosen, date) else riga_date(office.clock())


def _text(chosen: dict[str, Any], name: str, proposed: str) -> str:
    """What a person wrote, even nothing at all; else what is proposed. Raises Invalid."""
    text = chosen.get(name)
    if text is None:
        return proposed
    try:
        return clean_text(text, LONGEST)
    except UserError as error:
        raise Invalid({name: error.message}) from None


def _lines(text: str) -> list[Line]:
    found = []
    for line in text.splitlines():
        label, *rest = _GAP.split(line.strip(), maxsplit=1)
        if label:
            found.append(Line(label, rest[0].strip() if rest else ""))
    return found


def _line(label: str, hours: str) -> str:
    return f"{label}{_GIVEN}{hours}"


def _hours(spans: Sequence[Span], pause: Span | None, tr: Translator) -> str:
    """`8:00–17:00`, the break of all days left out; „slēgts” without any."""
    if not spans:
        return tr(_CLOSED)
    if pause is not None and len(spans) == 2 and _break(spans) == pause:
        spans = [(spans[0][0], spans[1][1])]
    return show_spans(spans)


def _common_break(week: Week) -> Span | None:
    """The break that every open day has at the same time."""
    breaks = {_break(spans) if len(spans) == 2 else None for spans in week.values()}
    return breaks.pop() if len(breaks) == 1 else None


def _break(spans: Sequence[Span]) -> Span:
    return spans[0][1], spans[1][0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
