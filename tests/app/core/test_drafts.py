from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.core.drafts import FILE, DraftJournal, DraftWriter, default_folder
from app.core.errors import Unavailable

ROOT = Path(__file__).parents[3]

#: A clerk who types without a pause, in a process of its own; says which text is on disk.
TYPE = """
import sys
from pathlib import Path
from app.core.drafts import DraftJournal
journal = DraftJournal(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    journal.save("dace", "contact", "1", {"number": number, "text": "x" * number})
    print(number, flush=True)
"""
#: The same through the background writer, as the GUI does; says what was typed so far.
TYPE_AND_GO_ON = """
import sys, time
from pathlib import Path
from app.core.drafts import DraftJournal, DraftWriter
writer = DraftWriter(DraftJournal(Path(sys.argv[1])))
number = 0
while True:
    number += 1
    writer.put("dace", "contact", "1", {"number": number, "at": time.time()})
    print(number, time.time(), flush=True)
    time.sleep(0.005)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[DraftJournal]:
    made = DraftJournal(tmp_path)
    yield made
    made.close()


def test_a_draft_comes_back_as_it_was(journal: DraftJournal) -> None:
    data = {"fields": {"client_name": "Bērziņa „D” 😀"}, "base": {"client_name": None}, "version": 3}
    journal.save("dace", "contact", "17", data)
    found = journal.load("dace", "contact", "17")
    assert found is not None
    assert (found.user, found.form, found.key, found.data) == ("dace", "contact", "17", data)
    assert found.at.tzinfo is not None


def test_the_later_text_stands(journal: DraftJournal) -> None:
    journal.save("dace", "contact", "", {"text": "a"})
    journal.save("dace", "contact", "", {"text": "ab"})
    assert [each.data for each in journal.all("dace")] == [{"text": "ab"}]


def test_each_person_and_form_has_drafts_of_their_own(journal: DraftJournal) -> None:
    for user, form, key in [("dace", "contact", "1"), ("dace", "contact", "2"), ("ieva", "contact", "1")]:
        journal.save(user, form, key, {"text": user + key})
    assert {each.key for each in journal.all("dace")} == {"1", "2"}
    assert journal.load("ieva", "contact", "2") is None


def test_a_saved_draft_leaves_nothing_in_the_file(journal: DraftJournal, tmp_path: Path) -> None:
    journal.save("dace", "contact", "1", {"text": "Bērziņa 26000417"})
    journal.save("dace", "contact", "2", {"text": "stays"})
    journal.delete("dace", "contact", "1")
    assert journal.load("dace", "contact", "1") is None
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm"))
    assert b"26000417" not in content
    assert b"stays" in content


@pytest.mark.skipif(sys.platform == "win32", reason="file rights are another matter on Windows")
def test_nobody_else_may_read_drafts(journal: DraftJournal, tmp_path: Path) -> None:
    journal.save("dace", "contact", "1", {"text": "x"})
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_draft_outlives_the_program(tmp_path: Path) -> None:
    with closing(DraftJournal(tmp_path)) as journal:
        journal.save("dace", "contact", "1", {"text": "x"})
    with closing(DraftJournal(tmp_path)) as journal:
        assert [each.data for each in journal.all("dace")] == [{"text": "x"}]


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_kept(journal: DraftJournal, text: str) -> None:
    journal.save("dace", "contact", "any", {"text": text})
    found = journal.load("dace", "contact", "any")
    assert found is not None
    assert found.data == {"text": text}


def test_half_an_emoji_is_kept_and_does_not_end_the_writing(journal: DraftJournal, writer: DraftWriter) -> None:
    """A paste or a broken keyboard may leave half of a surrogate pair."""
    writer.put("dace", "contact", "a", {"text": "x\ud83d"})
    assert writer.flush(5)
    writer.put("dace", "contact", "b", {"text": "y"})
    assert writer.flush(5)
    assert {each.key: each.data["text"] for each in journal.all("dace")} == {"a": "x\ud83d", "b": "y"}


def killed(code: str, folder: Path, lines: int) -> list[str]:
    """What the process said before it was killed in the middle of its work."""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as typist:
        assert typist.stdout is not None
        said = [typist.stdout.readline() for _ in range(lines)]
        os.kill(typist.pid, signal.SIGKILL)
        said += typist.stdout.readlines()
    return [line for line in said if line.endswith("\n")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("lines", [1, 7, 40])
def test_kill_9_costs_nothing_that_was_written(tmp_path: Path, lines: int) -> None:
    said = killed(TYPE, tmp_path, lines)
    with closing(DraftJournal(tmp_path)) as journal:
        (draft,) = journal.all("dace")
    assert draft.data["number"] >= int(said[-1])
    assert draft.data["text"] == "x" * draft.data["number"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_kill_9_while_typing_steadily_costs_at_most_a_second(tmp_path: Path) -> None:
    said = killed(TYPE_AND_GO_ON, tmp_path, 250)
    with closing(DraftJournal(tmp_path)) as journal:
        (draft,) = journal.all("dace")
    assert float(said[-1].split()[1]) - draft.data["at"] < 1


@pytest.mark.logs("app.core.drafts")
@pytest.mark.parametrize("damage", [b"no database " * 100, b"SQLite format 3\0" + b"\xa5" * 5000])
def test_a_damaged_file_is_set_aside_and_a_fresh_one_begun(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    with closing(DraftJournal(tmp_path)) as journal:
        journal.save("dace", "contact", "1", {"text": "x"})
        assert len(journal.all("dace")) == 1
    (aside,) = tmp_path.glob(f"{FILE}.broken-*")
    assert aside.read_bytes() == damage


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unavailable):
        DraftJournal(tmp_path / "file" / "folder")
    (tmp_path / FILE).mkdir()
    with pytest.raises(Unavailable):
        DraftJournal(tmp_path)


@pytest.fixture
def writer(journal: DraftJournal) -> Iterator[DraftWriter]:
    made = DraftWriter(journal, rest=0)
    yield made
    made.close()


def test_what_was_put_is_on_disk_after_a_flush(journal: DraftJournal, writer: DraftWriter) -> None:
    for number in range(500):
        writer.put("dace", "contact", "1", {"number": number})
    assert writer.flush(5)
    assert [each.data for each in journal.all("dace")] == [{"number": 499}]


def test_a_discarded_draft_does_not_come_back(journal: DraftJournal, writer: DraftWriter) -> None:
    writer.put("dace", "contact", "1", {"text": "x"})
    writer.discard("dace", "contact", "1")
    assert writer.flush(5)
    assert journal.all("dace") == []


def test_drafts_stand_in_the_persons_own_folder() -> None:
    with closing(DraftJournal()):
        assert (default_folder() / FILE).is_file()


def test_closing_writes_what_waits(tmp_path: Path) -> None:
    with closing(DraftJournal(tmp_path)) as journal:
        writer = DraftWriter(journal, rest=60)
        writer.put("dace", "contact", "1", {"text": "a"})
        assert writer.flush(5)
        writer.put("dace", "contact", "1", {"text": "ab"})
        writer.close()
        assert [each.data for each in journal.all("dace")] == [{"text": "ab"}]


class SlowJournal(DraftJournal):
    """A journal on a disk that does not answer until it is let go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.go = Event()

    def write(self, drafts: Any) -> None:
        self.go.wait(10)
        super().write(drafts)


def test_who_types_never_waits_for_the_disk(tmp_path: Path) -> None:
    with closing(SlowJournal(tmp_path)) as journal:
        writer = DraftWriter(journal, rest=0)
        begun = monotonic()
        for number in range(100):
            writer.put("dace", "contact", "1", {"number": number})
        assert monotonic() - begun < 1
        assert not writer.flush(0)
        journal.go.set()
        assert writer.flush(5)
        writer.close()
        assert [each.data for each in journal.all("dace")] == [{"number": 99}]


def test_what_the_disk_refuses_is_kept_and_tried_again(
    tmp_path: Path, journal: DraftJournal, writer: DraftWriter
) -> None:
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("ALTER TABLE draft RENAME TO elsewhere").close()
        writer.put("dace", "contact", "1", {"text": "a"})
        assert not writer.flush(5)
        assert writer.trouble is not None
        other.execute("ALTER TABLE elsewhere RENAME TO draft").close()
    deadline = monotonic() + 5
    while not writer.flush(1) and monotonic() < deadline:
        pass
    assert json.dumps([each.data for each in journal.all("dace")]) == '[{"text": "a"}]'
    assert writer.trouble is None
