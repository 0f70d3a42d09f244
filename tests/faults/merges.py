"""Two people change one record at a time, in every way: no field that one of them changed is ever lost.

Both begin from the same record and change any of its fields to anything. Whoever saves second is merged with the
first, or asked where both changed the same field differently. Whatever they answer, each field ends as the one who
changed it wanted, or as the answer said.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.contacts.records import ContactDraft
from app.contacts.service import Contacts
from app.core.errors import Conflict
from app.core.permissions import Actor, Role
from app.directory.records import InstitutionRecord
from app.directory.service import Directory
from app.office import Office
from tests.faults.harness import Outcome, Section, Sizes
from tests.faults.offices import WAL, Found, found_in, open_office, sqlite_office, sqlite_template, typed

#: What one person changes: the new values, by field.
Changes = Mapping[str, Any]
#: What the second is to do where both changed the same: keep theirs or the first one's.
Change = Callable[[Office, Office, Changes, Changes, bool], None]

_VALUES = st.sampled_from(("Pirmais", "Otrais", "Trešais"))


def contact(first: Office, second: Office, theirs: Changes, mine: Changes, keep_mine: bool) -> None:
    """A contact of the journal; raises AssertionError where a field is lost."""
    dace, ilze = Contacts(first), Contacts(second)
    new = typed(random.Random(repr((theirs, mine))))
    contact_id = ilze.save(replace(new, fields=replace(new.fields, notes="Sākums"))).contact_id
    hers, draft = dace.draft(contact_id), ilze.draft(contact_id)
    before = {name: getattr(draft.fields, name) for name in CONTACT}
    dace.save(replace(hers, fields=replace(hers.fields, **theirs)))
    draft = replace(draft, fields=replace(draft.fields, **mine))
    expected = {**before, **theirs, **mine}
    try:
        ilze.save(draft)
        assert not _disputed(before, theirs, mine)
    except Conflict as conflict:
        assert {each.field for each in conflict.differences} & set(CONTACT) == _disputed(before, theirs, mine)
        assert _stored(ilze, contact_id) == {**before, **theirs}
        if keep_mine:
            ilze.save(draft, keep_mine=True)
        else:
            expected = {**before, **mine, **theirs}
            ilze.save(_give_way(draft, conflict))
    assert _stored(ilze, contact_id) == expected


def institution(first: Office, second: Office, theirs: Changes, mine: Changes, keep_mine: bool) -> None:
    """The same for a record of the directory, whose second writer begins anew from what is stored."""
    dace, ilze = Directory(first), Directory(second)
    base = InstitutionRecord(name="Sākums", competence="Sākums", address="Sākums", web="")
    base = replace(base, id=ilze.save_institution(base), version=1)
    before = {name: getattr(base, name) for name in INSTITUTION}
    dace.save_institution(replace(base, **theirs), base=base)
    expected = {**before, **theirs, **mine}
    try:
        ilze.save_institution(replace(base, **mine), base=base)
        assert not _disputed(before, theirs, mine)
    except Conflict:
        assert _disputed(before, theirs, mine)
        stored = _institution(ilze, base.id)
        if keep_mine:
            ilze.save_institution(replace(stored, **mine), base=stored)
        else:
            expected = {**before, **mine, **theirs}
            left: Changes = {name: value for name, value in mine.items() if name not in theirs}
            ilze.save_institution(replace(stored, **left), base=stored)
    kept = _institution(ilze, base.id)
    assert {name: getattr(kept, name) for name in INSTITUTION} == expected


CONTACT = ("client_name", "address", "subject", "notes")
INSTITUTION = ("name", "competence", "address", "web")


def run(change: Change, fields: tuple[str, ...], sizes: Sizes, folder: Path) -> Outcome:
    """Try ``sizes.merges`` pairs of changes."""
    begun = time.monotonic()
    url = sqlite_office(sqlite_template(folder / "template"), folder / "office", WAL)
    ilze = open_office(url)
    dace = replace(ilze, actor=Actor("dace", "Dace Bērziņa", frozenset({Role.CLERK, Role.HEAD})))
    changes = st.dictionaries(st.sampled_from(fields), _VALUES)
    tried: Counter[str] = Counter()

    @settings(max_examples=sizes.merges, database=None, deadline=None)
    @given(theirs=changes, mine=changes, keep_mine=st.booleans())
    def tries(theirs: Changes, mine: Changes, keep_mine: bool) -> None:
        tried["pairs"] += 1
        change(dace, ilze, theirs, mine, keep_mine)

    try:
        tries()
        found = found_in(url, None)
    except AssertionError as trouble:
        found = Found(lost=1, trouble=" ".join(str(trouble).split())[:300])
    ilze.engine.dispose()
    return Outcome(
        name=f"merge_{change.__name__}",
        mode=WAL,
        faults=tried["pairs"],
        acknowledged=tried["pairs"] * 2,
        lost=found.lost,
        doubled=0,
        gaps=found.gaps,
        damaged=found.damaged,
        seconds=time.monotonic() - begun,
        trouble=found.trouble,
    )


def _disputed(before: Changes, theirs: Changes, mine: Changes) -> set[str]:
    """The fields that both changed, and differently."""
    both = theirs.keys() & mine.keys()
    return {name for name in both if theirs[name] != mine[name] and before[name] not in (theirs[name], mine[name])}


def _stored(contacts: Contacts, contact_id: int) -> dict[str, str]:
    fields = contacts.detail(contact_id).fields
    return {name: getattr(fields, name) for name in CONTACT}


def _give_way(draft: ContactDraft, conflict: Conflict) -> ContactDraft:
    """The draft with the first one's values where both had changed them."""
    assert draft.base is not None
    theirs: Changes = {each.field: each.theirs for each in conflict.differences}
    return replace(
        draft,
        fields=replace(draft.fields, **theirs),
        base=replace(draft.base, **theirs),
        version=conflict.version,
    )


def _institution(directory: Directory, row_id: int | None) -> InstitutionRecord:
    return next(each for each in directory.institutions(hidden=True) if each.id == row_id)


SECTIONS = (
    Section("merge_contact", WAL, partial(run, contact, CONTACT)),
    Section("merge_institution", WAL, partial(run, institution, INSTITUTION)),
)
