"""What came of the contact: the outcome by its digit, and what that outcome alone asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.contacts import hints
from app.contacts.records import (
    CHANNEL_NAMES,
    OUTCOME_DIGITS,
    OUTCOME_NAMES,
    STATUS_NAMES,
    Channel,
    Outcome,
    Status,
)
from app.core.i18n import C_, N_, Message
from app.core.moments import riga_date, to_utc
from ui.contacts.entry_cards import institution_lines, person_lines
from ui.contacts.entry_part import DigitField, Part
from ui.contacts.entry_values import day_and_time
from ui.contacts.words import CHANNEL_ICONS
from ui.kit.callout import CalloutCard
from ui.kit.checks import CheckField
from ui.kit.choice import ChoiceField
from ui.kit.desk import Desk
from ui.kit.fields import Option
from ui.kit.labels import Text
from ui.kit.line_fields import LineField

#: Short enough for the segments; the whole name is the tooltip's and the reader's.
SHORT_NAMES: Mapping[Outcome, Message] = {
    Outcome.ANSWERED: N_("Answered"),
    Outcome.CALLBACK: N_("To call back"),
    Outcome.REFERRED: STATUS_NAMES[Status.REFERRED],
    Outcome.OTHER_INSTITUTION: C_("outcome", "Institution"),
    Outcome.ADVISED_IN_WRITING: C_("outcome", "In writing"),
    Outcome.OFFERED_CHANNEL: C_("outcome", "Channel"),
    Outcome.CALL_ENDED: C_("outcome", "Ended"),
}
_FIRST: Mapping[str, str] = {
    Outcome.CALLBACK: "when",
    Outcome.REFERRED: "referred",
    Outcome.OTHER_INSTITUTION: "institution",
    Outcome.OFFERED_CHANNEL: "offered",
    Outcome.CALL_ENDED: "reason",
}
_WITH_HINT = frozenset(
    {Outcome.OTHER_INSTITUTION, Outcome.ADVISED_IN_WRITING, Outcome.OFFERED_CHANNEL, Outcome.CALL_ENDED}
)


class OutcomePart(Part):
    """``chosen`` asks to go on: to the field named, or with "" to the Save button."""

    chosen = Signal(str)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        look = self.look
        #: Within how many working days the topic is usually dealt with.
        self.default_days: int | None = None
        self._language = "lv"
        self._task_kept = False
        self._is_task = False
        self._proposals: tuple[hints.Proposal, ...] = ()
        self.outcome = DigitField(look, parent=self)
        self.hint = Text(look, "caption", "text2", wrap=True, parent=self)
        self.referred = ChoiceField(look, free=True, parent=self)
        self.speakers_only = CheckField(look, parent=self)
        self.card = CalloutCard(look, parent=self)
        self.institution = ChoiceField(look, free=True, parent=self)
        self.public_card = CalloutCard(look, "building_government", parent=self)
        self.offered = ChoiceField(look, parent=self)
        self.ground = ChoiceField(look, free=True, parent=self)
        self.reason = LineField(look, parent=self)
        self.task = CheckField(look, parent=self)
        self.when = DigitField(look, parent=self)
        self.due_date = self.date_field(ahead=True)
        self.due_time = self.time_field()
        self._name()
        self.due_row = self.row(self.due_date, self.due_time)
        for widget in (
            *(self.outcome, self.hint, self.referred, self.speakers_only, self.card),
            *(self.institution, self.public_card, self.offered, self.ground, self.reason, self.task),
            *(self.when, self.due_row),
        ):
            self.column.addWidget(widget)
        self._connect()
        self.retranslate()
        self.outcome.set_value(str(Outcome.ANSWERED))
        self.refresh()

    def retranslate(self) -> None:
        """Offer everything in the language now spoken."""
        words = self.words
        self._offer_outcomes()
        self.institution.set_options([Option(body.id, body.name) for body in self.lists.institutions])
        labels = {channel.code: channel.label for channel in self.lists.channels if channel.enabled}
        offered = labels or {channel: words(CHANNEL_NAMES[channel]) for channel in Channel}
        self.offered.set_options(
            [Option(code, label, CHANNEL_ICONS.get(code, "")) for code, label in offered.items()]
        )
        self.ground.set_options([Option(ground, ground) for ground in self.lists.grounds()])
        self._offer_people()
        self.refresh()

    def set_language(self, language: str) -> None:
        """The client's language: first of all who speaks it can help."""
        if language != self._language:
            self._language = language
            self.speakers_only.set_value(True)
            self._offer_people()
            self.refresh()

    def propose(self, specialist_id: int | None) -> None:
        """The topic's own specialist, unless somebody was chosen by hand."""
        if self.referred.is_empty() and self.lists.employee(specialist_id):
            self.referred.set_value(specialist_id)
            self.refresh()

    def choose(self, outcome: str) -> None:
        """Choose an outcome as its digit does."""
        self.outcome.set_value(outcome)
        self.outcome.edited.emit()
        self.outcome.settled.emit()

    def refresh(self) -> None:
        """Show what the outcome asks for, and nothing else."""
        outcome = self.outcome.value()
        referred, back = outcome == Outcome.REFERRED, outcome == Outcome.CALLBACK
        task = referred and self.task.value()
        hint = self.lists.outcome_hint(str(outcome)) if outcome in _WITH_HINT else ""
        self.hint.setText(hint)
        speak = referred and self._language != "lv" and bool(self.lists.speakers(self._language))
        shown = {
            self.hint: bool(hint),
            self.referred: referred,
            self.speakers_only: speak,
            self.institution: outcome == Outcome.OTHER_INSTITUTION,
            self.offered: outcome == Outcome.OFFERED_CHANNEL,
            self.ground: outcome == Outcome.OFFERED_CHANNEL,
            self.reason: referred or outcome == Outcome.CALL_ENDED,
            self.task: referred and self._may_task(),
            self.when: back,
            self.due_row: back or task,
        }
        for widget, visible in shown.items():
            widget.setVisible(visible)
        if self._is_task != bool(task):
            self._is_task = bool(task)
            self._offer_outcomes()
        self.reason.set_required(outcome == Outcome.CALL_ENDED)
        if back:
            self._offer_times()
        self._show_cards(referred, outcome == Outcome.OTHER_INSTITUTION)

    def due_at(self) -> datetime | None:
        """The time chosen."""
        day, at = self.due_date.value(), self.due_time.value()
        return to_utc(day, at) if day and at else None

    def set_due(self, at: datetime) -> None:
        """Put a proposed time in."""
        day, clock = day_and_time(at)
        self.due_date.set_value(day)
        self.due_time.set_value(clock)
        self._mark_proposal()

    def set_task_kept(self, kept: bool) -> None:
        """An edited contact that is a colleague's task stays one, whatever the office does now."""
        self._task_kept = kept

    def card_text(self) -> str:
        """What Ctrl+C copies: the card in sight."""
        cards = (self.card, self.public_card)
        return next((card.text() for card in cards if card.isVisible()), "")

    def _may_task(self) -> bool:
        return self.lists.tasks or self._task_kept

    def _name(self) -> None:
        self.own("outcome", self.outcome, N_("Outcome"))
        self.own("referred", self.referred, N_("Handed to"))
        self.own("speakers_only", self.speakers_only, N_("Only those who speak the client's language"))
        self.own("institution", self.institution, N_("Institution"))
        self.own("offered", self.offered, N_("Channel offered"))
        self.own("ground", self.ground, N_("Ground"))
        self.own("reason", self.reason, N_("Reason"))
        self.own("task", self.task, N_("Task for the colleague"))
        self.own("when", self.when, N_("When to call"))
        self.own("due_date", self.due_date, N_("Due date"))
        self.own("due_time", self.due_time, N_("Due time"))
        self.outcome.set_hint("1–8")
        self.say(self.card.set_title, N_("Tell the client"))
        self.say(self.card.set_hint, N_("Ctrl+C copies"))
        self.say(self.public_card.set_title, N_("Tell the client"))
        self.say(self.public_card.set_hint, N_("Ctrl+C copies"))
        self.speakers_only.set_value(True)

    def _connect(self) -> None:
        self.outcome.edited.connect(self.refresh)
        self.task.edited.connect(self._task_ticked)
        self.referred.edited.connect(self.refresh)
        self.speakers_only.edited.connect(self._offer_people)
        self.institution.edited.connect(self.refresh)
        self.when.edited.connect(self._take_proposal)
        self.due_date.edited.connect(self._mark_proposal)
        self.due_time.edited.connect(self._mark_proposal)
        self.outcome.settled.connect(self._go_on)
        self.when.settled.connect(lambda: self.chosen.emit(""))
        for field in self.fields.values():
            field.edited.connect(self.changed)
        self.due_date.line.editingFinished.connect(self.changed)

    def _go_on(self) -> None:
        first = _FIRST.get(str(self.outcome.value()), "")
        self.chosen.emit(first)

    def _task_ticked(self) -> None:
        self.refresh()
        if self.task.value() and self.due_date.is_empty() and self.default_days is not None:
            day = self.lists.calendar.add_working_days(self.today(), self.default_days)
            self.set_due(to_utc(day, self.lists.closing(day)))

    def _offer_outcomes(self) -> None:
        """A specialist's answer ends the matter for us; only a task that stays open is handed over."""
        words = self.words
        names, whole = dict(SHORT_NAMES), dict(OUTCOME_NAMES)
        if self._is_task:
            names[Outcome.REFERRED] = whole[Outcome.REFERRED] = STATUS_NAMES[Status.HANDED]
        self.outcome.set_options(
            [Option(str(outcome), words(names[outcome]), digit=digit) for digit, outcome in OUTCOME_DIGITS.items()]
        )
        for segment, outcome in zip(self.outcome.segments.segments(), OUTCOME_DIGITS.values(), strict=True):
            segment.setToolTip(words(whole[outcome]))
            segment.setAccessibleName(words(whole[outcome]))

    def _offer_people(self) -> None:
        speakers = self.lists.speakers(self._language) if self._language != "lv" else ()
        people = speakers if speakers and self.speakers_only.value() else self.lists.employees
        self.referred.set_options(
            [Option(who.id, " – ".join(filter(None, (who.name, who.job_title)))) for who in people]
        )

    def _offer_times(self) -> None:
        now = self.desk.office.clock()
        lists = self.lists
        closes = lists.closing(riga_date(now))
        self._proposals = hints.callback_proposals(now, lists.calendar, lists.callback_days, closes)
        self.when.set_options([Option(p.at.isoformat(), _begun(self.words(p.label))) for p in self._proposals])
        self._mark_proposal()

    def _take_proposal(self) -> None:
        at = next((p.at for p in self._proposals if p.at.isoformat() == self.when.value()), None)
        if at is not None:
            self.set_due(at)

    def _mark_proposal(self) -> None:
        due = self.due_at()
        self.when.set_value(due.isoformat() if due else None)

    def _show_cards(self, referred: bool, elsewhere: bool) -> None:
        person = self.lists.employee(self.referred.value()) if referred else None
        body = self.lists.institution(self.institution.value()) if elsewhere else None
        self.card.setVisible(person is not None)
        self.public_card.setVisible(body is not None)
        if person is not None:
            self.card.set_lines(person_lines(person, self.words))
        if body is not None:
            self.public_card.set_lines(institution_lines(body))


def _begun(text: str) -> str:
    """A weekday at the beginning of a button takes a capital."""
    return text[:1].upper() + text[1:]
