"""Nothing is cut off on any page, sheet and panel, even in long words, at every size (design.md 14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.support.fitting import LongWords, cut_off
from ui.directory.page import DirectoryPage
from ui.kit.panel import Panel
from ui.sample_window import SampleWindow, sample_window
from ui.screens import SIZES, views
from ui.settings.page import SettingsPageView

#: How many turns of the event loop reading and layout may take.
TURNS = 400


@pytest.fixture(scope="module")
def words() -> LongWords:
    return LongWords("lv")


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, words: LongWords
) -> Iterator[SampleWindow]:
    with sample_window(tmp_path_factory.mktemp("fits"), contacts=40, words=words) as made:
        made.resize(*SIZES[1.0])
        yield made


def rest(window: SampleWindow) -> None:
    """Let what was begun be read and laid out; sooner than ``settle``, which also waits for what comes later."""
    for _turn in range(TURNS):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if not window.program.tasks.busy:
            break
    QApplication.processEvents()


def close_all(window: SampleWindow) -> None:
    window.workplace.leave_search()
    window.workplace.close_sheet()
    for panel in window.workplace.findChildren(Panel):
        if panel.isVisible():
            panel.leave()


def everything(window: SampleWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What can be looked at: its name, and what brings it to the front."""
    place = window.workplace
    yield from views(window)
    close_all(window)
    settings = place.pages["settings"]
    assert isinstance(settings, SettingsPageView)
    for entry in settings.entries:
        yield f"settings {entry.key}", partial(place.open_page, "settings", section=entry.key)
    place.open_page("directory")
    rest(window)
    directory = place.pages["directory"]
    assert isinstance(directory, DirectoryPage)
    yield "directory new", directory.new_record
    close_all(window)


@pytest.mark.parametrize("text_size", [100, 130])
@pytest.mark.parametrize("language", ["lv", "en", "longer"])
def test_nothing_is_cut_off(window: SampleWindow, words: LongWords, language: str, text_size: int) -> None:
    words.longer = language == "longer"
    window.program.use_language("en" if language == "en" else "lv")
    window.program.use_text_size(text_size)
    sizes = list(SIZES.values())
    if language == "longer" and text_size > 100:
        sizes.pop()  # the smallest window, the largest letters and a longer language at once are not promised
    found = []
    for name, show in everything(window):
        show()
        rest(window)
        for size in sizes:
            window.window.resize(*size)
            rest(window)
            found += [f"{name} {size}: {text}" for text in cut_off(window.window)]
    close_all(window)
    assert found == []
