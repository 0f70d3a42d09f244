"""The columns a contact journal may have, with the headings offices give them."""

from __future__ import annotations

from app.core.i18n import N_, Message
from app.importing.mapping import Field

FIELDS = (
    Field("number", N_("No."), ("Nr. p. k.", "Nr.p.k.", "Nr.", "Npk", "Nr", "Numurs", "Reģ. Nr.", "No")),
    Field("date", N_("Date"), ("Datums", "Diena", "Saņemšanas datums", "Saņemts", "Datums, laiks", "Date"), True),
    Field("time", N_("Time"), ("Laiks", "Plkst.", "Pulksten", "Stunda", "Time")),
    Field(
        "channel",
        N_("Channel"),
        (
            "Saziņas veids",
            "Kanāls",
            "Saziņas kanāls",
            "Komunikācijas kanāls",
            "Veids",
            "Saņemšanas veids",
            "Channel",
        ),
    ),
    Field(
        "client",
        N_("Client"),
        (
            "Klients",
            "Klients (vārds, uzvārds)",
            "Vārds, uzvārds",
            "Iesniedzējs",
            "Apmeklētājs",
            "Zvanītājs",
            "Client",
        ),
    ),
    Field(
        "phone",
        N_("Phone"),
        ("Tālrunis", "Tālr.", "Tel.", "Telefons", "Tālruņa numurs", "Kontakttālrunis", "Phone"),
    ),
    Field("email", N_("E-mail"), ("E-pasts", "Epasts", "E-pasta adrese", "E-mail")),
    Field("address", N_("Address"), ("Adrese", "Objekta adrese", "Dzīvesvieta", "Objekts", "Address")),
    Field(
        "subject",
        N_("Question"),
        ("Jautājums", "Jautājums / īss saturs", "Īss saturs", "Saturs", "Tēma", "Jautājuma būtība", "Question"),
        True,
    ),
    Field(
        "handler",
        N_("Registered by"),
        ("Pieņēma", "Darbinieks", "Atbildēja", "Reģistrēja", "Speciālists", "Handler"),
    ),
    Field("outcome", N_("Outcome"), ("Rezultāts", "Iznākums", "Atbilde", "Risinājums", "Outcome", "Result")),
    Field("notes", N_("Notes"), ("Piezīmes", "Piezīme", "Komentārs", "Komentāri", "Notes")),
)

#: The longest text the register keeps in each field, in characters.
LIMITS = (
    ("client", 200), ("email", 200), ("address", 300), ("handler", 120),
    ("referred_to", 120), ("institution", 200), ("reference", 60),
)  # fmt: skip
_OTHER_LABELS = {
    "referred_to": N_("Outcome"),
    "institution": N_("Outcome"),
    "reference": N_("No."),
}


def label_of(key: str) -> Message:
    """The name of a field on screen."""
    return next((field.label for field in FIELDS if field.key == key), None) or _OTHER_LABELS[key]
