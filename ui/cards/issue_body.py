"""How the issue sheet is laid out: the fields, the card, the word about the old one, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import C_, N_, Message
from ui.cards.card_preview import CardPreview
from ui.cards.words import Terms
from ui.kit.buttons import Button, IconButton
from ui.kit.checks import CheckField
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.labels import IconLabel, Rule, Text
from ui.kit.line_fields import LineField
from ui.kit.look import Look
from ui.kit.messages import BarArea
from ui.kit.scroll import Following
from ui.kit.segmented import Segmented, SegmentedField
from ui.kit.sheet import Sheet

#: The width of the column of fields, at 100 % text.
LEFT = 186
#: From this width of the sheet on, the fields have half of it.
WIDE = 560
#: From this width of the fields on, they stand two by two.
TWO_BY_TWO = 400
#: In a sheet lower than this what happens to the old card stands on top: it must be seen, and the rest scrolls.
LOW = 480
#: How wide a field of a number is; the day stands beside it.
NUMBER = 70


class _NumberField(LineField):
    """Too narrow for a sentence: what is wrong stands in ``below``, which has the whole row."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.below = QHBoxLayout()
        self.below.setSpacing(5)

    def _make_error(self) -> None:
        self._error_icon = IconLabel(self.look, "error_circle", 14, "bad", parent=self)
        self._error = Text(self.look, "caption", "bad", wrap=True, parent=self)
        self.below.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        self.below.addWidget(self._error, 1)


class IssueBody:
    """Makes the widgets and puts them into the sheet."""

    def __init__(self, sheet: Sheet, desk: Desk) -> None:
        self._sheet, self._words = sheet, desk.words
        look, words, say = sheet.look, desk.words, sheet.say
        self.about = Text(look, "caption", "text2", wrap=True)
        self.bars = BarArea(look, words, stacked=True)
        self.kind = SegmentedField(look)
        say(self.kind.set_label, N_("Kind"))
        self.name = LineField(look)
        say(self.name.set_label, N_("Name and surname on the card"))
        self.job_title = LineField(look)
        say(self.job_title.set_label, N_("Job title on the card"))
        self.number = _NumberField(look)
        say(self.number.set_label, N_("Number"))
        self.number.set_control_width(NUMBER)
        self.issued_on = date_field(desk)
        say(self.issued_on.set_label, C_("card", "Issued"))
        self.issued_on.set_control_width(0)
        self.valid_until = date_field(desk, ahead=True)
        say(self.valid_until.set_label, N_("Valid until"))
        self.valid_until.set_control_width(0)
        self.photo_title = Text(look, "caption", "text2")
        say(self.photo_title.setText, N_("Photo"))
        self.photo_button = Button(look, icon="image_add")
        say(self.photo_button.setText, N_("Choose…"))
        say(self.photo_button.setAccessibleName, N_("Choose the photo"))
        self.photo_help = Text(look, "caption", "text2", wrap=True)
        self.preview = CardPreview(desk)
        self.preview.drawn.connect(self._drawn)
        self.measure = Text(look, "caption", "text2")
        self.measure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.side = Segmented(look)
        say(self.side.setAccessibleName, N_("Side of the card"))
        self.side.chosen.connect(lambda page, _by_digit: self.preview.turn(int(page)))
        self.old = QFrame()
        self.old.setProperty("surface", "soft")
        self.old_text = Text(look, wrap=True)
        self.taken = CheckField(look)
        say(self.taken.set_label, N_("The old one has been taken back"))
        self.taken.set_value(True)
        self._make_buttons()
        self._lay_out()
        self._name_sides()
        self.side.set_value(0)
        self.show_old(None)

    def named(self) -> dict[str, Field]:
        """The fields by their names in a card, in the order of the keyboard."""
        return {
            "kind": self.kind,
            "name": self.name,
            "job_title": self.job_title,
            "number": self.number,
            "issued_on": self.issued_on,
            "valid_until": self.valid_until,
        }

    def offer_kinds(self, terms: Terms) -> None:
        """The kinds the office issues, as it calls them."""
        self.kind.set_options([Option(kind, terms.title(kind, self._words)) for kind in terms.enabled()])
        self._name_sides()

    def show_photo(self, shown: bool, *, has_photo: bool) -> None:
        """Offer to choose a photo, where the card has one."""
        for widget in (self.photo_title, self.photo_button, self.photo_help):
            widget.setVisible(shown)
        known, none = N_("There is a photo; another takes its place."), N_("3 : 4, at least 300 × 400 px")
        self._sheet.say(self.photo_help.setText, known if has_photo else none)

    def show_old(self, text: Message | None) -> None:
        """What happens to the old card; None where there is none."""
        self.old.setVisible(text is not None)
        if text is not None:
            self._sheet.say(self.old_text.setText, text)

    def fit(self) -> None:
        """Share the width out: a sheet that takes the whole page gives the fields more of it."""
        look, width = self._sheet.look, self._sheet.width()
        left = width // 2 if width >= look.px(WIDE) else look.px(LEFT)
        self.left.setFixedWidth(left)
        self._arrange(left)
        self._column.removeWidget(self.old)
        low = self._sheet.height() < look.px(LOW)
        self._column.insertWidget(1 if low else self._column.count(), self.old)

    def _drawn(self) -> None:
        self._sheet.say(self.measure.setText, self.preview.measure())
        self.side.setVisible(self.preview.pages > 1)

    def _name_sides(self) -> None:
        words = self._words
        sides = (C_("card", "Front"), C_("card", "Back"))
        self.side.set_options([Option(page, words(name)) for page, name in enumerate(sides)])

    def _make_buttons(self) -> None:
        look, say = self._sheet.look, self._sheet.say
        self.act_button = Button(look, "quiet")
        say(self.act_button.setText, N_("Signature sheet"))
        self.keep_button = IconButton(look, "save")
        say(self.keep_button.set_name, N_("Keep as a draft"))
        self._sheet.header.insertWidget(self._sheet.header.count() - 1, self.keep_button)
        self.cancel_button = Button(look, "quiet", key="Esc")
        say(self.cancel_button.setText, N_("Cancel"))
        self.issue_button = Button(look, "primary", key="Ctrl+Enter")
        say(self.issue_button.setText, N_("Issue and print"))
        say(self.issue_button.set_busy_text, N_("Saving…"))

    def _lay_out(self) -> None:
        """Everything but the buttons scrolls together where the window is low."""
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.about, self.bars, self.kind):
            column.addWidget(part)
        self.left = self._left()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.left)
        row.addLayout(self._right(), 1)
        column.addLayout(row, 1)
        column.addWidget(self._filled_old())
        room = Following()
        room.setWidget(inside)
        body = self._sheet.body
        body.addWidget(room, 1)
        body.addWidget(Rule())
        body.addLayout(self._foot())

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.measure)
        right.addWidget(self.preview, 1)
        right.addWidget(self.side)
        return right

    def _filled_old(self) -> QFrame:
        inside = QVBoxLayout(self.old)
        inside.setContentsMargins(12, 8, 12, 6)
        inside.setSpacing(2)
        inside.addWidget(self.old_text)
        inside.addWidget(self.taken)
        return self.old

    def _foot(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.act_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.issue_button)
        return buttons

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.photo_title)
        column.addWidget(self.photo_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.photo_help)
        column.addStretch(1)
        self._arrange(0)
        return left

    def _arrange(self, width: int) -> None:
        """The fields below one another; in half a page the days beside the number, in a wide one two by two."""
        look, top = self._sheet.look, Qt.AlignmentFlag.AlignTop
        pairs, half = width >= look.px(TWO_BY_TWO), width > look.px(LEFT)
        self._grid.addWidget(self.name, 0, 0, 1, 2 if pairs else 3, top)
        self._grid.addWidget(self.job_title, *((0, 2, 1, 1) if pairs else (1, 0, 1, 3)), top)
        row = 1 if pairs else 2
        self._grid.addWidget(self.number, row, 0, top)
        self._grid.addWidget(self.issued_on, row, 1, top)
        self._grid.removeItem(self.number.below)
        self._grid.addLayout(self.number.below, row + 1, 0, 1, 3)
        self._grid.addWidget(self.valid_until, *((row, 2, 1, 1) if half else (row + 2, 0, 1, 3)), top)
        for column, stretch in enumerate((0, 1, 2 if pairs else int(half))):
            self._grid.setColumnStretch(column, stretch)
