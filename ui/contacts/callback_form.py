"""„Atzvanīts”: what came of the call, a note, and when to call next (design.md 6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.contacts.policy import suggest_email
from app.contacts.records import CallbackResult
from app.core.i18n import C_, N_
from app.core.moments import to_riga, to_utc
from ui.contacts.inline_form import InlineForm
from ui.kit.buttons import Button
from ui.kit.day_fields import date_field, time_field
from ui.kit.desk import Desk
from ui.kit.fields import Field, Option
from ui.kit.labels import Text
from ui.kit.line_fields import LineField
from ui.kit.segmented import SegmentedField

#: The next call is proposed so much later.
LATER = timedelta(hours=2)


class CallbackForm(InlineForm):
    """Three lines; it begins in the note, with „Izdevās sazvanīt” chosen."""

    email_wanted = Signal()

    def __init__(self, desk: Desk, tries: int) -> None:
        super().__init__(desk, N_("Save"))
        self._tries = tries
        look = self.look
        self.result = SegmentedField(look)
        self.note = LineField(look)
        self.day, self.time = date_field(desk, ahead=True), time_field(desk)
        self.form.add("result", self.result)
        self.form.add("note", self.note)
        self.form.add("again_at", self.day)
        self.form.add("again_time", self.time)
        next_call = QHBoxLayout()
        next_call.setSpacing(8)
        next_call.addWidget(self.day)
        next_call.addWidget(self.time)
        next_call.addStretch(1)
        self.hint = Text(look, "caption", "text2", wrap=True)
        self.email_button = Button(look, icon="mail")
        self.email_button.clicked.connect(self.email_wanted)
        self.body.addWidget(self.result)
        self.body.addWidget(self.note)
        self.body.addLayout(next_call)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.email_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.say(self.result.set_label, C_("callback", "Result"))
        self.say(self.note.set_label, C_("callback", "Note"))
        self.say(self.day.set_label, N_("Call next on"))
        self.say(self.time.set_label, C_("callback", "at"))
        self.say(self.email_button.setText, N_("Write an e-mail"))
        self.retranslate()
        self.result.set_value(True)
        self.propose(desk.office.clock())
        self.finish()
        self.result.edited.connect(self._follow)
        self._follow()

    def retranslate(self) -> None:
        say = self.words
        self.result.set_options(
            [Option(True, say(N_("The client was reached"))), Option(False, say(N_("The client was not reached")))]
        )
        count = self._tries + 1
        self.hint.setText(say(N_("Failed calls: {count}. Better write an e-mail.", count=count)))

    def fields(self) -> Sequence[Field]:
        return self.result, self.note, self.day, self.time

    def begin(self) -> None:
        self.form.focus("note")

    def propose(self, now: datetime) -> None:
        """The next call two hours from ``now``, at a full five minutes."""
        later = to_riga(now + LATER)
        later -= timedelta(minutes=later.minute % 5, seconds=later.second)
        self.day.set_value(later.date())
        self.time.set_value(later.time().replace(tzinfo=None))

    def answer(self) -> CallbackResult:
        """What was filled in."""
        reached = bool(self.result.value())
        day, at = self.day.value(), self.time.value()
        again = to_utc(day, at) if not reached and day is not None and at is not None else None
        return CallbackResult(reached=reached, note=self.note.value(), again_at=again)

    def _follow(self) -> None:
        failed = self.result.value() is False
        self.day.setVisible(failed)
        self.time.setVisible(failed)
        enough = failed and suggest_email(self._tries + 1)
        self.hint.setVisible(enough)
        self.email_button.setVisible(enough)
