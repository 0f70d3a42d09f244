"""What every page has: a title, the way to search everywhere, one primary action, and the content below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import N_, Message
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.labels import ElidedText, IconLabel
from ui.kit.look import Look
from ui.kit.paint import keycap_size, paint_keycap
from ui.kit.texts import Speaking

#: A page narrower than this shows the way to search everywhere as an icon.
NARROW = 760


class SearchButton(QPushButton):
    """Looks like a search field, opens the palette of Ctrl+K."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setProperty("field", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._narrow = False
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(look, "search", 16, "text2"))
        self._label = QLabel()
        self._label.setProperty("tone", "text3")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._label, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_text(self, text: str) -> None:
        """What is searched."""
        self._label.setText(text)
        self._label.setFont(self.look.font("body"))
        self.setAccessibleName(text)
        self.setToolTip(f"{text} (Ctrl+K)")

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._label.setHidden(narrow)
            side = (self.look.px(32) - self.look.px(16)) // 2 if narrow else 10
            self._row.setContentsMargins(side, 0, 0 if narrow else 8, 0)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(32 if self._narrow else 248), self.look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._narrow:
            return
        painter = QPainter(self)
        cap = keycap_size(self.look, "Ctrl+K")
        box = self.rect()
        box.setLeft(box.right() - cap.width() - self.look.px(8))
        box.setWidth(cap.width())
        box.setTop((self.height() - cap.height()) // 2)
        box.setHeight(cap.height())
        paint_keycap(
            painter, box, self.look, "Ctrl+K", ink=self.look.colour("text2"), edge=self.look.colour("line2")
        )
        painter.end()


class Page(Speaking, QWidget):
    """One page of the window. Subclasses fill ``body`` and say what they are in ``title_text``."""

    title_text: Message
    search_wanted = Signal()
    shown = Signal()
    """What the page is about is on the screen for the first time; told by pages with a long list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 20, 12)
        column.setSpacing(12)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        self.titles = QVBoxLayout()
        self.titles.setSpacing(0)
        self.title = ElidedText(self.look, "title")
        self.say(self.title.setText, self.title_text)
        self.titles.addWidget(self.title)
        self.header.addLayout(self.titles, 1)
        self.search_button = SearchButton(self.look)
        self.say(self.search_button.set_text, N_("Search everywhere"))
        self.search_button.clicked.connect(self.search_wanted)
        self.header.addWidget(self.search_button)
        column.addLayout(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)

    def add_primary(self, text: Message, icon: str, key: str) -> Button:
        """The page's one accent-filled button."""
        button = Button(self.look, "primary", icon=icon, key=key)
        self.say(button.setText, text)
        self.header.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search_button.set_narrow(self.width() < self.look.px(NARROW))

    def show_target(self, **target: object) -> None:
        """Show what somebody asked to see here; the default page has but one view."""
        del target

    def arrive(self) -> None:
        """The page comes to the front: put the keyboard where work begins."""
        self.setFocus()

    def reload(self) -> None:
        """F5: read everything again."""

    def panes(self) -> Iterable[QWidget]:
        """Where F6 goes, in order."""
        return ()

    def page_actions(self) -> Iterable[QAction]:
        """What can be done here, for the palette and F1."""
        return self.actions()
