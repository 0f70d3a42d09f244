"""CSV as offices make it: three encodings, four delimiters, stray quotes, cells of several lines."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.importing import csv_file
from app.importing.reading import read_table
from app.importing.table import Row

HEAD = "Nr.;Datums;Klients;Jautājums\r\n"
BODY = '1;02.01.2023;Ķirils Ūdris;"Rēķins; precizēšana\nOtra rinda"\r\n2;03.01.2023;"z/s „Ziediņi""";Žurnāls\r\n'


def rows_of(path: Path) -> list[Row]:
    return list(read_table(path).sheets[0].rows())


def written(folder: Path, data: bytes | str, encoding: str = "utf-8") -> Path:
    path = folder / "žurnāls.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257", "utf-16", "utf-16-le", "utf-16-be"])
def test_latvian_letters_are_read_in_every_encoding_offices_save(tmp_path: Path, encoding: str) -> None:
    assert rows_of(written(tmp_path, HEAD + BODY, encoding)) == [
        (1, ("Nr.", "Datums", "Klients", "Jautājums")),
        (2, ("1", "02.01.2023", "Ķirils Ūdris", "Rēķins; precizēšana\nOtra rinda")),
        (3, ("2", "03.01.2023", 'z/s „Ziediņi"', "Žurnāls")),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_though_others_stand_in_the_cells(tmp_path: Path, delimiter: str) -> None:
    lines = [("Nr", "Klients", "Adrese"), *((str(n), f"A, B; C {n}", "Rīgas iela 1, Aknīste") for n in range(9))]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    assert [cells for _, cells in rows_of(written(tmp_path, text.getvalue()))] == lines


def test_unquoted_commas_do_not_win_over_semicolons(tmp_path: Path) -> None:
    text = "Nr.;Klients (vārds, uzvārds);Adrese\n" + "1;Ūdre, Ilze, kundze;Rīgas iela 1, Aknīste\n" * 5
    assert rows_of(written(tmp_path, text))[1] == (2, ("1", "Ūdre, Ilze, kundze", "Rīgas iela 1, Aknīste"))


def test_a_line_that_names_the_delimiter_decides_and_is_no_row(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, "sep=,\r\na;b,c;d\r\n")) == [(2, ("a;b", "c;d"))]


def test_a_quote_that_never_closes_costs_one_line_only(tmp_path: Path) -> None:
    text = "a;b\n" + '"SIA Ziediņi;1\n' + "c;d\n" * 200
    found = rows_of(written(tmp_path, text))
    assert found[1] == (2, ("SIA Ziediņi", "1"))
    assert len(found) == 202


def test_quotes_inside_a_cell_are_letters(tmp_path: Path) -> None:
    text = 'a;b\ncaurule 5" gara;2\nc;d\n'
    assert rows_of(written(tmp_path, text)) == [(1, ("a", "b")), (2, ('caurule 5" gara', "2")), (3, ("c", "d"))]


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    text = 'a;b\n\n"x\ny\nz";2\nc;d\n'
    assert [number for number, _ in rows_of(written(tmp_path, text))] == [1, 2, 3, 4]


def test_decomposed_letters_and_unstorable_characters_are_cleaned(tmp_path: Path) -> None:
    found = rows_of(written(tmp_path, "a;K\u0327irils\x7f\nb;c\n"))
    assert found[0] == (1, ("a", "Ķirils\ufffd"))


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is empty"),
        (bytes(range(256)) * 40, "not a table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "not a table"),
        ("Вопрос;Ответ\nПривет;мир\n".encode("cp1251"), "cannot be recognised"),
        ("Jautājums;ķēde\n".encode() + b"\xff\n", "cannot be recognised"),
        ("Jautājums".encode("utf-16")[:-1], "cannot be recognised"),
    ],
)
def test_what_is_no_readable_table_is_refused_in_words(tmp_path: Path, data: bytes, part: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_table(written(tmp_path, data))
    assert part in refusal.value.message.text


def test_a_file_of_too_many_rows_is_refused(tmp_path: Path) -> None:
    sheet = csv_file.csv_sheet(written(tmp_path, "a;b\n" * 11), max_rows=10)
    with pytest.raises(Invalid, match="more than 10 rows"):
        list(sheet.rows())


def test_one_endless_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not a table"):
        rows_of(written(tmp_path, "a" * 2_100_000))


@given(
    rows=st.lists(
        st.lists(
            st.text(alphabet=st.sampled_from('abcāčēž 12;,\t"\n'), max_size=12).map(str.strip),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=12,
    ),
    delimiter=st.sampled_from(";,\t"),
)
def test_what_a_csv_writer_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["Nr.", "Datums", "Kas"], *rows])
    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv_file._records(file, delimiter)) == [["Nr.", "Datums", "Kas"], *rows]
