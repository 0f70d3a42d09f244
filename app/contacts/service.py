"""The journal's use cases: register, change, call back, hand over, close, annul, and see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import and_, or_, select, true

from app.contacts import course, policy, saving, sealed
from app.contacts.course import happened, place_of
from app.contacts.details import detail_of, is_opening, note_opening
from app.contacts.journal_list import JournalList
from app.contacts.records import (
    CallbackResult,
    ContactDetail,
    ContactDraft,
    ContactFields,
    ContactFilter,
    ContactRow,
    DueContact,
    Outcome,
    Place,
    Saved,
    SavedViewRecord,
    Sort,
    Status,
    Step,
)
from app.contacts.rows import ROW_COLUMNS, contact_row, fields_of, row_of
from app.contacts.scope import changeable, mine, of_my_unit, seen, visible, workable
from app.contacts.tables import Contact
from app.contacts.terms import terms_of
from app.contacts.views import SavedViews
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.latvian import sort_key
from app.core.moments import riga_date, to_utc
from app.core.once import first_time
from app.core.permissions import CONTACTS_ADD, CONTACTS_EDIT, CONTACTS_SEE
from app.core.work import Work
from app.directory.service import employee_in
from app.office import Office

T = TypeVar("T")

#: How many contacts of a day are compared to find a duplicate.
_COMPARED = 50


class Contacts:
    """The journal for one signed-in person. Every method raises Forbidden, Unavailable; by number also Gone."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._views = SavedViews(office)

    def save(self, draft: ContactDraft, *, keep_mine: bool = False) -> Saved:
        """Register a new contact, or change one; a retried save is the same save.

        Raises:
            Invalid: a text for each field that cannot be taken.
            Conflict: somebody changed the same fields; with ``keep_mine`` mine replace theirs.
            UserError: the contact has been annulled.
        """
        contact_id = draft.contact_id
        if contact_id is not None:
            return self._change(lambda work: saving.edit(work, draft, contact_id, keep_mine=keep_mine))
        return self._office.do(CONTACTS_ADD, lambda work: saving.register(work, draft))

    def detail(self, contact_id: int) -> ContactDetail:
        """Everything about one contact; a restricted one is masked for whoever may not see its content."""
        with self._office.view(CONTACTS_SEE) as view:
            contact = seen(view, contact_id)
            found, noted = detail_of(view, contact), is_opening(view, contact)
        if noted:
            note_opening(self._office, contact_id)
        return found

    def draft(self, contact_id: int) -> ContactDraft:
        """The contact to be edited, with what the edit starts from. Raises UserError for an annulled one."""
        with self._office.view(CONTACTS_EDIT) as view:
            contact = workable(view, contact_id)
            fields = fields_of(contact, sealed.opened(view, contact), sealed.named_in(view, contact))
            found = ContactDraft(fields=fields, contact_id=contact_id, version=contact.version, base=fields)
            noted = is_opening(view, contact)
        if noted:
            note_opening(self._office, contact_id)
        return found

    def annul(self, contact_id: int, reason: str = "") -> None:
        """Take a contact out of the journal; row and number stay. Nothing happens to one annulled already."""
        reason = policy.checked_note("reason", reason, 500)

        def annulled(work: Work) -> None:
            contact = changeable(work, contact_id)
            if contact.kept:
                contact.kept, contact.annulled_at = False, work.now
                contact.annulled_by = work.actor.name
                sealed.opened(work, contact).annul_reason = reason
                happened(work, contact_id, "annulled", reason)

        self._change(annulled)

    def restore(self, contact_id: int) -> None:
        """Put an annulled contact back as it was."""

        def restored(work: Work) -> None:
            contact = changeable(work, contact_id)
            if not contact.kept:
                contact.kept, contact.annulled_at = True, None
                contact.annulled_by = sealed.opened(work, contact).annul_reason = ""
                happened(work, contact_id, "restored")

        self._change(restored)

    def callback(self, contact_id: int, result: CallbackResult, request: str = "") -> Step | None:
        """Enter what came of a call back (AAD 4.3.1); what :meth:`take_back` needs.

        The same ``request`` again (a UUID, "" for none) does nothing and gives None.

        Raises Invalid, also where nobody is to be called, and UserError for an annulled contact.
        """
        note = policy.checked_note("note", result.note)
        policy.check_again_at(result.again_at, self._office.clock())

        def called(work: Work) -> Step | None:
            contact = workable(work, contact_id)
            if not first_time(work, request, contact_id):
                return None
            if not contact.is_open or contact.status != Status.CALLBACK:
                raise Invalid({"status": N_("There is nobody to call back here.")})
            before = place_of(contact)
            contact.callback_tries = 0 if result.reached else contact.callback_tries + 1
            contact.due_at = result.again_at or contact.due_at
            if result.reached and result.again_at is None:
                _close(contact, Status.CALLED_BACK, work.now)
            return _done(work, contact, before, "called_back" if result.reached else "call_failed", note)

        return self._change(called)

    def hand_over(self, contact_id: int, employee_id: int, note: str = "", request: str = "") -> Step | None:
        """Make the contact a colleague's task; it stays open until they close it. What :meth:`take_back` needs.

        A term that has passed, or that a finished contact had, becomes what the topic usually takes, or none.
        The same ``request`` again (a UUID, "" for none) does nothing and gives None.

        Raises Invalid, and UserError for an annulled contact.
        """
        note = policy.checked_note("note", note, 500)
        terms = terms_of(self._office)

        def handed(work: Work) -> Step | None:
            contact = workable(work, contact_id)
            if not first_time(work, request, contact_id):
                return None
            before = place_of(contact)
            sealed.keep_in_sight(work, contact)
            colleague = employee_in(work, employee_id)
            contact.due_at = terms.of_task(work, contact, sealed.opened(work, contact).topic_id)
            contact.outcome, contact.status = Outcome.REFERRED, Status.HANDED
            contact.is_open, contact.closed_at = True, None
            contact.referred_id = contact.handler_id = employee_id
            contact.referred_name = contact.handler_name = colleague.name
            contact.unit = colleague.unit
            # Where it was sent before counts no more; the note is the colleague's, never the client's slip's.
            contact.institution_id, contact.institution, contact.offered_channel = None, "", ""
            return _done(work, contact, before, "handed", "\n".join(filter(None, (colleague.name, note))))

        return self._change(handed)

    def close(self, contact_id: int, note: str = "") -> Step | None:
        """Finish an open contact as answered; what :meth:`take_back` needs.

        Nothing happens to one closed already (None). Raises Invalid, and UserError for an annulled contact.
        """
        note = policy.checked_note("note", note)

        def closed(work: Work) -> Step | None:
            contact = workable(work, contact_id)
            if not contact.is_open:
                return None
            before = place_of(contact)
            _close(contact, Status.ANSWERED, work.now)
            return _done(work, contact, before, "closed", note)

        return self._change(closed)

    def take_back(self, contact_id: int, step: Step) -> None:
        """Put a contact where it stood before the call, hand-over or closing that gave ``step``.

        What was edited since stays; the step and its note stay told in the course.

        Raises:
            Conflict: somebody has moved the contact on since; nothing was changed.
            UserError: the contact has been annulled.
        """
        self._change(lambda work: course.take_back(work, contact_id, step))

    def similar_today(self, fields: ContactFields, except_id: int | None = None) -> ContactRow | None:
        """A contact of the same day that looks like this one, the newest first; annulled ones do not count."""
        day = riga_date(fields.at)
        same = [Contact.phone == fields.phone] if fields.phone else []
        same += [Contact.client_id == fields.client_id] if fields.client_id is not None else []
        same += [Contact.client_sort == sort_key(fields.client_name)] if fields.client_name.strip() else []
        if not same:
            return None
        with self._office.view(CONTACTS_ADD) as view:
            chosen = select(Contact).where(
                Contact.kept == true(),
                Contact.at >= to_utc(day),
                Contact.at < to_utc(day + timedelta(days=1)),
                Contact.id != (except_id or 0),
                or_(*same),
                visible(view),
            )
            newest = view.session.scalars(chosen.order_by(Contact.at.desc(), Contact.id.desc()).limit(_COMPARED))
            # A restricted one is never among them: its row names no client.
            alike = (found for found in newest if policy.is_similar(fields, fields_of(found, found)))
            return next((row_of(found, found) for found in alike), None)

    def due(self, now: datetime, *, unit: bool = False) -> list[DueContact]:
        """What the person, or all of their ``unit``, has to do: overdue first, by time; what has no time last."""
        with self._office.view(CONTACTS_SEE) as view:
            whose = of_my_unit(view) if unit else or_(*mine(view))
            still_open = and_(Contact.is_open == true(), Contact.kept == true(), whose)
            chosen = select(*ROW_COLUMNS).where(still_open, visible(view))
            chosen = chosen.order_by(Contact.due_at.is_(None), Contact.due_at, Contact.id)
            rows = sealed.laid_over(view, map(contact_row, view.session.execute(chosen)))
            return [DueContact(row, row.due_at is not None and row.due_at < now) for row in rows]

    def counts(self) -> dict[str, int]:
        """How many contacts each tab of the journal shows."""
        return JournalList(self._office).tab_counts(ContactFilter())

    def views(self) -> list[SavedViewRecord]:
        """The person's saved views."""
        return self._views.all()

    def save_view(self, name: str, chosen: ContactFilter, sort: Sort) -> int:
        """Keep a filter under a name, in place of the one that had it; its number. Raises Invalid."""
        return self._views.save(name, chosen, sort)

    def delete_view(self, view_id: int) -> None:
        """Forget a saved view of one's own."""
        self._views.delete(view_id)

    def _change(self, change: Callable[[Work], T]) -> T:
        return self._office.do(CONTACTS_EDIT, change)


def _close(contact: Contact, status: Status, now: datetime) -> None:
    contact.status, contact.is_open, contact.closed_at = status, False, now


def _done(work: Work, contact: Contact, before: Place, kind: str, text: str) -> Step:
    happened(work, contact.id, kind, text)
    return Step(kind, before, place_of(contact))
