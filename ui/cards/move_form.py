"""A card's next step: another state with its day and reason, or a later end; errors stand under the fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal

from app.cards.records import STATE_NAMES, CardDetail, CardRow, CardStep, Move, State
from app.cards.service import Cards
from app.core.errors import Conflict, Invalid, UserError
from app.core.i18n import C_, N_, Message
from app.core.moments import riga_date
from app.core.settings import ENTER_MOVES_ON
from ui.cards.steps import Take, step_act
from ui.cards.words import number_text
from ui.kit.choice import ChoiceField
from ui.kit.day_fields import date_field
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.form import EntryForm
from ui.kit.labels import Rule, Text
from ui.kit.messages import BarArea
from ui.kit.sheet import Sheet
from ui.kit.text_area import AreaField
from ui.kit.undo import push_act

#: What a step into a state is called.
STEPS: dict[State, Message] = {
    State.RETURNED: N_("Take back"),
    State.LOST: C_("card", "Lost"),
    State.STOLEN: N_("Stolen"),
    State.DAMAGED: N_("Damaged"),
    State.EXPIRED: N_("Expired"),
    State.ANNULLED: N_("Annul"),
    State.DESTROYED: N_("Destroyed"),
}


class StepSheet(Sheet):
    """Fields, [Atcelt] and one button. ``done`` tells that the card has taken the step."""

    done = Signal()

    def __init__(self, desk: Desk, about: str, title: Message, button: Message) -> None:
        super().__init__(desk.look, desk.words)
        self.desk = desk
        self.request = str(uuid4())
        self.say(self.title.setText, title)
        whose = Text(self.look, "body", "text2", wrap=True)
        whose.setText(about)
        self.body.addWidget(whose)
        self.bars = BarArea(self.look, desk.words, stacked=True)
        self.body.addWidget(self.bars)
        self.form = EntryForm(self, enter_moves_on=desk.local.get(ENTER_MOVES_ON))
        self.form.submitted.connect(self._submit)
        self.form.left.connect(self.leave)
        self._make_fields()
        self.body.addStretch(1)
        self.body.addWidget(Rule())
        self.save_button = self.add_buttons(button, self.form.submit)
        self.form.order_tabs()

    def focus_first(self) -> None:
        self.form.focus_first()

    def leave(self) -> None:
        if not self.save_button.is_busy:
            super().leave()

    def _make_fields(self) -> None:
        raise NotImplementedError

    def _job(self, values: dict[str, Any]) -> Callable[[], object]:
        """What is to be done, in a worker. Raises Invalid, Conflict."""
        raise NotImplementedError

    def _told(self, values: dict[str, Any]) -> Message:
        """What is said when it is done."""
        raise NotImplementedError

    def _submit(self) -> None:
        if self.save_button.is_busy:
            return
        self.bars.close_bar("trouble")
        self.form.show_errors({})
        values: dict[str, Any] = self.form.values()
        self.save_button.set_busy(True)
        finished = partial(self._finished, self._told(values))
        self.desk.tasks.run(self._job(values), finished, self._refused, owner=self)

    def _finished(self, told: Message, result: object) -> None:
        self.save_button.set_busy(False)
        self._tell(told, result)
        self.done.emit()
        self.closed.emit()

    def _tell(self, told: Message, result: object) -> None:
        """Say what was done, which gave this ``result``."""
        del result
        self.desk.shell.toast(told)

    def _refused(self, error: Exception) -> None:
        self.save_button.set_busy(False)
        if isinstance(error, Invalid):
            rest = self.form.show_errors({name: self.words(text) for name, text in error.fields.items()})
            for text in rest.values():
                self.bars.show_bar("trouble", "bad", Message("{text}", {"text": text}))
        elif isinstance(error, Conflict):
            self._changed_meanwhile(error)
        elif isinstance(error, UserError):
            self.bars.show_bar("trouble", "bad", error.message)
        else:
            self.desk.shell.show_trouble(error)

    def _changed_meanwhile(self, error: Conflict) -> None:
        """Somebody else was quicker: the default says so."""
        self.bars.show_bar("trouble", "warn", error.message)


class CardStepSheet(StepSheet):
    """A step of one card."""

    def __init__(self, desk: Desk, row: CardRow, title: Message, button: Message) -> None:
        self.row = row
        self.cards = Cards(desk.office)
        self._take: Take | None = None
        super().__init__(desk, f"{row.person} · {desk.words(number_text(row.number))}", title, button)

    def _tell(self, told: Message, result: object) -> None:
        """With the way to take the step back; one that was stored at an earlier try has none."""
        if isinstance(result, CardStep) and self._take is not None and self.row.id is not None:
            push_act(self.desk, step_act(told, self.cards, self.row.id, result, self._take))
        else:
            super()._tell(told, result)

    def _changed_meanwhile(self, error: Conflict) -> None:
        """What is typed can be saved over what the card has become."""
        assert self.row.id is not None

        def show(detail: CardDetail) -> None:
            self.row = detail.row
            state = detail.row.state
            now = STATE_NAMES[state] if state is not None else ""
            told = N_(
                "{what} The card is now: {state}. Save again if it is still right.", what=error.message, state=now
            )
            self.bars.show_bar("trouble", "warn", told)

        read = partial(self.cards.card, self.row.id)
        self.desk.tasks.run(read, show, self.desk.shell.show_trouble, owner=self)


class MoveSheet(CardStepSheet):
    """Into another state; ``states`` are those the card may go into, ``state`` the one that is meant."""

    def __init__(self, desk: Desk, row: CardRow, state: State, states: Sequence[State]) -> None:
        self._meant, self._states = state, tuple(states)
        super().__init__(desk, row, STEPS[state], N_("Save"))

    def retranslate(self) -> None:
        if hasattr(self, "state"):
            self.state.set_options([Option(each, self.words(STATE_NAMES[each])) for each in self._states])

    def focus_first(self) -> None:
        """The state is known already: what is missing is mostly the reason."""
        self.form.focus("reason" if self._meant != State.RETURNED else "day")

    def _make_fields(self) -> None:
        self.state = ChoiceField(self.look)
        self.say(self.state.set_label, N_("State"))
        self.say(self.state.set_unknown_text, N_("Choose from the list."))
        self.retranslate()
        self.state.set_value(self._meant)
        self.day = date_field(self.desk)
        self.say(self.day.set_label, N_("Day"))
        self.day.set_value(riga_date(self.desk.office.clock()))
        self.reason = AreaField(self.look)
        self.say(self.reason.set_label, N_("Reason"))
        self.say(self.reason.set_help, N_("Needed for a card that is lost, stolen, damaged or annulled."))
        for name, field in (("state", self.state), ("day", self.day), ("reason", self.reason)):
            self.form.add(name, field)
            self.body.addWidget(field)

    def _job(self, values: dict[str, Any]) -> Callable[[], object]:
        row = self.row
        assert row.id is not None
        day: date = values["day"] or riga_date(self.desk.office.clock())
        move = Move(values["state"] or self._meant, day, values["reason"] or "")
        take = partial(self.cards.move, row.id, move)
        self._take = take
        return partial(take, row.version, self.request)

    def _told(self, values: dict[str, Any]) -> Message:
        state = STATE_NAMES[values["state"] or self._meant]
        return N_("No. {number}: {state}", number=self.row.number, state=state)


class ExtendSheet(CardStepSheet):
    """Valid for longer."""

    def __init__(self, desk: Desk, row: CardRow) -> None:
        super().__init__(desk, row, N_("Extend"), N_("Extend"))

    def _make_fields(self) -> None:
        self.until = date_field(self.desk, ahead=True)
        self.say(self.until.set_label, N_("Valid until"))
        self.until.set_value(self.row.valid_until)
        self.until.set_required()
        self.reason = AreaField(self.look)
        self.say(self.reason.set_label, N_("Reason"))
        for name, field in (("until", self.until), ("reason", self.reason)):
            self.form.add(name, field)
            self.body.addWidget(field)

    def _job(self, values: dict[str, Any]) -> Callable[[], object]:
        row, until = self.row, values["until"]
        if until is None:
            return _no_end
        assert row.id is not None
        take = partial(self.cards.extend, row.id, until, values["reason"] or "")
        self._take = take
        return partial(take, row.version)

    def _told(self, values: dict[str, Any]) -> Message:
        return N_("Extended: No. {number}", number=self.row.number)


def _no_end() -> None:
    raise Invalid({"until": N_("Enter the date.")})
