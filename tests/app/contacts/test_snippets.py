from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.contacts.snippets import LONGEST, checked_snippet, save_snippet, snippets
from app.core.errors import Invalid
from app.core.permissions import Role
from app.office import Office
from tests.app.contacts.conftest import SignIn


@pytest.mark.parametrize(
    ("key", "text", "field"), [("ir tā", "x", "key"), ("ir", "x" * (LONGEST + 1), "text"), ("ir", "a\0b", "text")]
)
def test_what_is_wrong_with_a_snippet_is_told_by_its_field(key: str, text: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_snippet(key, text)
    assert list(refused.value.fields) == [field]


def test_a_key_saved_at_once_by_several_stands_for_one_text(office: Office, sign_in: SignIn) -> None:
    administrator = sign_in("dace", "Dace Liepa", Role.ADMINISTRATOR)
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(lambda number: save_snippet(administrator, "//Ir", f"Iesnieguma reģistrs {number}"), range(6))
        )
    (text,) = snippets(office).values()
    assert text.startswith("Iesnieguma reģistrs")
