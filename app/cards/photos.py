"""The photos of people: kept whole, erased whole, and seen by those who issue cards alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.cards.pictures import GOOD, Crop, Photo600, made_photo, read_picture, start_crop
from app.cards.policy import LONGEST_REASON, read_text
from app.cards.records import PhotoInfo
from app.cards.tables import Photo
from app.core.errors import Invalid, UserError
from app.core.fields import Checks
from app.core.i18n import N_
from app.core.once import once
from app.core.permissions import CARDS_ISSUE
from app.core.work import Gone, Work
from app.directory.service import Directory
from app.office import Office

#: Photos read at once: 22 MB at the most.
_AT_ONCE = 50


class Photos:
    """Photos for cards. Every method raises Forbidden for those who may not issue cards, and Unavailable."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def current(self, employee_id: int) -> PhotoInfo | None:
        """The newest photo of a person that is not erased."""
        newest = (
            select(Photo)
            .where(Photo.employee_id == employee_id, Photo.erased.is_(False))
            .order_by(Photo.id.desc())
            .limit(1)
        )
        with self._office.view(CARDS_ISSUE) as view:
            row = view.session.scalar(newest)
        return _info(row) if row is not None else None

    def jpeg(self, photo_id: int) -> bytes:
        """The picture itself. Raises Gone where there is none, or it was erased."""
        for _, jpeg in self.jpegs([photo_id]):
            return jpeg
        raise Gone

    def jpegs(self, photo_ids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The pictures with these numbers, a few at a time in memory; those erased are left out."""
        for start in range(0, len(photo_ids), _AT_ONCE):
            part = photo_ids[start : start + _AT_ONCE]
            wanted = select(Photo.id, Photo.content).where(Photo.id.in_(part), Photo.erased.is_(False))
            with self._office.view(CARDS_ISSUE) as view:
                found = view.session.execute(wanted).all()
            yield from ((photo_id, base64.b64decode(content)) for photo_id, content in found)

    def put(self, employee_id: int, data: bytes, crop: Crop | None = None, request: str = "") -> PhotoInfo:
        """Keep a new photo, cut out of the picture ``data`` by ``crop`` or from its middle.

        The photos before it stay until they are erased: cards were printed with them. The same photo again is kept
        once. Raises Invalid under "photo", Gone where there is no such person.
        """
        if not self._office.may(CARDS_ISSUE):
            self.current(employee_id)  # refused before anything is read from the file
        try:
            picture = read_picture(data)
            with picture.image:
                made = made_photo(picture, crop or start_crop(picture.size))
        except UserError as error:
            raise Invalid({"photo": error.message}) from None
        Directory(self._office).employee(employee_id)
        known, values = self.current(employee_id), _values(employee_id, made)

        def keep(work: Work) -> int:
            if known is not None and work.get(Photo, known.id).digest == values["digest"]:
                return known.id
            return work.add(Photo, **values)

        photo_id = self._office.do(CARDS_ISSUE, lambda work: once(work, request, lambda: keep(work)))
        return PhotoInfo(
            id=photo_id, employee_id=employee_id, width=made.width, height=made.height, small=made.small
        )

    def erase(self, employee_id: int, reason: str) -> None:
        """Erase every photo of a person; the cards stay, without it. Raises Invalid under "reason"."""
        told = _checked_reason(reason)

        def erase(work: Work) -> None:
            kept = select(Photo).where(Photo.employee_id == employee_id, Photo.erased.is_(False))
            rows = work.session.scalars(kept.options(undefer(Photo.content)).with_for_update()).all()
            for row in rows:
                row.content, row.erased = "", True
            if rows:
                work.note("erase", "photo", employee_id, reason=told)

        self._office.do(CARDS_ISSUE, erase)


def _values(employee_id: int, made: Photo600) -> dict[str, object]:
    return {
        "employee_id": employee_id,
        "width": made.width,
        "height": made.height,
        "digest": hashlib.sha256(made.jpeg).hexdigest(),
        "content": base64.b64encode(made.jpeg).decode("ascii"),
    }


def _info(row: Photo) -> PhotoInfo:
    small = row.width < GOOD[0] or row.height < GOOD[1]
    return PhotoInfo(id=row.id, employee_id=row.employee_id, width=row.width, height=row.height, small=small)


def _checked_reason(reason: str) -> str:
    checks = Checks()
    told = read_text(checks, "reason", reason, LONGEST_REASON)
    checks.require("reason", told, N_("Enter the reason."))
    checks.done()
    return told
