"""Nothing of the kit is cut off, in any theme, at any text size and scale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.fitting import cut_off
from tests.ui.kit.gallery import Gallery
from ui.kit.look import Look

ROOT = Path(__file__).parents[3]
AT_SCALE = """
import sys
from PySide6.QtWidgets import QApplication
from tests.support.fitting import cut_off
from tests.ui.kit.gallery import Gallery
from ui.kit.look import Look
app = QApplication([])
look = Look(sys.argv[1])
look.apply(app)
gallery = Gallery(look)
gallery.resize(911, gallery.sizeHint().height())
gallery.show()
app.processEvents()
gallery.resize(911, gallery.sizeHint().height())
app.processEvents()
assert gallery.grab().devicePixelRatio() == 1.5
print(cut_off(gallery))
"""


def shown(look: Look, qtbot: QtBot, width: int) -> Gallery:
    gallery = Gallery(look)
    qtbot.addWidget(gallery)
    with qtbot.waitExposed(gallery):
        gallery.show()
    gallery.resize(width, gallery.heightForWidth(width) if gallery.hasHeightForWidth() else 800)
    qtbot.waitUntil(lambda: gallery.width() == max(width, gallery.minimumSizeHint().width()))
    return gallery


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text_size", [100, 115, 130])
def test_no_text_is_cut_off(look: Look, qtbot: QtBot, theme: str, text_size: int) -> None:
    look.use(theme=theme, text_size=text_size)
    assert cut_off(shown(look, qtbot, 1093)) == []


def test_no_text_is_cut_off_when_the_size_changes_on_the_open_page(look: Look, qtbot: QtBot) -> None:
    gallery = shown(look, qtbot, 1093)
    look.use(text_size=130)
    gallery.resize(1300, gallery.sizeHint().height())
    qtbot.waitUntil(lambda: cut_off(gallery) == [])


def test_no_text_is_cut_off_in_high_contrast(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look("light", high_contrast=True)
    look.apply(qapp)
    assert cut_off(shown(look, qtbot, 1093)) == []


def test_a_text_that_does_not_fit_is_noticed(look: Look, qtbot: QtBot) -> None:
    gallery = shown(look, qtbot, 1093)
    gallery.focused.setMinimumWidth(10)
    gallery.focused.setMaximumWidth(20)
    qtbot.waitUntil(lambda: "Fokuss (Tab)" in cut_off(gallery))


def test_a_page_that_is_gone_does_not_hinder_the_next_look(look: Look, qtbot: QtBot) -> None:
    gallery = Gallery(look)
    gone: list[bool] = []
    gallery.destroyed.connect(lambda: gone.append(True))
    gallery.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])
    del gallery
    look.use(theme="dark", text_size=115)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_text_is_cut_off_on_a_screen_of_150_per_cent(theme: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1.5"}
    command = [sys.executable, "-c", AT_SCALE, theme]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.strip() == "[]"
