"""The columns a list of staff may have, with the headings offices give them, and what is remarked of a row."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.core.i18n import N_, Message
from app.importing.mapping import Field

FIELDS = (
    Field(
        "name",
        N_("Name and surname"),
        ("Vārds, uzvārds", "Vārds un uzvārds", "Vārds uzvārds", "Darbinieks", "Darbinieka vārds, uzvārds", "Name"),
    ),
    Field("surname_first", N_("Surname, name"), ("Uzvārds, vārds", "Uzvārds vārds", "Uzvārds un vārds")),
    Field("first_name", N_("First name"), ("Vārds", "Vārdi", "First name")),
    Field("surname", N_("Surname"), ("Uzvārds", "Surname", "Last name")),
    Field(
        "job_title", N_("Job title"), ("Amats", "Amata nosaukums", "Ieņemamais amats", "Profesija", "Job title")
    ),
    Field(
        "unit",
        N_("Unit"),
        ("Struktūrvienība", "Daļa", "Nodaļa", "Departaments", "Struktūrvienības nosaukums", "Unit", "Department"),
    ),
    Field(
        "phone",
        N_("Phone"),
        ("Tālrunis", "Tālruņi", "Tālr.", "Tel.", "Telefons", "Tālruņa numurs", "Kontakttālrunis", "Phone"),
    ),
    Field(
        "other_phones",
        N_("Other phones"),
        ("Citi tālruņi", "Cits tālrunis", "Mobilais tālrunis", "Mobilais", "Mob. tālr.", "Other phones", "Mobile"),
    ),
    Field("email", N_("E-mail"), ("E-pasts", "Epasts", "E-pasta adrese", "E-mail")),
    Field(
        "place",
        N_("Room or place"),
        ("Kabinets", "Kab.", "Telpa", "Darba vieta", "Kabinets vai vieta", "Vieta", "Room", "Room or place"),
    ),
    Field(
        "reception",
        N_("Reception hours"),
        ("Pieņemšanas laiks", "Pieņemšanas laiki", "Pieņem", "Apmeklētāju pieņemšana", "Reception hours"),
    ),
    Field("manager", N_("Line manager"), ("Tiešais vadītājs", "Vadītājs", "Tiešā vadība", "Line manager")),
    Field("languages", N_("Languages"), ("Valodas", "Valodu prasmes", "Valoda", "Languages")),
    Field(
        "employed_from",
        N_("Works from"),
        ("Sākums", "Darba sākums", "Strādā no", "Pieņemts darbā", "Darba attiecību sākums", "Works from"),
    ),
    Field(
        "employed_until",
        N_("Works until"),
        ("Beigas", "Darba beigas", "Strādā līdz", "Atbrīvots", "Darba attiecību beigas", "Works until"),
    ),
)


class Remark(StrEnum):
    """What was taken into the notes of a person because it could not be read; or who was found hidden."""

    PHONE = "phone"
    EMAIL = "email"
    RECEPTION = "reception"
    LANGUAGES = "languages"
    DATES = "dates"
    MANAGER = "manager"
    HIDDEN = "hidden"
    SHOWN = "shown"


REMARKS: Mapping[str, Message] = {
    Remark.PHONE: N_("Phone number that cannot be read; kept in the notes"),
    Remark.EMAIL: N_("E-mail address that cannot be read; kept in the notes"),
    Remark.RECEPTION: N_("Reception hours that cannot be read; kept in the notes"),
    Remark.LANGUAGES: N_("Languages that cannot be read; kept in the notes"),
    Remark.DATES: N_("Date that cannot be read; kept in the notes"),
    Remark.MANAGER: N_("Line manager who is not in the list, or not just one; kept in the notes"),
    Remark.HIDDEN: N_("Of the duplicates hidden; they can be shown again, see the columns"),
    Remark.SHOWN: N_("Hidden people who will be shown again"),
}


def label_of(key: str) -> Message:
    """The name of a column on screen and in the notes."""
    return next(field.label for field in FIELDS if field.key == key)
