"""What every step of the first run is: fields that keep their answers, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Invalid
from app.core.i18n import Message, Translator
from app.core.local_settings import LocalSettings
from app.core.profile_records import Profile
from app.core.setting_values import check
from app.core.settings import Setting
from ui.kit.fields import Field
from ui.kit.form import EntryForm
from ui.kit.look import Look
from ui.kit.tasks import Tasks
from ui.kit.texts import Speaking


@dataclass
class Surroundings:
    """What the steps are given; ``profile`` is the one chosen in its step."""

    look: Look
    words: Translator
    tasks: Tasks
    local: LocalSettings
    data_folder: Path
    profile: Profile | None = None


class Step(Speaking, QWidget):
    """One step. ``can_wait`` ones may be filled in later."""

    key: str
    title: Message
    about: Message
    can_wait = False
    words: Translator
    edited = Signal()
    """An answer changed: time to keep it."""
    submitted = Signal()
    """Enter on the last field, or Ctrl+Enter."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.look, self.words = around, around.look, around.words
        self._wrong: dict[str, Message] = {}
        self.form = EntryForm(self)
        self.form.edited.connect(self.edited)
        self.form.submitted.connect(self.submitted)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def keep(self) -> dict[str, Any]:
        """The answers as JSON data; passwords are never among them."""
        return {name: value for name, value in self.form.draft().items() if value is not None}

    def fill(self, kept: Mapping[str, Any]) -> None:
        """Take back what :meth:`keep` gave."""
        self.form.set_values(kept)

    def arrive(self) -> None:
        """The step comes to the front; what earlier steps decide may be proposed here."""

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        self.form.focus_first()

    def check(self) -> dict[str, Message]:
        """What keeps the step from being done, by field; "" for the step as a whole."""
        return {}

    def settings(self) -> dict[Setting[Any], Any]:
        """What the step sets; only what can be kept as it is."""
        return {}

    def problems(self) -> dict[str, Message]:
        """Show what is wrong at the fields, and give it back."""
        for field in self._fields():
            field.commit()
        self._wrong = self.check()
        if self._wrong:
            self.retranslate()
        return self._wrong

    def retranslate(self) -> None:
        if self._wrong:
            self.form.show_errors({name: self.words(text) for name, text in self._wrong.items() if name})

    def _fields(self) -> list[Field]:
        return self.findChildren(Field)

    def _add(self, name: str, field: Field, label: Message, *, required: bool = False) -> Field:
        """Take a field into the form; the caller lays it out."""
        self.say(field.set_label, label)
        field.set_required(required)
        self.form.add(name, field)
        return field

    def _row(self, *fields: tuple[QWidget, int]) -> None:
        """Fields side by side, each with its share of the width."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for field, share in fields:
            row.addWidget(field, share)
        self.column.addLayout(row)


def checked(settings: Mapping[Setting[Any], Any]) -> tuple[dict[Setting[Any], Any], dict[str, Message]]:
    """The values that can be kept, and what is wrong with the others by the option's key."""
    good: dict[Setting[Any], Any] = {}
    wrong: dict[str, Message] = {}
    for setting, value in settings.items():
        try:
            good[setting] = check(setting, value)
        except Invalid as error:
            wrong.update(error.fields)
    return good, wrong
