"""A printed register carries where the audit stood, so that an audit made anew can be told from the real one."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.contacts.printout import contact_register
from app.core.db import engine_for
from app.core.evidence import write_archive
from app.core.i18n import Translator
from app.core.permissions import BACKUP, MACHINE, Role
from app.office import Office
from app.printing.printouts import all_printouts, find, print_to_file
from tests.app.contacts.samples import NOW, save
from tests.resources.exported import verifier
from tests.support.people import People

FOOT = {
    "lv": r"audita pieraksts (\d+): ((?:[0-9a-f]{4}\s?){4})",
    "en": r"audit entry (\d+): ((?:[0-9a-f]{4}\s?){4})",
}


@pytest.fixture
def office(people: People) -> Office:
    return people.office("ilze", "Ilze Kalniņa", {Role.CLERK, Role.HEAD}, lambda: NOW)


def foot(paper: io.BytesIO | Path, language: str = "lv") -> tuple[str, str]:
    """Number and hash at the foot of the last page."""
    page = PdfReader(paper).pages[-1].extract_text()
    found = re.search(FOOT[language], page)
    assert found is not None, page
    return found[1], found[2]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_register_tells_number_and_hash(office: Office, language: str) -> None:
    save(office)
    paper = io.BytesIO()
    contact_register(office, paper, Translator(language))
    assert int(foot(paper, language)[0]) > 0


def test_what_is_printed_is_found_in_the_exported_audit(office: Office, database: str, tmp_path: Path) -> None:
    save(office)
    print_to_file(find(all_printouts(), "contact_register"), office, tmp_path / "r.pdf", Translator("lv"))
    save(office)
    number, printed = foot(tmp_path / "r.pdf")
    it = Office(engine_for(database), MACHINE)
    with it.view(BACKUP) as view, (tmp_path / "a.zip").open("wb") as file:
        write_archive(view, file)
    it.engine.dispose()
    check = verifier()
    _count, _last, match = check.check(str(tmp_path / "a.zip"), printed, int(number))
    assert match is not None and match[0] == int(number)
    with pytest.raises(check.Broken, match="other"):
        check.check(str(tmp_path / "a.zip"), printed, int(number) + 1)


def test_a_paper_for_a_client_tells_nothing_of_the_audit(office: Office) -> None:
    paper = io.BytesIO()
    saved = save(office)
    find(all_printouts(), "submission_form").render(office, paper, Translator("lv"), contact=saved.contact_id)
    assert "audita" not in PdfReader(paper).pages[-1].extract_text()
