"""A card before it is printed or even saved: the very page that would be printed."""

from __future__ import annotations

import hashlib
from io import BytesIO

from app.cards.card_faces import badge_languages
from app.cards.designs import Design, design_of, designed
from app.cards.painting import CardFace, Painter
from app.cards.photos import Photos
from app.cards.records import CardDraft
from app.core.i18n import Translator
from app.core.office_settings import OfficeSettings
from app.core.settings import CardDesign
from app.core.work import Gone
from app.directory.service import Directory
from app.office import Office
from app.printing.cards import CardCanvas


def preview_pdf(  # noqa: PLR0917 - whose card, whose words, which card, how it looks
    office: Office,
    settings: OfficeSettings,
    tr: Translator,
    draft: CardDraft,
    design: Design | CardDesign | None = None,
    photo: bytes | None = None,
) -> bytes:
    """The card as a PDF of true size: its front and, where the design has one, its back.

    ``design`` is one not saved yet, else the kind's own. ``photo`` is a JPEG made of a new picture; without it the
    draft's photo is shown. Raises Forbidden, Unavailable.
    """
    look = design_of(settings, draft.kind) if design is None else design
    if isinstance(look, CardDesign):
        look = designed(settings, look)
    target = BytesIO()
    canvas = CardCanvas(target, look.title, look.organisation, tr.language)
    painter = Painter(canvas, look, tr)
    face = face_of(office, draft, look, photo)
    for paint in (painter.front, painter.back) if look.back else (painter.front,):
        canvas.begin_page(painter.size)
        paint(face)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def face_of(office: Office, draft: CardDraft, design: Design, photo: bytes | None = None) -> CardFace:
    """What is printed on one card. Raises Forbidden, Unavailable."""
    if design.photo and photo is None and draft.photo_id is not None:
        try:
            photo = Photos(office).jpeg(draft.photo_id)
        except Gone:
            photo = None  # erased since
    return CardFace(
        number=draft.number,
        name=draft.name,
        job_title=draft.job_title,
        unit=draft.unit,
        languages=_languages(office, draft.employee_id) if design.languages else (),
        issued_on=draft.issued_on,
        valid_until=draft.valid_until,
        photo=photo,
        digest=hashlib.sha256(photo).hexdigest() if photo else "",
    )


def _languages(office: Office, employee_id: int) -> tuple[str, ...]:
    """The languages somebody speaks; none for the sample person of a preview, whose number is 0."""
    return badge_languages(Directory(office).employee(employee_id).languages) if employee_id else ()
