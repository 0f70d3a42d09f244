"""Step 1: the language of the screen, its colours and the size of its text; each shows at once."""

from __future__ import annotations

from typing import Any

from app.core.i18n import N_, Message
from app.core.settings import LANGUAGE, TEXT_SIZE, THEME, Setting
from ui.first_run.step import Step, Surroundings
from ui.kit.checks import RadioField
from ui.kit.fields import Option
from ui.kit.texts import language_changed

_OPTIONS: tuple[Setting[str], ...] = (LANGUAGE, THEME, TEXT_SIZE)


class LanguageStep(Step):
    """Options of this PC, kept the moment they are chosen."""

    key = "language"
    title = N_("Language and appearance")
    about = N_("It can be changed at any time in the settings.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.fields: dict[str, RadioField] = {}
        for setting in _OPTIONS:
            field = RadioField(self.look, side_by_side=True)
            self._add(setting.key, field, setting.label)
            self.fields[setting.key] = field
            self.column.addWidget(field)
        self.column.addStretch(1)
        self.retranslate()
        for setting in _OPTIONS:
            self.fields[setting.key].set_value(around.local.get(setting))
            self.fields[setting.key].edited.connect(lambda setting=setting: self._apply(setting))
        self.form.order_tabs()

    def keep(self) -> dict[str, Any]:
        """Nothing: the options are kept already."""
        return {}

    def retranslate(self) -> None:
        for setting in _OPTIONS:
            self.fields[setting.key].set_options(
                [Option(code, self._name(setting, code, label)) for code, label in setting.choices]
            )

    def _name(self, setting: Setting[str], code: str, label: Message) -> str:
        # A language is named in itself.
        return {"lv": "Latviešu", "en": "English"}[code] if setting is LANGUAGE else self.words(label)

    def _apply(self, setting: Setting[str]) -> None:
        value = str(self.fields[setting.key].value())
        self.around.local.set(setting, value)
        if setting is LANGUAGE:
            self.around.words.use(value)
            language_changed()
        elif setting is THEME:
            self.look.use(theme=value)
        else:
            self.look.use(text_size=int(value))
