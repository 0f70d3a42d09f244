"""Lists of staff as offices keep them, written for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    *("Vārds", "Uzvārds", "Amats", "Struktūrvienība", "Tālrunis", "E-pasts", "Kabinets"),
    *("Pieņemšanas laiks", "Valodas", "Sākums", "Beigas"),
)
BY_WORDS = "Pirmdienās 8.00–12.00; ceturtdienās 13.00–18.00"
BEGAN, ENDED = date(2018, 3, 12), date(2026, 10, 31)
#: Eleven people and what stands between them.
MESSY: tuple[tuple[object, ...], ...] = (
    (
        "Juris",
        "Šķēle",
        "Dispečers",
        "Klientu daļa",
        66048617,
        "juris@example.lv",
        101,
        "P 8-12, C 13-17",
        "lv, en",
    ),
    (
        "Anna",
        "Žagare",
        "Juriste",
        "klientu DAĻA",
        "20707716/63207077",
        "anna@example.lv",
        "207. kab.",
        BY_WORDS,
        "lv/ru",
    ),
    ("Dzintra", "O'Konore", "Grāmatvede", "Kase", "+370 65093023", "dz@example.lv", None, "darba dienās 9-16"),
    (
        "Ģirts",
        "Liepiņš",
        "Juriste",
        "Kase",
        None,
        "girts1@example.lv",
        None,
        None,
        "latviešu, krievu, angļu",
        BEGAN,
    ),
    ("Ģirts", "Liepiņš", "Juriste", "Kase", None, "girts2@example.lv", None, None, None, "12.03.2018.", ENDED),
    (None,) * 11,
    ("Tehniskā daļa",),
    HEADINGS,
    ("Andris", "Čakste", "Meistars", "Tehniskā daļa", "37127169220, zvanīt Rudītei", None, None, "pēc vienošanās"),
    (
        "Elīna",
        "Zariņa",
        "Meistare",
        "Tehniskā daļa",
        "23 456 789, 63 258 756 (darbā)",
        "elina@",
        None,
        None,
        "klingoņu",
    ),
    ("Āris", "Kalniņš", "Valdes loceklis", None, None, "aris@example.lv", None, None, None, "10.12.2026."),
    ("Zane", "Ozola", "Lietvede", "Kase", None, None, None, None, None, "drīz", "31.12.99."),
    ("Juris", "Šķēle", "Dispečers", "Klientu daļa", None, "JURIS@example.lv"),
    ("Rita", "Sila", "Lietvede", None, None, None, None, None, None, BEGAN, "01.02.2017."),
    ("Maija", None, "Lietvede", "Kase"),
    ("Kopā: 11",),
)


def staff_list(path: Path, rows: Sequence[Sequence[object]] = MESSY, head: Sequence[object] = HEADINGS) -> Path:
    """An XLSX file with a title above the headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Darbinieku saraksts"])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    book.close()
    return path
