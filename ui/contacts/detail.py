"""The detail of one contact: what it is, what can be done next, and how it came here (design.md 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from app.contacts.clients import Clients
from app.contacts.records import ClientRow, ContactDetail, ContactRow, Status
from app.contacts.service import Contacts
from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message
from app.core.permissions import CONTACTS_EDIT_OTHERS, those_who_may
from app.directory.service import Directory
from ui.contacts.callback_form import CallbackForm
from ui.contacts.deeds import Deeds
from ui.contacts.detail_frame import SIDE, DetailFrame
from ui.contacts.hand_over_form import HandOverForm
from ui.contacts.inline_form import InlineForm
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


class DetailPane(DetailFrame):
    """Shows one contact at a time; the page owns the keys and tells what to do."""

    client_wanted = Signal(int, str)
    """List all contacts of this client, by number and name."""
    copy_wanted = Signal(int)
    email_wanted = Signal(int)
    shown = Signal(int)
    """A contact has been read and is shown; 0: there is none."""

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk)
        self._deeds = deeds
        self.known: Known | None = None
        self._reading: Task | None = None
        self._wanted = 0
        self.form: InlineForm | None = None
        self._kept_notes: dict[tuple[int, str], dict[str, object]] = {}
        self.menu_actions: tuple[QAction | None, ...] = ()
        """What „…” offers; None makes a line. The page fills it."""
        self.primary.clicked.connect(self.do_primary)
        self.hand_button.clicked.connect(self.open_hand_over)
        self.more_button.clicked.connect(self.open_menu)
        self.earlier.followed.connect(self._list_client)
        self._show_nothing()

    # What the page asks.

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
        if contact_id != self._wanted:
            self.close_form()
        self._wanted = contact_id
        if not contact_id:
            self.known = None
            self._show_nothing()
            self.shown.emit(0)
            return
        self._reading = self.desk.tasks.run(lambda: self._read(contact_id), self._take, self._fail, owner=self)

    def refresh(self) -> None:
        """Read the same contact again; an open form stays."""
        self.show_contact(self._wanted)

    def do_primary(self) -> None:
        """Ctrl+Enter: the next step, by status."""
        row = self.row
        if row is None or not self.primary.isEnabled() or self.primary.isHidden():
            return
        if row.status == Status.CALLBACK:
            self.open_callback()
        else:
            self._deeds.answer(row)

    def open_callback(self) -> None:
        """„Atzvanīts”: the form of three lines."""
        if self.known is not None and self._can_call_back():
            form = CallbackForm(self.desk, self.known.detail.callback_tries)
            form.email_wanted.connect(lambda: self.email_wanted.emit(self._wanted))
            self._open(form, "callback")
            form.submitted.connect(lambda: self._save_callback(form))

    def open_hand_over(self) -> None:
        """„Nodot”: whom to."""
        if self.known is None or not self.hand_button.isEnabled():
            return
        form = HandOverForm(self.desk)
        self._open(form, "hand_over")
        form.submitted.connect(lambda: self._save_hand_over(form))
        self.desk.tasks.run(
            Directory(self.desk.office).employees, form.set_people, self.desk.shell.show_trouble, owner=form
        )

    def close_form(self) -> None:
        """Close the open form; what was typed is there again when it is opened for the same contact."""
        form, self.form = self.form, None
        if form is None:
            return
        had_focus = form.isAncestorOf(self.window().focusWidget() or self)
        if isinstance(form, CallbackForm | HandOverForm) and form.note.value():
            self._kept_notes[self._wanted, form.objectName()] = form.form.draft()
        form.hide()
        form.deleteLater()
        self._fit_buttons()
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard onto the next step, or the pane itself."""
        steps = (self.primary, self.hand_button, self.more_button)
        usable = (button for button in steps if button.isVisible() and button.isEnabled())
        next(usable, self).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_alone(self, alone: bool) -> None:
        """Whether the detail stands as a page of its own, with a way back."""
        self.back_button.setVisible(alone)

    def open_menu(self) -> None:
        """„…”."""
        self.make_menu().popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 2)))

    def make_menu(self) -> QMenu:
        """What else can be done with the contact."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.menu_actions:
            if action is None:
                menu.addSeparator()
            elif action.isVisible():
                menu.addAction(action)
        return menu

    def retranslate(self) -> None:
        if self.known is not None:
            self._tell(self.known)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self.close_form()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            focus_frame(painter, self.viewport().rect(), self.look)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    # Reading.

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

    # Showing.

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
        row = detail.row
        refused = "" if detail.may_edit else self.words(those_who_may(CONTACTS_EDIT_OTHERS))
        todo = row.is_open and row.kept
        self.primary.setVisible(todo)
        calls = row.status == Status.CALLBACK
        self.say(self.primary.setText, N_("Called back") if calls else N_("Answered"))
        self.primary.set_icon("call" if calls else "checkmark_circle")
        self.hand_button.setVisible(row.kept)
        for button in (self.primary, self.hand_button):
            button.set_off(refused)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """The form that is open has the accent and the keys; in a narrow pane the cap goes before the words do."""
        self.primary.set_kind("plain" if self.form is not None else "primary")
        self.primary.set_key("" if self.form is not None else "Ctrl+Enter")
        shown = [button for button in (self.primary, self.hand_button, self.more_button) if not button.isHidden()]
        needed = sum(button.sizeHint().width() + 8 for button in shown) - 8
        if needed > self.viewport().width() - 2 * SIDE:
            self.primary.set_key("")

    def _can_call_back(self) -> bool:
        row = self.row
        return (
            row is not None
            and row.is_open
            and row.kept
            and row.status == Status.CALLBACK
            and self.primary.isEnabled()
        )

    # Forms.

    def _open(self, form: InlineForm, name: str) -> None:
        self.close_form()
        form.setObjectName(name)
        kept = self._kept_notes.pop((self._wanted, name), None)
        if kept:
            form.form.set_values(kept)
        form.left.connect(self.close_form)
        self.form = form
        self._forms.addWidget(form)
        self._fit_buttons()
        form.show()
        form.order_tabs(self.more_button)
        form.begin()
        self.ensureWidgetVisible(form)

    def _save_callback(self, form: CallbackForm) -> None:
        if self.row is not None:
            form.set_busy(True)
            answer = form.answer()
            self._deeds.call_back(
                self.row,
                answer,
                partial(self._saved, form),
                form.show_refusal,
                request=form.request_for(answer),
            )

    def _save_hand_over(self, form: HandOverForm) -> None:
        row = self.row
        if row is None:
            return
        try:
            answer = colleague, note = form.answer()
        except Invalid as error:
            form.show_invalid(error)
            return
        form.set_busy(True)
        chosen = form.colleague.chosen()
        name = chosen.text if chosen else ""
        self._deeds.hand_over(
            row,
            (colleague, name),
            note,
            partial(self._saved, form),
            form.show_refusal,
            request=form.request_for(answer),
        )

    def _saved(self, form: CallbackForm | HandOverForm) -> None:
        if self.form is form:
            form.note.set_value("")
            self.close_form()

    def _list_client(self) -> None:
        if self.known is not None and self.known.detail.fields.client_id:
            self.client_wanted.emit(self.known.detail.fields.client_id, self.known.detail.row.client_name)
