"""What is read out to a client who is sent on: whom to ask for, where and when (AAD 2.1.2.3, 4.1.1)."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import N_, Speak
from app.core.latvian import in_sentence
from app.core.phones import show_phone
from app.directory.records import EmployeeRecord, InstitutionRecord, ServiceRecord
from app.directory.service import absence_words, reception_text

Lines = list[tuple[str, str]]


def person_lines(person: EmployeeRecord, words: Speak) -> Lines:
    """Name and post; until when they are away, and who stands in; phone and place; reception hours (C3, C4).

    That somebody is away stands first: it is what the client needs most, and must be in sight in a low window.
    """
    phone = show_phone(person.phone) if person.phone else ""
    lines = [(person.name, f", {in_sentence(person.job_title)}" if person.job_title else "")]
    away = absence_words(person)
    if away is not None:
        lines.append(("", words(away)))
    if phone or person.place:
        lines.append((phone, f" · {person.place}" if phone and person.place else person.place))
    hours = reception_text(person.reception)
    if hours is not None:
        lines.append(("", words(hours)))
    return lines


def institution_lines(body: InstitutionRecord) -> Lines:
    """Name; phone and e-mail; website; address; what it is competent in."""
    lines = [(body.name, "")]
    if body.phone or body.email:
        lines.append((body.phone, f" · {body.email}" if body.phone and body.email else body.email))
    lines += [("", text) for text in (body.web, body.address, body.competence) if text]
    return lines


def service_lines(services: Sequence[ServiceRecord], words: Speak) -> Lines:
    """Services: name, term and price; where it is but one, also how to get it and on which form (C21)."""
    lines = []
    for service in services:
        rest = "".join(f" · {text}" for text in (service.term, service.price) if text)
        lines.append((words(N_("Service: {name}", name=service.name)), rest))
    if len(services) == 1:
        (service,) = services
        lines += [("", service.how)] if service.how else []
        lines += [("", words(N_("Form: {name}", name=service.form)))] if service.form else []
    return lines
