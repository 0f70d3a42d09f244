"""A photo is cut by keys or mouse; whatever file comes, the old photo stays until the new one is stored."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.cards.photos import Photos
from app.cards.sample_photo import silhouette
from tests.support.desks import RecordingShell
from tests.ui.cards.place import Room, hire
from tests.ui.kit.keys import CONTROL, focused, press, write
from ui.cards.photo_erase import ErasePhotoSheet
from ui.cards.photo_panel import PhotoPanel, open_photo

if TYPE_CHECKING:
    from ui.kit.desk import Desk

SHIFT = Qt.KeyboardModifier.ShiftModifier
ANY = Qt.DropAction.CopyAction


class Photographing(Room):
    """The panel for Raivis Šķēle."""

    def __init__(self, desk: Desk, shell: RecordingShell, qtbot: QtBot, folder: Path) -> None:
        super().__init__(desk, shell, qtbot)
        self.folder = folder
        self.employee = hire(desk)["Raivis Šķēle"]
        self.panel: PhotoPanel = open_photo(desk, self.employee, "Raivis Šķēle")

    def read(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.write_bytes(data)
        self.panel.read_file(path)
        self.wait()

    def is_open(self) -> bool:
        return shiboken6.isValid(self.panel) and self.panel.isVisible()

    def stored(self) -> tuple[int, int] | None:
        photo = Photos(self.desk.office).current(self.employee)
        return (photo.width, photo.height) if photo is not None else None


@pytest.fixture
def opened(desk: Desk, shell: RecordingShell, qtbot: QtBot, tmp_path: Path) -> Iterator[Photographing]:
    made = Photographing(desk, shell, qtbot, tmp_path)
    yield made
    made.wait()
    if made.is_open():
        made.panel.leave()


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    """A picture that is another at each place."""
    target = BytesIO()
    with Image.linear_gradient("L") as grey, grey.resize((width, height)) as wide, wide.convert("RGB") as made:
        made.save(target, kind)
    return target.getvalue()


def huge_png() -> bytes:
    """The header of a picture of 144 megapixels, and hardly anything behind it."""
    side = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", side), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_without_a_picture_the_keyboard_is_where_a_file_is_chosen(opened: Photographing) -> None:
    assert focused() is opened.panel.choose_button
    assert not opened.panel.take_button.isEnabled()


def test_a_picture_is_cut_to_three_by_four_and_enter_takes_it(opened: Photographing) -> None:
    opened.read("foto.jpg", picture(1600, 1200))
    assert focused() is opened.panel.crop
    assert opened.panel.crop.accessibleName() == "Izgriezums 900 × 1200 pikseļi, no 350, 0"
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.stored() == (600, 800)
    assert opened.told() == ["Fotogrāfija saglabāta"]
    assert not opened.is_open()


def test_arrows_move_the_frame_and_signs_size_it(opened: Photographing) -> None:
    opened.read("foto.jpg", picture(1600, 1200))
    crop = opened.panel.crop
    press(Qt.Key.Key_Right)
    assert crop.frame is not None
    assert crop.frame.pixels() == (362, 0, 900, 1200)
    press(Qt.Key.Key_Right, SHIFT)
    assert crop.frame.pixels()[0] == 482
    press(Qt.Key.Key_Minus)
    width = crop.frame.pixels()[2]
    assert width == 857
    press(Qt.Key.Key_Plus)
    assert crop.frame.pixels()[2] == 900


def test_the_mouse_drags_the_frame_and_pulls_its_corners(opened: Photographing) -> None:
    opened.read("foto.jpg", picture(1600, 1200))
    crop = opened.panel.crop
    assert crop.frame is not None
    middle = crop._box().center().toPoint()
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(crop, middle + QPoint(-20, 0))
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=middle + QPoint(-20, 0))
    assert crop.frame.pixels()[0] < 350
    corner = crop._box().bottomRight().toPoint()
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(crop, corner + QPoint(-30, -40))
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton, pos=corner + QPoint(-30, -40))
    assert crop.frame.pixels()[2] < 900


def test_a_small_cut_out_is_warned_of_before_it_is_taken(opened: Photographing) -> None:
    opened.read("foto.jpg", picture(420, 560))
    assert "mazāk ass" in opened.panel.size_told.text()
    press(Qt.Key.Key_Return)
    opened.wait()
    assert opened.stored() == (420, 560)
    assert "maza" in opened.told()[0]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("foto.jpg", lambda: b"%PDF-1.7 ...", "nav fotogrāfija"),
        (
            "foto.jpg",
            lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
            "nav fotogrāfija",
        ),
        ("foto.png", huge_png, "megapikse"),
        ("foto.jpg", lambda: picture(1600, 1200)[:4000], "bojāta vai nepilnīga"),
    ],
)
def test_what_is_no_photo_is_said_in_words_and_the_old_one_stays(
    opened: Photographing, name: str, data: Callable[[], bytes], told: str
) -> None:
    Photos(opened.desk.office).put(opened.employee, silhouette(1))
    opened.read(name, data())
    assert told in opened.panel.message.text()
    assert opened.stored() == (600, 800)
    assert opened.is_open()


def test_a_photo_of_forty_by_fifty_is_refused_with_its_size(opened: Photographing) -> None:
    opened.read("foto.png", picture(40, 50, "PNG"))
    assert opened.panel.size_told.property("tone") == "bad"
    assert not opened.panel.take_button.isEnabled()
    assert opened.panel.take_button.toolTip() == opened.panel.size_told.text()
    press(Qt.Key.Key_Return)
    opened.wait()
    assert "300 × 400" in opened.panel.message.text()
    assert opened.stored() is None


def test_a_file_that_cannot_be_read_is_named(opened: Photographing) -> None:
    opened.panel.read_file(opened.folder / "nav.jpg")
    opened.wait()
    assert "nav.jpg" in opened.panel.message.text()


def test_a_file_can_be_dropped_but_nothing_else(opened: Photographing) -> None:
    path = opened.folder / "foto.jpg"
    path.write_bytes(picture(900, 1200))
    words, file, web = QMimeData(), QMimeData(), QMimeData()
    words.setText("foto.jpg")
    web.setUrls([QUrl("https://example.org/foto.jpg")])
    file.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    taken = []
    for mime in (words, web, file):
        entering = QDragEnterEvent(QPoint(20, 20), ANY, mime, left, none)
        entering.setAccepted(False)
        opened.panel.dragEnterEvent(entering)
        taken.append(entering.isAccepted())
    assert taken == [False, False, True]
    opened.panel.dropEvent(QDropEvent(QPointF(20, 20), ANY, file, left, none))
    opened.wait()
    assert opened.panel.crop.frame is not None
    assert opened.panel.crop.frame.size == (900, 1200)


def test_esc_leaves_everything_as_it_was(opened: Photographing) -> None:
    opened.read("foto.jpg", picture(900, 1200))
    press(Qt.Key.Key_Escape)
    opened.wait()
    assert opened.stored() is None
    assert not opened.is_open()


def test_the_photo_is_erased_for_a_reason_only(
    desk: Desk, shell: RecordingShell, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Photographing(desk, shell, qtbot, tmp_path)
    first.wait()
    assert first.panel.erase_button.isHidden()
    first.panel.leave()
    Photos(desk.office).put(first.employee, silhouette(1))
    first.panel = open_photo(desk, first.employee, "Raivis Šķēle")
    first.wait()
    first.panel.erase_button.click()
    sheet = shell.sheet()
    assert isinstance(sheet, ErasePhotoSheet)
    press(Qt.Key.Key_Return, CONTROL)
    first.wait()
    assert sheet.reason.error()
    write("Darbs beidzies")
    press(Qt.Key.Key_Return, CONTROL)
    first.wait()
    assert first.stored() is None
    assert shell.sheet() is None


def test_a_large_enough_picture_after_a_small_one_can_be_taken(opened: Photographing) -> None:
    opened.read("foto.png", picture(40, 50, "PNG"))
    opened.read("foto.jpg", picture(900, 1200))
    assert opened.panel.take_button.isEnabled()
    assert opened.panel.take_button.toolTip() == ""
