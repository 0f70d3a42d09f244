"""The detail of one contact: what it is, what can be done next, and how it came here (design.md 6.2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from app.contacts.records import ContactDetail, Status
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.permissions import CONTACTS_EDIT_OTHERS, those_who_may
from app.directory.service import Directory
from ui.contacts.callback_form import CallbackForm
from ui.contacts.deeds import Deeds
from ui.contacts.detail_frame import SIDE
from ui.contacts.detail_view import DetailView
from ui.contacts.hand_over_form import HandOverForm
from ui.contacts.inline_form import InlineForm
from ui.kit.desk import Desk


class DetailPane(DetailView):
    """The contact chosen in the journal; the page owns the keys and tells what to do."""

    email_wanted = Signal(int)

    def __init__(self, desk: Desk, deeds: Deeds) -> None:
        super().__init__(desk)
        self._deeds = deeds
        self.form: InlineForm | None = None
        self._kept_notes: dict[tuple[int, str], dict[str, object]] = {}
        self.menu_actions: tuple[QAction | None, ...] = ()
        """What „…” offers; None makes a line. The page fills it."""
        self.primary.clicked.connect(self.do_primary)
        self.hand_button.clicked.connect(self.open_hand_over)
        self.more_button.clicked.connect(self.open_menu)

    # What the page asks.

    def show_contact(self, contact_id: int) -> None:
        """Read and show a contact; the form of another one goes, that of the same one stays."""
        if contact_id != self._wanted:
            self.close_form()
        super().show_contact(contact_id)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self.close_form()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    # Buttons.

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
