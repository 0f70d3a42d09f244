"""What the quick entry takes from the directory: services of the topic, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.directory.records import AbsenceRecord, ServiceRecord
from app.directory.service import Directory
from app.office import Office
from tests.ui.contacts.entry_place import Place, furnish, working_place
from tests.ui.kit.keys import press, write
from ui.kit.texts import language_changed

REMOVAL = ServiceRecord(
    name="Lielgabarīta atkritumi",
    how="Zvaniet un nosauciet adresi.",
    term="5 darba dienas",
    price="12,40 EUR",
    form="Pieteikums",
)


@pytest.fixture
def ids(screen_office: Office) -> dict[str, int]:
    return furnish(screen_office)


@pytest.fixture
def place(qtbot: QtBot, screen_office: Office, tmp_path: Path, ids: dict[str, int]) -> Iterator[Place]:
    with working_place(qtbot, screen_office, tmp_path) as place:
        yield place


def add_service(place: Place, topic_id: int, **values: str) -> None:
    given = {"name": REMOVAL.name, "how": REMOVAL.how, "term": REMOVAL.term, "price": REMOVAL.price} | values
    Directory(place.desk.office).save_service(
        ServiceRecord(topic_id=topic_id, form=REMOVAL.form, **given)  # type: ignore[arg-type]
    )


def told(place: Place) -> str:
    """What stands below the topic; "" while nothing does."""
    note = place.sheet.page.service
    return note.text() if note is not None and note.isVisible() else ""


def choose_topic(place: Place, typed: str) -> None:
    place.sheet.form.focus("topic")
    write(typed)
    press(Qt.Key.Key_Return)


def test_the_service_of_the_topic_is_told_below_it(place: Place, ids: dict[str, int]) -> None:
    add_service(place, ids["topic"])
    place.open()
    assert told(place) == ""
    choose_topic(place, "atk")
    assert told(place) == (
        "Pakalpojums: Lielgabarīta atkritumi · 5 darba dienas · 12,40 EUR\n"
        "Zvaniet un nosauciet adresi.\nVeidlapa: Pieteikums"
    )
    place.sheet.form.focus("topic")
    place.sheet.form.field("topic").set_value(None)
    choose_topic(place, "rēķ")
    assert told(place) == ""


def test_several_services_of_a_topic_are_told_in_a_line_each(place: Place, ids: dict[str, int]) -> None:
    add_service(place, ids["topic"])
    add_service(place, ids["topic"], name="Konteinera noma", price="")
    place.open()
    choose_topic(place, "atk")
    assert told(place) == (
        "Pakalpojums: Konteinera noma · 5 darba dienas\n"
        "Pakalpojums: Lielgabarīta atkritumi · 5 darba dienas · 12,40 EUR"
    )
    place.desk.words.use("en")
    language_changed()
    place.qtbot.waitUntil(lambda: told(place).startswith("Service: Konteinera noma"))
    place.desk.words.use("lv")
    language_changed()


def test_the_card_to_read_aloud_tells_who_stands_in(place: Place, ids: dict[str, int]) -> None:
    directory = Directory(place.desk.office)
    dace = next(each.id for each in directory.employees() if each.name == "Dace Bērziņa")
    directory.save_absence(
        AbsenceRecord(
            employee_id=ids["raivis"],
            first_day=date(2026, 11, 18),
            last_day=date(2026, 11, 27),
            substitute_id=dace,
        )
    )
    place.open()
    choose_topic(place, "atk")
    place.sheet.page.outcome.choose("referred")
    assert "Prombūtnē līdz 27.11. Aizvieto: Dace Bērziņa" in place.sheet.page.card_text()


def test_whoever_has_left_is_offered_nowhere_in_the_entry(place: Place, ids: dict[str, int]) -> None:
    directory = Directory(place.desk.office)
    dace = next(each for each in directory.employees() if each.name == "Dace Bērziņa")
    raivis = directory.employee(ids["raivis"])
    directory.save_absence(
        AbsenceRecord(
            employee_id=ids["raivis"],
            first_day=date(2026, 11, 18),
            last_day=date(2026, 11, 20),
            substitute_id=dace.id,
        )
    )
    directory.save_employee(replace(dace, employed_until=date(2026, 11, 19)))
    place.open()
    choose_topic(place, "atk")
    place.sheet.page.outcome.choose("referred")
    assert place.sheet.page.card_text().startswith(raivis.name)
    assert "Dace" not in place.sheet.page.card_text()
    assert dace.id not in [person.id for person in place.sheet.page.outcome.lists.employees]


@pytest.mark.parametrize("size", [(683, 304), (911, 432), (1093, 550), (1366, 688)], ids=str)
def test_who_stands_in_is_in_sight_when_somebody_absent_is_chosen(
    qtbot: QtBot, screen_office: Office, tmp_path: Path, ids: dict[str, int], size: tuple[int, int]
) -> None:
    away = AbsenceRecord(employee_id=ids["raivis"], first_day=date(2026, 11, 18), last_day=date(2026, 11, 27))
    Directory(screen_office).save_absence(away)
    with working_place(qtbot, screen_office, tmp_path, size=size) as place:
        place.open()
        page = place.sheet.page
        page.form.focus("outcome")
        write("3")
        write("raiv")
        press(Qt.Key.Key_Return)
        assert "Prombūtnē līdz 27.11." in page.card_text()
        card, room = page.outcome.card, page.viewport()

        def is_in_sight() -> bool:
            """The name, and the line below it."""
            top = card.mapTo(room, card.rect().topLeft()).y()
            return top >= 0 and top + min(card.height(), 80) <= room.height()

        qtbot.waitUntil(is_in_sight)
