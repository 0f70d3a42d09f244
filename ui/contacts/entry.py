"""The quick entry: F2 opens it for a new contact, the journal for an edit (design.md 6.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from app.contacts.clients import Clients
from app.contacts.records import ClientRow, ContactDetail, ContactDraft, Outcome, Saved
from app.contacts.service import Contacts
from app.core.i18n import N_
from ui.contacts.entry_client import ANONYMOUS
from ui.contacts.entry_sheet import EntrySheet
from ui.contacts.entry_state import Entry
from ui.kit.desk import Desk

T = TypeVar("T")

#: Names under which a caller may prefill what the sheet calls otherwise.
_SHEET_NAMES = {"client_name": "client", "subject": "question", "topic_id": "topic", "referred_id": "referred"}


def open_entry(
    desk: Desk,
    *,
    client_id: int | None = None,
    copy_of: int | None = None,
    draft_key: str | None = None,
    **prefilled: object,
) -> None:
    """Begin a contact; beside the ones being written, if there are any.

    ``client_id`` fills in a known client, ``copy_of`` takes client, topic and question of another contact,
    ``draft_key`` continues a draft, and ``prefilled`` are fields of the record (phone, topic, subject, …).
    """
    if draft_key is not None:
        _resume(desk, draft_key)
    elif copy_of is not None:
        _load(desk, partial(Contacts(desk.office).detail, copy_of), partial(_begin_copy, desk))
    elif client_id is not None:
        _load(desk, partial(Clients(desk.office).get, client_id), partial(_begin_with, desk, prefilled))
    else:
        values = {_SHEET_NAMES.get(name, name): value for name, value in prefilled.items()}
        sheet, opened = _sheet(desk)
        if values or not opened:
            sheet.begin(values)
        if opened:
            sheet.offer_unfinished()


def open_edit(desk: Desk, contact_id: int) -> None:
    """Change a contact that stands in the journal."""
    contacts = Contacts(desk.office)

    def load() -> tuple[ContactDraft, str]:
        return contacts.draft(contact_id), contacts.detail(contact_id).row.number

    def begin(loaded: tuple[ContactDraft, str]) -> None:
        _sheet(desk)[0].edit(*loaded)

    _load(desk, load, begin)


def _sheet(desk: Desk) -> tuple[EntrySheet, bool]:
    """The entry sheet that is open, or a new one, and whether it is new."""
    present = desk.shell.sheet()
    if isinstance(present, EntrySheet):
        return present, False
    sheet = EntrySheet(desk)
    sheet.saved.connect(partial(_tell_saved, desk))
    desk.shell.open_sheet(sheet)
    return sheet, True


def _load(desk: Desk, job: Callable[[], T], done: Callable[[T], None]) -> None:
    desk.tasks.run(job, done, desk.shell.show_trouble)


def _resume(desk: Desk, key: str) -> None:
    sheet, _ = _sheet(desk)
    entry = next((entry for entry in sheet.drafts.unfinished() if entry.request == key), None)
    if entry is not None:
        sheet.resume(entry)


def _begin_with(desk: Desk, prefilled: dict[str, object], client: ClientRow) -> None:
    values = {_SHEET_NAMES.get(name, name): value for name, value in prefilled.items()}
    known = {"client": client.name, "phone": client.phone, "address": client.address, "email": client.email}
    sheet, _ = _sheet(desk)
    sheet.begin({**known, **values}, client.id)


def _begin_copy(desk: Desk, detail: ContactDetail) -> None:
    fields = detail.fields
    values: dict[str, object] = {
        "channel": fields.channel,
        "client": fields.client_name,
        "phone": fields.phone,
        "address": fields.address,
        "email": fields.email,
        "topic": fields.topic_id or fields.topic,
        "question": fields.subject,
    }
    if fields.restricted:
        values |= {"restricted": True, "named": fields.named}
    sheet, _ = _sheet(desk)
    sheet.begin(values, fields.client_id)


def _tell_saved(desk: Desk, entry: Entry, saved: Saved) -> None:
    number, name = saved.number, saved.client_name or ANONYMOUS
    if entry.contact_id is None and entry.values.get("outcome") == Outcome.ADVISED_IN_WRITING:
        text = N_("Saved: No. {number}, {name}. Undo: Ctrl+Z", number=number, name=name)
        desk.shell.toast(text, N_("Print the submission form"), partial(_print_form, desk, saved.contact_id))
        return
    other = saved.merged_with or entry.merged_with
    text = N_("Saved: No. {number}, {name}", number=number, name=name)
    if other and other != desk.office.actor.name:
        text = N_("Merged. Also changed by: {name}", name=other)
    desk.shell.toast(text, N_("Undo"), partial(_undo, desk), key="Ctrl+Z")


def _print_form(desk: Desk, contact_id: int) -> None:
    from ui.kit.print_sheet import open_print  # noqa: PLC0415 - paper is loaded when it is asked for

    open_print(desk, "submission_form", {"contact": str(contact_id)})


def _undo(desk: Desk) -> None:
    try:
        act = desk.undo.undo()
    except Exception as error:
        desk.shell.show_trouble(error)
        return
    if act is not None:
        desk.shell.toast(N_("Undone: {what}", what=act.name))
