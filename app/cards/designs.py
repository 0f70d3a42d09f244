"""How the office's cards look: what its settings say, with what they leave out filled in."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from app.cards.records import Kind
from app.core.i18n import N_, Translator
from app.core.office_settings import OfficeSettings
from app.core.phones import show_phone
from app.core.settings import (
    ACCENT,
    ADDRESS,
    APPROVER,
    CARD_DESIGNS,
    CARD_KINDS,
    LOGO,
    ORGANIZATION_NAME,
    PHONE,
    REGISTRATION_NUMBER,
    CardDesign,
)

#: What a person may choose for a kind, by the names of CardDesign; what is not here the kind does not have.
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.STAFF_ID: ("colour", "logo", "unit", "photo", "qr", "back", "note", "signer"),
    Kind.NAME_CARD: ("colour", "logo", "unit", "languages"),
    Kind.DESK_PLATE: ("colour", "logo", "unit"),
    Kind.DOOR_PLATE: ("colour", "logo", "unit"),
}
_FLAGS = ("unit", "languages", "photo", "qr", "back")


@dataclass(frozen=True, kw_only=True)
class Design:
    """A kind of card with all that is printed on every one of it. ``logo`` is a PNG or JPEG."""

    kind: Kind
    title: str
    organisation: str
    colour: str
    logo: bytes | None = None
    unit: bool = False
    languages: bool = False
    photo: bool = False
    qr: bool = False
    back: bool = False
    note: str = ""
    signer: str = ""
    registration_number: str = ""
    address: str = ""
    phone: str = ""

    def return_text(self, tr: Translator) -> str:
        """What is asked of whoever finds it: the office's own words, or ours."""
        if self.note:
            return self.note
        shown = tr(N_("Shown when visiting a client."))
        if self.phone:
            found = tr(N_("If found, please return it to the issuer or call {phone}.", phone=self.phone))
        else:
            found = tr(N_("If found, please return it to the issuer."))
        return f"{shown} {found}"


def design_of(settings: OfficeSettings, kind: Kind) -> Design:
    """The design of a kind as it is set up. Raises Unavailable."""
    chosen = {design.kind: design for design in settings.get(CARD_DESIGNS)}
    return designed(settings, chosen.get(kind) or CardDesign(kind))


def designed(settings: OfficeSettings, chosen: CardDesign, title: str = "") -> Design:
    """A design not saved yet, as it would be; ``title`` in place of the kind's own. Raises Unavailable."""
    kind = Kind(chosen.kind)
    logo = settings.get(LOGO) if chosen.logo else ""
    phone = settings.get(PHONE)
    flags = {name: name in FIELDS[kind] and bool(getattr(chosen, name)) for name in _FLAGS}
    return Design(
        kind=kind,
        title=title or title_of(settings, kind),
        organisation=settings.get(ORGANIZATION_NAME),
        colour=chosen.colour or settings.get(ACCENT),
        logo=base64.b64decode(logo) if logo else None,
        note=chosen.note,
        signer=chosen.signer or settings.get(APPROVER),
        registration_number=settings.get(REGISTRATION_NUMBER),
        address=settings.get(ADDRESS),
        phone=show_phone(phone) if phone else "",
        **flags,
    )


def title_of(settings: OfficeSettings, kind: Kind) -> str:
    """What the office calls a kind. Raises Unavailable."""
    options = (*settings.get(CARD_KINDS), *CARD_KINDS.default)
    return next(option.title for option in options if option.kind == kind)
