"""What is done to a contact from the journal: beside the window, with a toast, and taken back where it can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.contacts.clients import Clients
from app.contacts.records import CallbackResult, ContactRow, Step
from app.contacts.service import Contacts
from app.core.i18n import N_, Message
from ui.kit.desk import Desk
from ui.kit.undo import Act

UNDO = N_("Undo")
#: Hears why a step was refused, and says whether that has been told where it was filled in.
Refused = Callable[[Exception], bool]


class Deeds(QObject):
    """Writes one thing at a time; ``done`` tells when the journal has changed."""

    done = Signal()
    moved = Signal(int)
    """This contact has been annulled or put back: the list it was in shows it no more."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._contacts = Contacts(desk.office)

    def annul(self, row: ContactRow) -> None:
        """Take a contact out of the journal; Ctrl+Z puts it back."""
        self._reversible(
            row.id,
            N_("Annulled: No. {number}", number=row.number),
            partial(self._contacts.annul, row.id),
            partial(self._contacts.restore, row.id),
        )

    def restore(self, row: ContactRow) -> None:
        """Put an annulled contact back; Ctrl+Z annuls it again."""
        self._reversible(
            row.id,
            N_("Put back: No. {number}", number=row.number),
            partial(self._contacts.restore, row.id),
            partial(self._contacts.annul, row.id),
        )

    def call_back(
        self,
        row: ContactRow,
        result: CallbackResult,
        done: Callable[[], None],
        refused: Refused,
        *,
        request: str,
    ) -> None:
        """Enter what came of a call, once for a ``request``; Ctrl+Z takes it back."""
        text = N_("Called back: {name}") if result.reached else N_("Not reached: {name}")
        do = partial(self._contacts.callback, row.id, result)
        self._step(row.id, do, _of(text, row), done, refused, first=partial(do, request=request))

    def hand_over(
        self,
        row: ContactRow,
        colleague: tuple[int, str],
        note: str,
        done: Callable[[], None],
        refused: Refused,
        *,
        request: str,
    ) -> None:
        """Make it a colleague's task (number and name), once for a ``request``; Ctrl+Z takes it back."""
        number, name = colleague
        text = N_("Handed over to: {name}", name=name)
        do = partial(self._contacts.hand_over, row.id, number, note)
        self._step(row.id, do, text, done, refused, first=partial(do, request=request))

    def answer(self, row: ContactRow) -> None:
        """Finish an open contact as answered; Ctrl+Z takes it back."""
        text = N_("Answered: No. {number}", number=row.number)
        self._step(row.id, partial(self._contacts.close, row.id), text)

    def stamp_checked(self, client_id: int) -> None:
        """Note that phone and e-mail were confirmed with the client today."""

        def finished(_nothing: None) -> None:
            self._desk.shell.toast(N_("Client data marked as checked."))
            self.done.emit()

        stamp = partial(Clients(self._desk.office).stamp_checked, client_id)
        self._desk.tasks.run(stamp, finished, self._desk.shell.show_trouble, owner=self)

    def _reversible(
        self, contact_id: int, text: Message, do: Callable[[], None], undo: Callable[[], None]
    ) -> None:
        def finished(_nothing: None) -> None:
            self.moved.emit(contact_id)
            self._did(Act(text, undo, do))

        self._desk.tasks.run(do, finished, self._desk.shell.show_trouble, owner=self)

    def _step(
        self,
        contact_id: int,
        do: Callable[[], Step | None],
        text: Message,
        done: Callable[[], None] | None = None,
        refused: Refused | None = None,
        *,
        first: Callable[[], Step | None] | None = None,
    ) -> None:
        """Do it beside the window, the first time by ``first``; ``do`` again after it was taken back."""

        def finished(step: Step | None) -> None:
            if done is not None:
                done()
            if step is None:  # it had been done already
                self._desk.shell.toast(text)
                self.done.emit()
            else:
                course = _Course(self._contacts, contact_id, do, step)
                self._did(Act(text, course.take_back, course.go_on))

        def failed(error: Exception) -> None:
            if refused is None or not refused(error):
                self._desk.shell.show_trouble(error)

        self._desk.tasks.run(first or do, finished, failed, owner=self)

    def _did(self, act: Act) -> None:
        self._desk.undo.push(act)
        self._desk.shell.toast(act.name, UNDO, self._undo, "Ctrl+Z")
        self.done.emit()

    def _undo(self) -> None:
        try:
            self._desk.undo.undo()
        except Exception as error:  # the window tells known trouble from our own
            self._desk.shell.show_trouble(error)
        self.done.emit()


class _Course:
    """A step in the course of a contact, taken back and done again as it went the last time."""

    def __init__(
        self, contacts: Contacts, contact_id: int, do: Callable[[], Step | None], step: Step | None
    ) -> None:
        self._contacts, self._contact_id = contacts, contact_id
        self._do, self._last = do, step

    def take_back(self) -> None:
        if self._last is not None:
            self._contacts.take_back(self._contact_id, self._last)

    def go_on(self) -> None:
        self._last = self._do()


def _of(text: Message, row: ContactRow) -> Message:
    return Message(text.text, {"name": row.client_name or row.number})
