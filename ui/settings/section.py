"""What every page of the settings is, and the kind that is rendered from the declared options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import Message, Translator
from app.core.settings import SETTINGS, Kind, Page, Scope, Setting
from ui.kit.desk import Desk
from ui.kit.fields import Field
from ui.kit.labels import Text
from ui.kit.texts import Speaking
from ui.settings.keeping import Keeper
from ui.settings.option_fields import field_for, given, offer_choices, show_value, when_given

#: A line of text longer than this is hard to read.
WIDEST = 620


class Section(Speaking, QWidget):
    """One page: a title, a sentence, and what it holds in ``column``."""

    words: Translator

    def __init__(self, desk: Desk, title: Message, about: Message | None = None) -> None:
        super().__init__()
        self.desk, self.look, self.words = desk, desk.look, desk.words
        self.keeper = Keeper(desk, self)
        self.keeper.changed.connect(self.reload)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 16, 22, 16)
        self.column.setSpacing(10)
        self.title = Text(self.look, "pane")
        self.say(self.title.setText, title)
        self.column.addWidget(self.title)
        if about is not None:
            sentence = Text(self.look, "body", "text2", wrap=True)
            self.say(sentence.setText, about)
            self.column.addWidget(sentence)

    def reload(self) -> None:
        """Read everything again."""

    def show_target(self, **target: object) -> None:
        """Show what of the page somebody asked for; a page of which nothing can be asked ignores it."""

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        for field in self.findChildren(Field):
            if field.isVisible() and field.isEnabled():
                field.focus_target().setFocus(Qt.FocusReason.TabFocusReason)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """F6 comes here: the keyboard goes on to what stands first, be it a field or a button."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.focusNextChild()
        elif event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.focus_first()

    def heading(self, text: Message) -> Text:
        """A heading within the page."""
        label = Text(self.look, "section")
        self.say(label.setText, text)
        self.column.addSpacing(4)
        self.column.addWidget(label)
        return label


class OptionsSection(Section):
    """Options rendered from their declarations; each is saved the moment it is given."""

    def __init__(self, desk: Desk, title: Message, about: Message | None = None) -> None:
        super().__init__(desk, title, about)
        self.fields: dict[Setting[Any], Field] = {}
        self._values: dict[Setting[Any], Any] = {}  # as last read
        self._asked: dict[Setting[Any], Any] = {}  # handed over to be kept, not read again yet
        self.keeper.refused.connect(self._refused)

    def add_options(self, settings: Iterable[Setting[Any]]) -> None:
        """Add the fields of these options, below one another."""
        for setting in settings:
            field = field_for(setting, self.look, self.words)
            self.say(field.set_label, setting.label)
            if setting.help is not None:
                self.say(field.set_help, setting.help)
            if not field.maximumWidth() < WIDEST:
                field.setMaximumWidth(self.look.px(WIDEST))
            self.fields[setting] = field
            offer_choices(field, setting, self.words)
            when_given(field, partial(self._given, setting))
            if setting.needed is not None and not self.desk.office.may(setting.needed):
                field.setEnabled(False)
            self.column.addWidget(field)

    def reload(self) -> None:
        office = [setting for setting in self.fields if setting.scope is Scope.OFFICE]
        for setting in self.fields:
            if setting.scope is Scope.PC:
                self._take(setting, self.desk.local.get(setting))
        if office:
            read = partial(_read, self.desk.settings.get, office)
            self.desk.tasks.run(read, self._show, self.desk.shell.show_trouble, owner=self)

    def retranslate(self) -> None:
        for setting, field in self.fields.items():
            offer_choices(field, setting, self.words)

    def _show(self, values: dict[Setting[Any], Any]) -> None:
        for setting, value in values.items():
            self._take(setting, value)

    def _take(self, setting: Setting[Any], value: Any) -> None:
        field = self.fields[setting]
        known = setting in self._values
        self._asked.pop(setting, None)
        if known and value == self._values[setting] and given(field, setting, value) != value:
            return  # what the person is typing, has just given or was refused stays
        self._values[setting] = value
        if not known or given(field, setting, value) != value or not field.error():
            show_value(field, setting, value)

    def _given(self, setting: Setting[Any]) -> None:
        field = self.fields[setting]
        if setting not in self._values or field.problem():
            return
        before = self._asked.get(setting, self._values[setting])
        value = given(field, setting, before)
        if value == before:
            return
        self._asked[setting] = value
        self.keeper.keep(setting, value, before)

    def _refused(self, setting: Setting[Any], text: Message) -> None:
        field = self.fields.get(setting)
        if field is None:
            return
        self.say(field.set_error, text)
        self.unsay(field.set_error)


def options_of(page: Page) -> list[Setting[Any]]:
    """The options of a page that a field can show."""
    return [setting for setting in SETTINGS if setting.page is page and setting.kind is not Kind.RECORDS]


def _read(get: Callable[[Setting[Any]], Any], settings: list[Setting[Any]]) -> dict[Setting[Any], Any]:
    return {setting: get(setting) for setting in settings}
