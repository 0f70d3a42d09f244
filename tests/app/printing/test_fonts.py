from __future__ import annotations

from app.printing.fonts import FILES, FOLDER, MUST_HAVE, printable, width


def test_every_face_is_in_the_program_with_its_licence() -> None:
    assert all((FOLDER / file).is_file() for file in FILES.values())
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "SourceSans3-OFL.txt").read_text()


def test_latvian_letters_and_signs_are_printed_as_they_are() -> None:
    assert printable(MUST_HAVE + MUST_HAVE.upper()) == MUST_HAVE + MUST_HAVE.upper()


def test_letters_typed_as_letter_and_mark_are_composed() -> None:
    assert printable("Be\u0304rzin\u0327s\u030c") == "Bērziņš"


def test_what_the_font_lacks_is_a_visible_box() -> None:
    assert printable("😀 שלום \0") == "□ □□□□ □"


def test_cyrillic_names_are_printed() -> None:
    assert printable("Юрий Щёголев") == "Юрий Щёголев"


def test_marks_without_a_shape_leave_no_box() -> None:
    assert printable("a\u200d\ufe0f\u202eb") == "ab"


def test_every_code_point_is_printable_somehow() -> None:
    text = "".join(map(chr, range(0x11000)))
    assert width(printable(text), "SourceSans3", 10) > 0
