"""Who turned to us: found by name, phone or address while one types, or written as somebody new."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.contacts.clients import Clients
from app.contacts.records import ClientRow
from app.core.errors import UserError
from app.core.i18n import N_, Message
from app.core.phones import parse_phone, show_phone
from ui.contacts.entry_part import Part
from ui.kit.desk import Desk
from ui.kit.line_fields import LineField
from ui.kit.lookup import LookupField
from ui.kit.parsed_fields import PhoneField
from ui.kit.suggestions import LookupRow


class ClientPart(Part):
    """Client, phone, address, e-mail. ``taken`` tells that a known client was chosen and filled in."""

    taken = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._found: dict[int, ClientRow] = {}
        self._asked = ""
        self._kept_phone = ""
        self.row_taken: ClientRow | None = None
        self.client = LookupField(self.look, icon="person", parent=self)
        self.phone = PhoneField(self.look, self.words, self._read_phone, _show_phone, parent=self)
        self.address = LineField(self.look, parent=self)
        self.email = LineField(self.look, parent=self)
        self.own("client", self.client, N_("Client or phone"))
        self.own("phone", self.phone, N_("Phone"))
        self.own("address", self.address, N_("Address or contract No."))
        self.own("email", self.email, N_("E-mail"))
        self.say(self.client.set_placeholder, N_("Name, phone or address; leave empty if anonymous"))
        self.column.addWidget(self.client)
        self.column.addWidget(self.row(self.phone, self.address, stretch=False))
        self.column.addWidget(self.email)
        self.client.search_requested.connect(self._search)
        self.client.taken.connect(self._taken)
        self.client.line.editingFinished.connect(self._move_number)

    def client_id(self) -> int | None:
        """The number of the client chosen, until the name is typed over."""
        row = self.client.chosen()
        return row.value if row is not None and isinstance(row.value, int) else None

    def set_client(self, client_id: int | None, name: str) -> None:
        """Show a client, or with None a name that stands for none."""
        if client_id is None:
            self.client.set_value(name)
        else:
            self.client.set_chosen(LookupRow(client_id, name))

    def keep_phone(self, phone: str) -> None:
        """A number that stands already, however it was written, may stay."""
        self._kept_phone = phone

    def fill(self, row: ClientRow) -> None:
        """Show a known client with all that is known."""
        self.row_taken = row
        self.client.set_chosen(LookupRow(row.id, row.name))
        for field, value in ((self.phone, row.phone), (self.address, row.address), (self.email, row.email)):
            if value:
                field.set_value(value)

    def _search(self, text: str) -> None:
        self._asked = text
        lookup = partial(Clients(self.desk.office).lookup, text)
        self.desk.tasks.run(lookup, partial(self._answer, text), lambda _error: self._answer(text, []), owner=self)

    def _answer(self, text: str, found: list[ClientRow]) -> None:
        self._found = {client.id: client for client in found}
        rows = [LookupRow(client.id, client.name, self._detail(client), "person") for client in found]
        rows.append(LookupRow(None, self.words(N_("New client “{name}”", name=text)), icon="person_add"))
        self.client.show_results(text, rows)

    def _detail(self, client: ClientRow) -> str:
        parts = [_show_phone(client.phone), client.address]
        if client.contacts:
            parts.append(self.words(N_("contacts: {count}", count=client.contacts)))
        return " · ".join(filter(None, parts))

    def _taken(self, row: LookupRow) -> None:
        client = self._found.get(row.value) if isinstance(row.value, int) else None
        if client is None:
            self.client.set_value(self._asked)
            self._move_number()
            return
        self.fill(client)
        self.taken.emit()

    def _move_number(self) -> None:
        """What is typed as the client may be the number; then it is the phone of somebody without a name."""
        if self.client.chosen() is not None:
            return
        try:
            number = parse_phone(self.client.value())
        except UserError:
            return
        self.client.set_value("")
        self.phone.set_value(number)
        self.phone.edited.emit()

    def _read_phone(self, text: str) -> str:
        try:
            return parse_phone(text)
        except UserError:
            if text == self._kept_phone:
                return text
            raise


def _show_phone(phone: str) -> str:
    return show_phone(phone) if phone.startswith("+") else phone


ANONYMOUS: Message = N_("Anonymous")
