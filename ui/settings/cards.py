"""Staff IDs and cards: what the office decides about them."""

from __future__ import annotations

from app.core.i18n import N_
from app.core.settings import CARD_DESIGNS, PAGE_LABELS, Page
from ui.kit.desk import Desk
from ui.settings.card_design import DesignEditor
from ui.settings.card_lists import CardKindsList, CardRulesList
from ui.settings.section import OptionsSection, options_of

#: The height of a table of four rows with the line below it, at 100 % text.
TABLE = 34 + 4 * 36 + 44


class CardsSection(OptionsSection):
    """Kinds, who must have which, looks with a sample, and the options of the door notice."""

    def __init__(self, desk: Desk) -> None:
        about = N_("How cards and plates are numbered and look, who must have one, and the notice on the door.")
        super().__init__(desk, PAGE_LABELS[Page.CARDS], about)
        self.kinds, self.rules = CardKindsList(desk), CardRulesList(desk)
        for each in (self.kinds, self.rules):
            self.heading(each.name)
            each.setMinimumHeight(self.look.px(TABLE))
            self.column.addWidget(each)
        self.heading(CARD_DESIGNS.label)
        self.design = DesignEditor(desk)
        self.column.addWidget(self.design)
        self.heading(N_("Reminders and the door notice"))
        self.add_options(options_of(Page.CARDS))
        self.column.addStretch(1)
        self.kinds.keeper.changed.connect(self.design.reload)

    def reload(self) -> None:
        super().reload()
        for each in (self.kinds, self.rules, self.design):
            each.reload()

    def focus_first(self) -> None:
        self.kinds.grid.setFocus()
