"""What can be done with the card chosen in a list: the keys, „…” and the buttons of the detail are all these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from app.cards.policy import MOVES, OUT
from app.cards.records import CardRow, Kind, State
from app.core.i18n import C_, N_, Message
from app.core.permissions import CARDS_ISSUE
from ui.cards.card_prints import open_act, open_card_print, open_journal
from ui.cards.detail import KEY
from ui.cards.move_form import ExtendSheet, MoveSheet, StepSheet

if TYPE_CHECKING:
    from ui.cards.cards_pane import CardsPane

#: The states of which a card is a thing somebody holds, and so can be printed.
_PRINTED = frozenset({State.ISSUED})
#: The steps that have an action of their own, with its words and key.
_STEPS: tuple[tuple[State, Message, str], ...] = (
    (State.RETURNED, N_("Take back"), "Alt+A"),
    (State.LOST, C_("card", "Lost"), "Alt+Z"),
    (State.STOLEN, N_("Stolen"), ""),
    (State.DAMAGED, N_("Damaged"), ""),
    (State.ANNULLED, N_("Annul"), "Del"),
    (State.DESTROYED, N_("Destroyed"), ""),
)


class CardActions(QObject):
    """Makes the actions of a pane and follows the chosen card with them. ``done``: something has changed."""

    done = Signal()

    def __init__(self, pane: CardsPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._row: CardRow | None = None
        self._may = pane.desk.office.may(CARDS_ISSUE)
        self.issue = self._add(N_("Issue"), self._issue, "Alt+I")
        self.moves = {state: self._add(name, self._mover(state), keys) for state, name, keys in _STEPS}
        self.extend = self._add(N_("Extend"), self._extend)
        self.print_action = self._add(C_("verb", "Print"), self.print_card)
        self.print_action.setProperty(KEY, "Ctrl+P")
        self.renew = self._add(N_("Issue a new one"), self._issue)
        self.act = self._add(N_("Signature sheet"), self._print_act)
        self.journal = self._add(N_("Issue journal"), self._print_journal)
        self.history = self._add(N_("History"), self._history, "Ctrl+H")
        self.person = self._add(N_("Show the person"), self._show_person)
        self.follow(None)

    def follow(self, row: CardRow | None) -> None:
        """Show what fits this card."""
        self._row = row
        state = row.state if row is not None and not row.lacking else None
        lacking = row is not None and (row.lacking or state == State.DRAFT)
        out = state in OUT
        self.issue.setVisible(self._may and lacking)
        for target, action in self.moves.items():
            action.setVisible(self._may and state is not None and target in MOVES[state])
        usable = state in (State.ISSUED, State.EXPIRED)
        self.extend.setVisible(self._may and usable and row is not None and row.valid_until is not None)
        self.print_action.setVisible(self._may and state in _PRINTED)
        self.renew.setVisible(self._may and row is not None and not lacking and not row.left)
        self.act.setVisible(self._may and (out or state == State.RETURNED))
        self.journal.setVisible(self._may)
        self.history.setVisible(row is not None and row.id is not None)
        self.person.setVisible(row is not None)

    def offered(self) -> list[QAction]:
        """What can be done now, the likeliest first."""
        first = [self.issue, self.print_action if self._unprinted() else self.moves[State.RETURNED]]
        rest = [
            *(self.moves[state] for state, _name, _keys in _STEPS),
            self.extend,
            self.print_action,
            self.renew,
            self.act,
            self.journal,
            self.person,
            self.history,
        ]
        ordered = dict.fromkeys((*first, *rest))
        return [action for action in ordered if action.isVisible()]

    def open_unissued(self, row: CardRow) -> bool:
        """Go on with what is lacking or only begun; False for a card that has been issued."""
        if not self._may or not (row.lacking or row.state == State.DRAFT):
            return False
        self._row = row
        self._issue()
        return True

    def print_card(self) -> None:
        """Print the card chosen; with none that can be printed, all of the list's kind that were not yet."""
        if not self._may:
            return
        row = self._row
        if row is not None and row.id is not None and row.state in _PRINTED:
            open_card_print(self._pane.desk, row.kind, [row.id])
        else:
            open_card_print(self._pane.desk, row.kind if row is not None else self._first_kind(), [])

    def _unprinted(self) -> bool:
        return self._row is not None and self._row.state in _PRINTED and not self._row.printed

    def _first_kind(self) -> Kind:
        return next(kind for kind in Kind if kind in self._pane.kinds)

    def _issue(self) -> None:
        from ui.cards.issue_sheet import open_draft, open_issue  # noqa: PLC0415 - loaded when somebody issues

        row, desk = self._row, self._pane.desk
        if row is None or not self._may:
            return
        draft = row.state == State.DRAFT and row.id is not None
        sheet = open_draft(desk, row.id or 0) if draft else open_issue(desk, row.employee_id, row.kind)
        sheet.issued.connect(lambda _card: self.done.emit())
        sheet.closed.connect(self.done)

    def _mover(self, state: State) -> Callable[[], None]:
        def move() -> None:
            row = self._row
            if row is None or row.id is None or row.state is None:
                return
            legal = [each for each, _name, _keys in _STEPS if each in MOVES[row.state]]
            self._open(MoveSheet(self._pane.desk, row, state, legal))

        return move

    def _extend(self) -> None:
        if self._row is not None and self._row.id is not None:
            self._open(ExtendSheet(self._pane.desk, self._row))

    def _open(self, sheet: StepSheet) -> None:
        sheet.done.connect(self.done)
        self._pane.desk.shell.open_sheet(sheet)

    def _print_act(self) -> None:
        row = self._row
        if row is not None and row.id is not None:
            open_act(self._pane.desk, row.id, "return" if row.state == State.RETURNED else "issue")

    def _print_journal(self) -> None:
        open_journal(self._pane.desk, self._row.kind if self._row is not None else self._first_kind())

    def _history(self) -> None:
        from ui.history.records import open_record_history  # noqa: PLC0415 - loaded when somebody asks

        row = self._row
        if row is not None and row.id is not None:
            name = N_("{person}, No. {number}", person=row.person, number=row.number)
            open_record_history(self._pane.desk, "card", row.id, name)

    def _show_person(self) -> None:
        if self._row is not None:
            self._pane.desk.shell.open_page("directory", tab="employees", record=self._row.employee_id)

    def _add(self, name: Message, call: Callable[[], None], keys: str = "") -> QAction:
        pane = self._pane
        action = QAction(pane)
        pane.say(action.setText, name)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: call())
        pane.addAction(action)
        return action
