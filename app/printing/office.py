"""Who the paper is from: the office's letterhead as its settings give it, and who prints."""

from __future__ import annotations

import base64

from app.core.evidence import head_of
from app.core.i18n import N_, Translator
from app.core.office_settings import OfficeSettings
from app.core.permissions import SETTINGS_SEE
from app.core.phones import show_phone
from app.core.settings import ACCENT, ADDRESS, EMAIL, LOGO, ORGANIZATION_NAME, PHONE, REGISTRATION_NUMBER
from app.office import Office
from app.printing.page import Letterhead, Printed


def letterhead(office: Office, tr: Translator) -> Letterhead:
    """The office's name with one line of facts; what is not filled in is left out."""
    settings = OfficeSettings(office)
    number, phone = settings.get(REGISTRATION_NUMBER), settings.get(PHONE)
    facts = (
        tr(N_("Reg. No. {number}", number=number)) if number else "",
        settings.get(ADDRESS),
        show_phone(phone) if phone else "",
        settings.get(EMAIL),
    )
    logo = settings.get(LOGO)
    return Letterhead(
        settings.get(ORGANIZATION_NAME),
        " · ".join(filter(None, facts)),
        base64.b64decode(logo) if logo else None,
        settings.get(ACCENT),
    )


def printed_now(office: Office) -> Printed:
    """For the footer."""
    return Printed(office.clock(), office.actor.name)


def attested_now(office: Office) -> Printed:
    """For the footer of a register: with the number and the hash of the audit's newest entry.

    „Audita pieraksts Nr. 1234: 9f3a 11c0 7be2 04d1”, which ``verify_audit.py --entry 1234 --head …`` looks up.
    """
    with office.view(SETTINGS_SEE) as view:
        head = head_of(view.session)
    mark = N_("audit entry {seq}: {hash}", seq=head.seq, hash=head.short)
    return Printed(office.clock(), office.actor.name, mark)
