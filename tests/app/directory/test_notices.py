"""What the directory prints: hours on the door, services, the list of staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from app.core.errors import Forbidden, Invalid
from app.core.i18n import Translator
from app.core.permissions import DIRECTORY_SEE, Actor, Role
from app.core.settings import (
    EMAIL,
    EMERGENCY_PHONE,
    NOTICE_LINE,
    ORGANIZATION_NAME,
    SERVICE_PLACE,
    WORKING_HOURS,
    WorkingHours,
)

if TYPE_CHECKING:
    from app.core.office_settings import OfficeSettings
    from app.office import Office

FROM: dict[str, Any] = {"from": date(2026, 11, 20)}
WEEK = tuple(
    hours
    for weekday in range(1, 6)
    for hours in (
        WorkingHours(weekday, "08:00", "12:00"),
        WorkingHours(weekday, "12:30", "18:00" if weekday == 4 else "17:00"),
    )
)


@pytest.fixture
def settings(owner_office: Office) -> OfficeSettings:
    """The options of the office, in the hands of somebody who may change them."""
    from app.core.office_settings import OfficeSettings

    return OfficeSettings(replace(owner_office, actor=Actor("ilze", "Ilze Kalniņa", frozenset(Role))))


@pytest.fixture
def described(office: Office, settings: OfficeSettings) -> Office:
    """The office of print p4."""
    settings.set_all(
        {
            ORGANIZATION_NAME: "SIA „Bērzaines komunālserviss”",
            SERVICE_PLACE: "Klientu apkalpošanas centrs",
            EMERGENCY_PHONE: "63000299",
            EMAIL: "info@berzaine.example",
            NOTICE_LINE: "Zvaniet 63 000 201 vai nospiediet zvana pogu.",
            WORKING_HOURS: WEEK,
        }
    )
    return office


def printed(office: Office, key: str, tr: Translator, **parameters: Any) -> str:
    from app.directory.printout import PRINTOUTS
    from app.printing.printouts import find

    file = BytesIO()
    find(PRINTOUTS, key).render(office, file, tr, **parameters)
    return "\n".join(page.extract_text() for page in PdfReader(file).pages).replace("\u00a0", " ")


def noted(office: Office, key: str, **parameters: Any) -> list[tuple[str, str]]:
    from sqlalchemy import select

    from app.core.tables import AuditEntry
    from app.directory.printout import PRINTOUTS
    from app.printing.printouts import find

    find(PRINTOUTS, key).note(office, **parameters)
    with office.view(DIRECTORY_SEE) as view:
        told = view.session.execute(select(AuditEntry.act, AuditEntry.subject).where(AuditEntry.act == "print"))
        return [(act, subject) for act, subject in told]


def test_the_notice_of_the_sample_office(described: Office, tr: Translator) -> None:
    told = printed(described, "door_notice", tr, **FROM).splitlines()
    assert [line.strip() for line in told if line.strip()] == [
        "SIA „Bērzaines komunālserviss”", "Klientu apkalpošanas centrs", "Darba laiks",
        *("Pirmdiena", "8:00–17:00", "Otrdiena", "8:00–17:00", "Trešdiena", "8:00–17:00"),
        *("Ceturtdiena", "8:00–18:00", "Piektdiena", "8:00–17:00", "Sestdiena, svētdiena", "slēgts"),
        "Pusdienu pārtraukums 12:00–12:30",
        "Izmaiņas svētku laikā",
        *("23. decembris, trešdiena", "8:00–16:00", "24.–26. decembris", "slēgts"),
        *("30. decembris, trešdiena", "8:00–16:00", "31. decembris, 1. janvāris", "slēgts"),
        "Ja esam slēgti",
        *("Avārijas dienests visu diennakti", "63 000 299", "E-pasts", "info@berzaine.example"),
        "Zvaniet 63 000 201 vai nospiediet zvana pogu.",
        "Spēkā no 20.11.2026.",
    ]  # fmt: skip


def test_days_with_different_breaks_are_told_stretch_by_stretch(
    described: Office, settings: OfficeSettings, tr: Translator
) -> None:
    from app.directory.notices import propose_hours

    settings.set(WORKING_HOURS, (*WEEK[:2], WorkingHours(2, "08:00", "11:00"), WorkingHours(2, "12:00", "17:00")))
    assert propose_hours(described, tr).splitlines() == [
        "Pirmdiena  8:00–12:00, 12:30–17:00",
        "Otrdiena  8:00–11:00, 12:00–17:00",
        "Trešdiena, ceturtdiena, piektdiena, sestdiena, svētdiena  slēgts",
    ]


def test_an_office_without_hours_proposes_none(
    described: Office, settings: OfficeSettings, tr: Translator
) -> None:
    from app.directory.notices import propose_changes, propose_hours

    settings.set(WORKING_HOURS, ())
    assert (propose_hours(described, tr), propose_changes(described, tr, **FROM)) == ("", "")


def test_texts_that_a_person_wrote_are_printed_as_written(described: Office, tr: Translator) -> None:
    told = printed(
        described, "door_notice", tr, **FROM,
        hours="Katru dienu\t9:00–15:00\nPieraksts iepriekš", changes="24. decembris  tikai zvani", line="",
    )  # fmt: skip
    assert "Katru dienu" in told
    assert "9:00–15:00" in told
    assert "Pieraksts iepriekš" in told
    assert "24. decembris" in told
    assert "Pirmdiena" not in told
    assert "31. decembris" not in told
    assert "zvana pogu" not in told


def test_without_changes_there_is_no_box(described: Office, tr: Translator) -> None:
    assert "Izmaiņas" not in printed(described, "door_notice", tr, **FROM, changes="")
    assert "Izmaiņas" not in printed(described, "door_notice", tr, **{"from": date(2027, 2, 1)})


def test_a_run_of_closed_days_is_told_whole_where_it_begins_in_time(described: Office, tr: Translator) -> None:
    from app.directory.notices import AHEAD, propose_changes

    begins = date.fromordinal(date(2026, 12, 24).toordinal() - AHEAD)
    told = propose_changes(described, tr, **{"from": begins}).replace("\u00a0", " ").splitlines()
    assert told[-1] == "24.–26. decembris  slēgts"
    earlier = propose_changes(described, tr, **{"from": date.fromordinal(begins.toordinal() - 1)})
    assert "24." not in earlier


def test_an_english_paper_names_its_days_in_english(described: Office) -> None:
    told = printed(described, "door_notice", Translator("en"), **FROM)
    assert "Monday" in told
    assert "31 December, 1 January" in told
    assert "closed" in told


def test_too_much_for_a_page_is_told_at_its_field(described: Office, tr: Translator) -> None:
    with pytest.raises(Invalid) as refused:
        printed(described, "door_notice", tr, hours="Diena  8:00–9:00\n" * 80)
    assert tr(refused.value.fields["hours"]) == "Tas nesatilpst vienā lapā. Saīsiniet tekstu."
    with pytest.raises(Invalid) as refused:
        printed(described, "door_notice", tr, changes="x" * 2000)
    assert set(refused.value.fields) == {"changes"}


def test_services_are_printed_in_order_with_what_is_known_of_them(described: Office, tr: Translator) -> None:
    from app.directory.records import ServiceRecord, UnitRecord
    from app.directory.service import Directory

    directory = Directory(described)
    unit = directory.save_unit(UnitRecord(name="Klientu daļa"))
    directory.save_service(
        ServiceRecord(name="Izziņa par parādu", term="3 darba dienas", unit_id=unit, position=2)
    )
    directory.save_service(
        ServiceRecord(name="Līguma noslēgšana", how="Klātienē, 101. kabinetā", price="Bez maksas", position=1)
    )
    told = printed(described, "services_notice", tr)
    assert told.index("Līguma noslēgšana") < told.index("Izziņa par parādu")
    assert all(word in told for word in ("Kā saņemt", "101. kabinetā", "Bez maksas", "Termiņš", "Klientu daļa"))
    assert "Satur personas datus" not in told
    assert "Ilze" not in told
    of_unit = printed(described, "services_notice", tr, unit=unit)
    assert "Izziņa par parādu" in of_unit
    assert "Līguma noslēgšana" not in of_unit
    assert "Klientu daļa" in of_unit


def test_the_staff_list_has_who_works_here_and_leavers_where_asked_for(described: Office, tr: Translator) -> None:
    from app.directory.records import EmployeeRecord
    from app.directory.service import Directory

    directory = Directory(described)
    spans = ((time(9), time(12)),)
    directory.save_employee(
        EmployeeRecord(
            name="Zane Ūdre", job_title="Lietvede", phone="63000204", other_phones=("26000204",),
            reception={1: spans, 2: spans, 3: spans, 5: ((time(13), time(17)),)},
        )
    )  # fmt: skip
    directory.save_employee(EmployeeRecord(name="Guna Āboliņa", employed_until=date(2026, 10, 1)))
    told = " ".join(printed(described, "staff_list", tr).split())
    assert all(text in told for text in ("Zane Ūdre", "63 000 204, 26 000 204", "P–T 9:00–12:00; Pk 13:00–17:00"))
    assert "Satur personas datus" in told
    assert "Āboliņa" not in told
    whole = printed(described, "staff_list", tr, employed="all")
    assert whole.index("Āboliņa") < whole.index("Ūdre")


@pytest.mark.parametrize(
    ("key", "subject"), [("door_notice", "office"), ("services_notice", "service"), ("staff_list", "employee")]
)
def test_a_print_is_in_the_audit_once_and_a_preview_is_not(
    described: Office, tr: Translator, key: str, subject: str
) -> None:
    printed(described, key, tr)
    assert noted(described, key) == [("print", subject)]


@pytest.mark.parametrize("key", ["door_notice", "services_notice", "staff_list"])
def test_without_a_role_nothing_is_printed(described: Office, tr: Translator, key: str) -> None:
    stranger = replace(described, actor=Actor("svešs", "Svešs", frozenset()))
    with pytest.raises(Forbidden):
        printed(stranger, key, tr)
    with pytest.raises(Forbidden):
        noted(stranger, key)


def test_reception_in_a_table_is_short() -> None:
    from app.directory.reception_lines import reception_lines

    morning, whole = ((time(9), time(12)),), ((time(8), time(17)),)
    assert reception_lines(dict.fromkeys(range(1, 6), whole), "lv") == ("P–Pk\u00a08:00–17:00",)
    assert reception_lines({1: morning, 3: morning, 4: whole}, "lv") == (
        "P, T\u00a09:00–12:00",
        "C\u00a08:00–17:00",
    )
    assert reception_lines(dict.fromkeys((1, 2, 3, 5), morning), "en") == ("Mon–Wed, Fri\u00a09:00–12:00",)
    assert reception_lines({}, "lv") == ()
