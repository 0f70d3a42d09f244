"""What the directory says of people and institutions: the cells of its lists and the card to read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from app.cards.records import STATE_CHIPS, Standing
from app.core import dates
from app.core.i18n import C_, N_, Message, Translator
from app.core.latvian import in_sentence, listed_name
from app.core.phones import show_phone
from app.directory import policy
from app.directory.records import Employed, EmployeeRecord, InstitutionRecord, Reception, ServiceRecord
from app.directory.service import absence_words
from ui.kit.table import Cell, Row, TwoLines

#: Strong beginning and the rest of a line.
Line = tuple[str, str]

#: Whom the list of people shows.
EMPLOYED: Mapping[Employed, Message] = {
    "yes": C_("staff", "Working"),
    "no": C_("staff", "Not working"),
    "all": C_("staff", "Everybody"),
}


def person_row(person: EmployeeRecord, card: Cell, words: Translator) -> Row:
    """One person in the list; ``card`` tells how they stand with cards."""
    left = _left_cell(person, words)
    contact = TwoLines(show_phone(person.phone) if person.phone else "", second=person.place)
    first, *rest = (_short_reception(person.reception, words.language) if left is None else []) or [""]
    cells = (
        _named(listed_name(person.name), person.job_title or person.unit, person.hidden, words),
        contact if left is None else left,
        TwoLines(first, second="; ".join(rest)),
        card,
        Cell(person.unit),
        Cell(person.email),
        Cell(person.substitute),
    )
    away = absence_words(person) if left is None else None
    return Row(person.id or 0, cells, ", ".join(filter(None, (_spoken(cells[:4]), words(away) if away else ""))))


def standing_cell(standing: Standing | None, today: date, words: Translator) -> Cell:
    """How somebody stands with cards, as one chip; ``today`` is the day in Riga."""
    if standing is None:
        return Cell(words(N_("Not needed")), chip="mute")
    if standing.not_returned:
        return Cell(words(N_("Not returned")), icon="arrow_undo", chip="bad")
    if standing.state is None:
        lacking = ("warn", "clock", N_("To be issued")) if standing.needed else ("mute", "", N_("Not needed"))
        kind, icon, text = lacking
    elif standing.expiring and standing.until is not None:
        kind, icon = "warn", "clock"
        text = N_("Ends {date}", date=dates.in_table(standing.until, today))
    else:
        kind, icon, text = STATE_CHIPS[standing.state]
    return Cell(words(text), icon=icon, chip=kind)


def institution_row(body: InstitutionRecord, words: Translator) -> Row:
    """One institution in the list."""
    cells = (
        _named(body.name, " ".join(body.competence.split()), body.hidden, words),
        TwoLines(body.phone, second=body.email),
        TwoLines(body.address, second=body.web),
    )
    return Row(body.id or 0, cells, _spoken(cells))


def service_row(service: ServiceRecord, words: Translator) -> Row:
    """One service in the list."""
    cells = (
        _named(service.name, service.unit, service.hidden, words),
        Cell(service.term),
        Cell(service.price),
    )
    return Row(service.id or 0, cells, _spoken(cells))


def told_of_person(person: EmployeeRecord, words: Translator) -> list[Line]:
    """What a client may be told of a person: name and post, phone and place, reception hours (AAD 2.1.2.3).

    Of somebody who has left only that: their phone and hours lead clients to nobody.
    """
    title = f", {in_sentence(person.job_title)}" if person.job_title else ""
    lines = [(person.name, title)]
    left = left_words(person)
    if left is not None:
        return [*lines, ("", words(left))]
    away = absence_words(person)
    if away is not None:
        lines.append(("", words(away)))
    phone = show_phone(person.phone) if person.phone else ""
    if phone or person.place:
        lines.append((phone, f" · {person.place}" if phone and person.place else person.place))
    hours = policy.reception_text(person.reception)
    if hours is not None:
        lines.append(("", words(hours)))
    return lines


def left_words(person: EmployeeRecord) -> Message | None:
    """Since when a person does not work here; None for somebody who does."""
    since = _left_since(person)
    return N_("No longer works here (since {date})", date=dates.full(since)) if since is not None else None


def _left_cell(person: EmployeeRecord, words: Translator) -> TwoLines | None:
    """The same in two short lines, for the narrow column of phones."""
    since = _left_since(person)
    if since is None:
        return None
    day = words(N_("since {date}", date=dates.full(since)))
    return TwoLines(words(C_("staff", "Left")), tone="text3", second=day)


def _left_since(person: EmployeeRecord) -> date | None:
    if not person.left or person.employed_until is None:
        return None
    return person.employed_until + timedelta(days=1)


def told_of_service(service: ServiceRecord, words: Translator) -> list[Line]:
    """What a client may be told of a service: how to get it, in what time, for how much, on which form."""
    labels = (
        (N_("How to get it"), service.how),
        (N_("Term"), service.term),
        (N_("Price"), service.price),
        (N_("Form"), service.form),
    )
    told = [(f"{words(label)}: ", text) for label, text in labels if text]
    return [(service.name, ""), *told]


def told_of_institution(body: InstitutionRecord, words: Translator) -> list[Line]:
    """What a client may be told of another body: its public contacts (AAD 4.1.1)."""
    contacts = " · ".join(filter(None, (body.email, body.web)))
    lines = [(body.name, "")]
    if body.phone or contacts:
        lines.append((body.phone, f" · {contacts}" if body.phone and contacts else contacts))
    if body.address:
        lines.append(("", words(N_("Address: {address}", address=body.address))))
    return lines


def _named(name: str, about: str, hidden: bool, words: Translator) -> TwoLines:
    if not hidden:
        return TwoLines(name, second=about)
    mark = words(N_("Hidden"))
    return TwoLines(name, tone="text3", second=f"{mark} · {about}" if about else mark)


def _short_reception(reception: Reception, language: str) -> list[str]:
    """`P–Pk 8:00–17:00`, one text for each set of hours; a single set is told stretch by stretch."""
    by_hours: dict[tuple[tuple[time, time], ...], list[int]] = {}
    for day, spans in sorted(reception.items()):
        if spans:
            by_hours.setdefault(spans, []).append(day)
    if len(by_hours) == 1:
        ((spans, days),) = by_hours.items()
        first, *rest = (policy.show_spans((span,)) for span in spans)
        return [f"{_short_days(days, language)} {first}", *rest]
    return [f"{_short_days(days, language)} {policy.show_spans(spans)}" for spans, days in by_hours.items()]


def _short_days(days: Sequence[int], language: str) -> str:
    names = [dates.weekday_short(date(2024, 1, day), language) for day in days]  # 1.1.2024. was a Monday
    unbroken = len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1))
    return f"{names[0]}–{names[-1]}" if unbroken else ", ".join(names)


def _spoken(cells: Sequence[Cell]) -> str:
    parts = ((cell.text, cell.second) if isinstance(cell, TwoLines) else (cell.text,) for cell in cells)
    return ", ".join(text for part in parts for text in part if text)
