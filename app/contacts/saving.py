"""Saving a draft: a new contact gets its number, an edit is merged with what others changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select

from app.contacts import policy, sealed
from app.contacts.clients import linked_client
from app.contacts.course import conflict, happened, last_change
from app.contacts.records import ContactDraft, ContactFields, Saved
from app.contacts.rows import STORED, UNSTORED, fields_of
from app.contacts.scope import workable
from app.contacts.tables import Contact
from app.core import numbering
from app.core.i18n import N_
from app.core.merge import merge
from app.core.moments import riga_year
from app.core.work import View, Work
from app.directory.service import employee_in, institution_name_in, own_employee, topic_name_in

#: The series that contacts are numbered in.
SERIES = "contacts"
_CHANGED = N_("This record was changed {time} by {name}. Your changes are not lost.")
#: Fields whose change makes the outcome count anew.
_STEERING = frozenset({"outcome", "task_for_colleague", "due_at", "referred_id"})

#: Built once: it is part of every save.
_STORED_REQUEST = select(Contact.id, Contact.number_year, Contact.number_seq, Contact.client_name).where(
    Contact.request == bindparam("request")
)


def register(work: Work, draft: ContactDraft) -> Saved:
    """Enter a new contact; the same request again gives the contact it made. Raises Invalid."""
    known = stored_request(work, draft.request)
    if known is not None:
        return known
    fields = _named(work, policy.checked(draft.fields, work.now))
    year = riga_year(fields.at)
    me = own_employee(work)
    values: dict[str, Any] = {name: getattr(fields, name) for name in STORED}
    values["client_id"] = linked_client(work, fields)
    content = _content(values)
    values |= {
        **(sealed.CONTENT if fields.restricted else {}),
        "request": draft.request,
        "number_year": year,
        "number_seq": numbering.take(work.session, SERIES, year),
        "handler_id": me.id if me else None,
        "handler_name": me.name if me else work.actor.name,
        "unit": me.unit if me else "",
        "registered_by": work.actor.account,
        "registered_name": work.actor.name,
        "registered_at": work.now,
    }
    values |= _standing(work, fields)
    contact_id = work.add(Contact, **values)
    if fields.restricted:
        sealed.seal_new(work, contact_id, content, fields.named)
    return Saved(contact_id, f"{year}-{values['number_seq']}", fields.client_name)


def stored_request(view: View, request: str) -> Saved | None:
    """The contact that this request made already."""
    row = view.session.connection().execute(_STORED_REQUEST, {"request": request}).one_or_none()
    return Saved(row.id, f"{row.number_year}-{row.number_seq}", row.client_name) if row else None


def edit(work: Work, draft: ContactDraft, contact_id: int, *, keep_mine: bool) -> Saved:
    """Change a contact field by field. Raises Invalid, Conflict, Gone, Forbidden; UserError if annulled."""
    contact = workable(work, contact_id)
    theirs = fields_of(contact, sealed.opened(work, contact), sealed.named_in(work, contact))
    base = draft.base or theirs
    mine = policy.checked(draft.fields, work.now, before=base)
    write, differences = merge(_values(base), _values(mine), _values(theirs))
    if differences and not keep_mine:
        raise conflict(work, contact, _CHANGED, differences)
    write |= {difference.field: difference.mine for difference in differences}
    merged = replace(theirs, **write, client_checked=mine.client_checked)
    merged = _named(work, policy.checked(merged, work.now, before=theirs))
    other = last_change(work, contact).name if draft.version != contact.version else ""
    _write(work, contact, merged, theirs)
    return Saved(
        contact.id, contact.number, merged.client_name, merged_with=other if other != work.actor.name else ""
    )


def _write(work: Work, contact: Contact, fields: ContactFields, before: ContactFields) -> None:
    fields = replace(fields, client_id=linked_client(work, fields, before))
    changed = [name for name in _values(fields) if getattr(fields, name) != getattr(before, name)]
    values = {name: getattr(fields, name) for name in STORED}
    content = _content(values)
    for name, value in values.items():
        if name not in content and name != "restricted":
            setattr(contact, name, value)
    place = {} if _STEERING.isdisjoint(changed) else _standing(work, fields)
    _name(work, contact, fields, before, place.get("handler_id", contact.handler_id))
    for name, value in place.items():
        setattr(contact, name, value)
    sealed.store(work, contact, content, restricted=fields.restricted)
    if changed:
        happened(work, contact.id, "edited", " ".join(changed))


def _name(
    work: Work, contact: Contact, fields: ContactFields, before: ContactFields, handler_id: int | None
) -> None:
    """Name who else may see a restricted contact; whoever handled it until now goes on seeing it."""
    named = set(fields.named)
    if fields.restricted and contact.handler_id is not None and contact.handler_id != handler_id:
        named.add(contact.handler_id)
    if named != set(before.named):
        sealed.name(work, contact, named)
        sealed.touch(contact)


def _content(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that are put away where the contact is restricted."""
    return {name: values[name] for name in sealed.CONTENT}


def _standing(work: Work, fields: ContactFields) -> dict[str, Any]:
    """The columns that follow from the outcome; a colleague's task is answered for by the colleague."""
    standing = policy.standing(fields.outcome, fields.task_for_colleague)
    values: dict[str, Any] = {
        "status": standing.status,
        "is_open": standing.is_open,
        "closed_at": None if standing.is_open else work.now,
    }
    if policy.is_task(fields) and fields.referred_id is not None:
        colleague = employee_in(work, fields.referred_id)
        values |= {"handler_id": colleague.id, "handler_name": colleague.name, "unit": colleague.unit}
    return values


def _named(view: View, fields: ContactFields) -> ContactFields:
    """The fields with the names of what was chosen by number, so that the journal keeps them as they were."""
    names: dict[str, Any] = {}
    if fields.referred_id is not None and not fields.referred_name:
        names["referred_name"] = employee_in(view, fields.referred_id).name
    if fields.topic_id is not None and not fields.topic:
        names["topic"] = topic_name_in(view, fields.topic_id)
    if fields.institution_id is not None and not fields.institution:
        names["institution"] = institution_name_in(view, fields.institution_id)
    return replace(fields, **names) if names else fields


def _values(fields: ContactFields) -> dict[str, Any]:
    """What takes part in merging."""
    return {name: getattr(fields, name) for name in (*STORED, *sorted(UNSTORED - {"client_checked"}))}
