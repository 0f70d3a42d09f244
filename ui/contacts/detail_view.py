"""What is known of one contact, read beside the window and told: what the journal and a preview have in common."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent

from app.contacts.clients import Clients
from app.contacts.records import ClientRow, ContactDetail, ContactRow
from app.contacts.service import Contacts
from app.core.errors import UserError
from app.core.i18n import N_, Message
from ui.contacts.detail_frame import DetailFrame
from ui.contacts.telling import Teller
from ui.contacts.words import chip_of, client_name
from ui.kit.desk import Desk
from ui.kit.labels import Text
from ui.kit.paint import focus_frame
from ui.kit.tasks import Task


@dataclass(frozen=True)
class Known:
    """What was read of one contact."""

    detail: ContactDetail
    client: ClientRow | None


class DetailView(DetailFrame):
    """Shows one contact at a time, without the buttons that do something to it."""

    client_wanted = Signal(int, str)
    """List all contacts of this client, by number and name."""
    shown = Signal(int)
    """A contact has been read and is shown; 0: there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.known: Known | None = None
        self._reading: Task | None = None
        self._wanted = 0
        self.earlier.followed.connect(self._list_client)
        self._show_nothing()

    @property
    def row(self) -> ContactRow | None:
        """The contact shown."""
        return self.known.detail.row if self.known else None

    @property
    def busy(self) -> bool:
        """Whether a contact is on its way."""
        return self._reading is not None

    def show_contact(self, contact_id: int) -> None:
        """Read and show a contact; 0 shows none. Whatever is on its way is dropped."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._wanted = contact_id
        if not contact_id:
            self.known = None
            self._show_nothing()
            self.shown.emit(0)
            return
        self._reading = self.desk.tasks.run(lambda: self._read(contact_id), self._take, self._fail, owner=self)

    def refresh(self) -> None:
        """Read the same contact again."""
        self.show_contact(self._wanted)

    def retranslate(self) -> None:
        if self.known is not None:
            self._tell(self.known)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_frame(painter, self.viewport().rect(), self.look)
            painter.end()

    def _read(self, contact_id: int) -> Known:
        detail = Contacts(self.desk.office).detail(contact_id)
        client_id = detail.fields.client_id
        try:
            client = Clients(self.desk.office).get(client_id) if client_id else None
        except UserError:
            if not detail.fields.restricted:
                raise
            client = None  # whoever sees a restricted contact may know nothing else of its client
        return Known(detail, client)

    def _take(self, known: Known) -> None:
        self._reading = None
        another = self.known is None or self.known.detail.row.id != known.detail.row.id
        self.known = known
        self._tell(known)
        if another:
            self.verticalScrollBar().setValue(0)
        self.shown.emit(known.detail.row.id)

    def _fail(self, error: Exception) -> None:
        self._reading = None
        self.known = None
        self.shown.emit(0)
        if isinstance(error, UserError):
            self._show_nothing(error.message)
        else:
            self._show_nothing()
            self.desk.shell.show_trouble(error)

    def _show_nothing(self, why: Message | None = None) -> None:
        self.content.setVisible(False)
        self.nothing.setVisible(True)
        self.say(self.nothing.setText, why or N_("Choose a contact in the list."))
        self.setAccessibleDescription("")

    def _tell(self, known: Known) -> None:
        now = self.desk.office.clock()
        teller = Teller(self.desk.words, known.detail, known.client, now)
        row = known.detail.row
        self.nothing.setVisible(False)
        self.content.setVisible(True)
        named = client_name(row)
        self.name.setText(named if isinstance(named, str) else self.words(named))
        self.lock.setVisible(row.restricted)
        kind, icon, status = chip_of(row, now)
        self.chip.set_state(kind, icon, self.words(status))
        self.heading.setText(teller.heading())
        self.setAccessibleDescription(", ".join((self.name.text(), self.chip.text(), self.heading.text())))
        self._say_banner("\n".join(filter(None, (teller.annulment(), teller.access()))))
        self._set_buttons(known.detail)
        facts = teller.facts()
        self.facts.set_rows(facts)
        self.facts.setVisible(bool(facts))
        fields = known.detail.fields
        self._text(self.question_title, self.question, fields.subject or fields.topic)
        self._text(self.notes_title, self.notes, fields.notes)
        self._text(None, self.earlier, teller.earlier())
        self.course.set_steps(teller.steps())

    def _text(self, title: Text | None, label: Text, text: str) -> None:
        label.setText(text)
        for widget in filter(None, (title, label)):
            widget.setVisible(bool(text))

    def _say_banner(self, text: str) -> None:
        self.banner.setText(text)
        self.banner_frame.setVisible(bool(text))

    def _set_buttons(self, detail: ContactDetail) -> None:
        """What can be done: nothing here."""
        del detail
        for button in (self.primary, self.hand_button, self.more_button):
            button.hide()

    def _list_client(self) -> None:
        if self.known is not None and self.known.detail.fields.client_id:
            self.client_wanted.emit(self.known.detail.fields.client_id, self.known.detail.row.client_name)
