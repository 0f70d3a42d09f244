"""What every register promises, unasked: a new line in app/registers.py is tested here from then on."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, get_args, get_origin, get_type_hints

import pytest
from pypdf import PdfReader

from app.core.errors import Conflict, Forbidden
from app.registers import REGISTERS, Register
from tests.contract.example import Example

if TYPE_CHECKING:
    from app.core.changes import Changes
    from app.core.i18n import Translator
    from app.office import Office

BY_KEY = pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.key)


def example(register: Register) -> Example:
    found: Example = import_module(f"tests.contract.{register.key}").EXAMPLE
    return found


@pytest.fixture
def office(database: str) -> Iterator[Office]:
    """The office of somebody who may do everything."""
    from app.core.db import engine_for
    from app.core.permissions import Actor, Role
    from app.office import Office
    from tests.ui.conftest import NOW

    engine = engine_for(database)
    yield Office(engine, Actor("dace", "Dace Bērziņa", frozenset(Role)), clock=lambda: NOW)
    engine.dispose()


@pytest.fixture
def stranger(office: Office) -> Office:
    """The same office for somebody without any role."""
    from dataclasses import replace

    from app.core.permissions import Actor

    return replace(office, actor=Actor("svešs", "Svešs", frozenset()))


@BY_KEY
def test_every_use_case_is_known_to_the_contract(register: Register) -> None:
    given = example(register)
    public = {
        f"{service.__name__}.{name}"
        for service in given.services
        for name, member in vars(service).items()
        if callable(member) and not name.startswith("_")
    }
    assert public - set(given.use_cases) <= {"JournalImport.commit"}  # needs what stage gives


@BY_KEY
def test_without_a_role_no_use_case_can_be_done(register: Register, stranger: Office) -> None:
    for name, call in example(register).use_cases.items():
        with pytest.raises(Forbidden):
            call(stranger)
            pytest.fail(f"{name} was done")


def entries(office: Office, table: str) -> list[str]:
    from sqlalchemy import select

    from app.core.permissions import BACKUP
    from app.core.tables import AuditEntry

    with office.view(BACKUP) as view:
        chosen = select(AuditEntry.act).where(AuditEntry.subject == table).order_by(AuditEntry.seq)
        return list(view.session.scalars(chosen))


@BY_KEY
def test_each_save_leaves_one_audit_entry(register: Register, office: Office) -> None:
    given = example(register)
    record = given.create(office)
    assert entries(office, given.table) == ["insert"]
    given.change(office, record, "Jauns")
    assert entries(office, given.table) == ["insert", "update"]


@BY_KEY
def test_a_stale_edit_of_the_same_field_is_a_conflict_and_changes_nothing(
    register: Register, office: Office
) -> None:
    given = example(register)
    record = given.create(office)
    with pytest.raises(Conflict) as refused:
        given.change_stale(office, record)
    assert refused.value.differences
    assert entries(office, given.table) == ["insert", "update"]


@BY_KEY
def test_a_save_tells_who_listens_which_record_changed(register: Register, office: Office) -> None:
    given = example(register)
    heard: list[Changes] = []
    record = given.create(office)
    office.hub.listen(heard.append)
    given.change(office, record, "Jauns")
    assert record in [row for each in heard if each.register == given.register for row in each.ids]


@BY_KEY
def test_what_is_saved_as_it_was_read_reloads_equal_and_leaves_no_trace(
    register: Register, office: Office
) -> None:
    given = example(register)
    record = given.create(office)
    read = given.reload(office, record)
    given.save_unchanged(office, record)
    assert given.reload(office, record) == read
    assert entries(office, given.table) == ["insert"]


@BY_KEY
def test_a_change_is_all_that_differs_after_it(register: Register, office: Office) -> None:
    given = example(register)
    record = given.create(office)
    before = vars(given.reload(office, record))
    given.change(office, record, "Jauns")
    after = vars(given.reload(office, record))
    assert [after[name] for name in after if after[name] != before[name] and name != "version"] == ["Jauns"]


def mentioned(kind: object, seen: set[object]) -> Iterator[type]:
    """Every class an annotation speaks of, also inside containers and the records themselves."""
    if kind in seen:
        return
    seen.add(kind)
    for part in get_args(kind):
        yield from mentioned(part, seen)
    origin = get_origin(kind) or kind
    if isinstance(origin, type):
        yield origin
        if is_dataclass(origin):
            for hint in get_type_hints(origin).values():
                yield from mentioned(hint, seen)


def held(value: object) -> Iterator[object]:
    """``value`` and everything in it."""
    yield value
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if is_dataclass(value) and not isinstance(value, type):
        value = [getattr(value, each.name) for each in fields(value)]
    if isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from held(part)


@BY_KEY
def test_no_use_case_promises_a_mapped_class(register: Register) -> None:
    from app.core.db import Base

    for service in example(register).services:
        for name, member in vars(service).items():
            if callable(member) and not name.startswith("_"):
                promised = get_type_hints(member).get("return")
                leaked = [kind for kind in mentioned(promised, set()) if issubclass(kind, Base)]
                assert leaked == [], f"{service.__name__}.{name}"


@BY_KEY
def test_no_use_case_gives_a_mapped_row_away(register: Register, office: Office) -> None:
    from sqlalchemy import Row

    from app.core.db import Base
    from app.core.errors import UserError

    given = example(register)
    given.create(office)
    answered = 0
    for name, call in given.use_cases.items():
        try:
            answer = call(office)
        except UserError:
            continue  # it needs a record that is not there
        answered += answer is not None
        assert [each for each in held(answer) if isinstance(each, Base | Row)] == [], name
    assert answered > len(given.use_cases) // 3


@BY_KEY
def test_the_audit_chain_holds_after_all_that(register: Register, office: Office) -> None:
    from app.core import audit
    from app.core.permissions import BACKUP

    given = example(register)
    given.change(office, given.create(office), "Jauns")
    with office.view(BACKUP) as view:
        assert audit.verify(view.session) is None


@BY_KEY
def test_every_printout_renders_with_its_latvian_letters(
    register: Register, office: Office, tr: Translator
) -> None:
    if find_spec(f"app.{register.key}.printout") is None:
        return
    given = example(register)
    given.create(office)
    for printout in register.load("printout").PRINTOUTS:
        paper = io.BytesIO()
        printout.render(office, paper, tr, **given.printout_params[printout.key](office))
        text = "".join(page.extract_text() for page in PdfReader(paper).pages)
        assert any(letter in text for letter in "āčēģīķļņšūž"), printout.key
        assert "\ufffd" not in text
