"""The services of the office: written by keyboard, told to the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.directory.records import ServiceRecord, TopicRecord
from app.directory.service import Directory
from tests.ui.directory.place import Open, go_to
from tests.ui.kit.keys import CONTROL, press, write

if TYPE_CHECKING:
    from ui.kit.desk import Desk


def test_a_service_is_added_by_keyboard_alone(opened: Open, desk: Desk) -> None:
    directory = Directory(desk.office)
    topic = directory.save_topic(TopicRecord(name="Atkritumu izvešana"))
    go_to(opened, "services")
    press(Qt.Key.Key_N, CONTROL)
    write("Konteinera noma")
    press(Qt.Key.Key_Return)
    write("Zvaniet un nosauciet adresi.")
    for name, text in (("term", "5 darba dienas"), ("price", "12,40 EUR"), ("topic_id", "atkr")):
        opened.sheet.form.focus(name)
        write(text)
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    (kept,) = directory.services()
    assert (kept.name, kept.how, kept.term) == (
        "Konteinera noma",
        "Zvaniet un nosauciet adresi.",
        "5 darba dienas",
    )
    assert kept.topic_id == topic
    assert opened.pane.detail.callout.text() == (
        "Konteinera noma\nKā saņemt: Zvaniet un nosauciet adresi.\nTermiņš: 5 darba dienas\nCena: 12,40 EUR"
    )
    desk.undo.undo()
    opened.wait()
    assert directory.services() == []


def test_a_topic_that_is_none_is_told_under_its_field(opened: Open, desk: Desk) -> None:
    go_to(opened, "services")
    press(Qt.Key.Key_N, CONTROL)
    write("Konteinera noma")
    opened.sheet.form.focus("topic_id")
    write("zzz")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    assert opened.error("topic_id") == "Izvēlieties no saraksta."
    assert Directory(desk.office).services() == []


def test_a_service_sought_from_elsewhere_opens_its_tab(opened: Open, desk: Desk) -> None:
    Directory(desk.office).save_service(ServiceRecord(name="Uzskaites pārbaude"))
    service = Directory(desk.office).save_service(ServiceRecord(name="Konteinera noma"))
    opened.wait()
    opened.page.show_target(service=service)
    opened.wait()
    assert opened.page.here.key == "services"
    assert opened.pane.detail.name.text() == "Konteinera noma"


def test_a_change_keeps_topic_and_place_in_the_order(opened: Open, desk: Desk) -> None:
    directory = Directory(desk.office)
    topic = directory.save_topic(TopicRecord(name="Atkritumu izvešana"))
    service = directory.save_service(ServiceRecord(name="Konteinera noma", topic_id=topic, position=7))
    opened.wait()
    opened.page.show_target(service=service)
    opened.wait()
    opened.pane.change_record()
    opened.sheet.form.focus("price")
    write("3 EUR")
    press(Qt.Key.Key_Return, CONTROL)
    opened.wait()
    kept = directory.service(service)
    assert (kept.price, kept.topic_id, kept.position) == ("3 EUR", topic, 7)
