"""What the quick entry takes from the directory: services of the topic, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterator
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
