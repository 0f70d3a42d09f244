"""What is done to a contact from the journal: beside the window, with a toast, and taken back where it can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.contacts.clients import Clients
from app.contacts.records import CallbackResult, ContactRow
from app.contacts.service import Contacts
from app.core.errors import Invalid
from app.core.i18n import N_, Message
from ui.kit.desk import Desk
from ui.kit.undo import Act

UNDO = N_("Undo")


class Deeds(QObject):
    """Writes one thing at a time; ``done`` tells when the journal has changed."""

    done = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._contacts = Contacts(desk.office)

    def annul(self, row: ContactRow) -> None:
        """Take a contact out of the journal; Ctrl+Z puts it back."""
        self._reversible(
            N_("Annulled: No. {number}", number=row.number),
            partial(self._contacts.annul, row.id),
            partial(self._contacts.restore, row.id),
        )

    def restore(self, row: ContactRow) -> None:
        """Put an annulled contact back; Ctrl+Z annuls it again."""
        self._reversible(
            N_("Put back: No. {number}", number=row.number),
            partial(self._contacts.restore, row.id),
            partial(self._contacts.annul, row.id),
        )

    def call_back(
        self, row: ContactRow, result: CallbackResult, done: Callable[[], None], refused: Callable[[Invalid], None]
    ) -> None:
        """Enter what came of a call."""
        text = N_("Called back: {name}") if result.reached else N_("Not reached: {name}")
        self._do(partial(self._contacts.callback, row.id, result), _of(text, row), done, refused)

    def hand_over(
        self,
        row: ContactRow,
        colleague: tuple[int, str],
        note: str,
        done: Callable[[], None],
        refused: Callable[[Invalid], None],
    ) -> None:
        """Make it a colleague's task; ``colleague`` is number and name."""
        number, name = colleague
        text = N_("Handed over to: {name}", name=name)
        self._do(partial(self._contacts.hand_over, row.id, number, note), text, done, refused)

    def answer(self, row: ContactRow) -> None:
        """Finish an open contact as answered."""
        self._do(partial(self._contacts.close, row.id), N_("Answered: No. {number}", number=row.number))

    def stamp_checked(self, client_id: int) -> None:
        """Note that phone and e-mail were confirmed with the client today."""
        self._do(
            partial(Clients(self._desk.office).stamp_checked, client_id), N_("Client data marked as checked.")
        )

    def _reversible(self, text: Message, do: Callable[[], None], undo: Callable[[], None]) -> None:
        def finished(_nothing: None) -> None:
            self._desk.undo.push(Act(text, undo, do))
            self._desk.shell.toast(text, UNDO, self._undo, "Ctrl+Z")
            self.done.emit()

        self._desk.tasks.run(do, finished, self._desk.shell.show_trouble, owner=self)

    def _undo(self) -> None:
        try:
            self._desk.undo.undo()
        except Exception as error:  # the window tells known trouble from our own
            self._desk.shell.show_trouble(error)
        self.done.emit()

    def _do(
        self,
        job: Callable[[], None],
        text: Message,
        done: Callable[[], None] | None = None,
        refused: Callable[[Invalid], None] | None = None,
    ) -> None:
        def finished(_nothing: None) -> None:
            self._desk.shell.toast(text)
            if done is not None:
                done()
            self.done.emit()

        def failed(error: Exception) -> None:
            if isinstance(error, Invalid) and refused is not None:
                refused(error)
            else:
                self._desk.shell.show_trouble(error)

        self._desk.tasks.run(job, finished, failed, owner=self)


def _of(text: Message, row: ContactRow) -> Message:
    return Message(text.text, {"name": row.client_name or row.number})
