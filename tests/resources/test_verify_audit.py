from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resources.exported import VERIFIER, archive, hash_of, joined, lines, verifier

COUNT = 12
LINES = lines(COUNT)
HEAD = hash_of(LINES[-1])
VERIFY = verifier()


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return archive(tmp_path / "audits.zip", joined(LINES), COUNT, HEAD)


def told_of(path: Path, *more: str) -> tuple[int, str]:
    """Exit status and words of the verifier, run by itself as a court's expert would."""
    command = [sys.executable, "-I", str(VERIFIER), str(path), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def trouble(entries: bytes, seq: int = COUNT, digest: str = HEAD) -> tuple[str, object]:
    """What is wrong with an audit, and at which entry."""
    with tempfile.TemporaryDirectory() as folder:
        path = archive(Path(folder) / "a.zip", entries, seq, digest)
        try:
            VERIFY.check(str(path))
        except VERIFY.Broken as broken:
            return broken.key, broken.facts.get("seq")
    return "", None


def test_an_untouched_audit_is_good(whole: Path) -> None:
    status, told = told_of(whole)
    assert status == 0
    assert f"Pierakstu skaits: {COUNT}" in told and HEAD in told


def test_it_speaks_english_too(whole: Path) -> None:
    assert "The audit is untouched. Entries: 12" in told_of(whole, "--lang", "en")[1]


def test_an_empty_audit_is_good(tmp_path: Path) -> None:
    assert told_of(archive(tmp_path / "a.zip", b"", 0, "0" * 64))[0] == 0


def test_the_hash_on_a_report_is_found(whole: Path) -> None:
    printed = " ".join(hash_of(LINES[4])[at : at + 4] for at in range(0, 16, 4))
    status, told = told_of(whole, "--entry", "5", "--head", printed)
    assert status == 0 and "Nr. 5 (2026-11-20T08:31:05Z)" in told
    assert told_of(whole, "--head", printed)[0] == 0
    assert told_of(whole, "--head", printed.upper().replace(" ", "\u00a0"))[0] == 0


def test_an_audit_made_anew_does_not_have_the_hash_on_the_report(whole: Path) -> None:
    status, told = told_of(whole, "--entry", "5", "--head", "0123 4567 89ab cdef")
    assert status == 1 and "pārrakstīti" in told
    assert told_of(whole, "--head", "0123456789abcdef")[0] == 1


def test_an_end_cut_off_together_with_the_head_is_told_by_the_report(tmp_path: Path) -> None:
    short = archive(tmp_path / "a.zip", joined(LINES[:7]), 7, hash_of(LINES[6]))
    assert told_of(short)[0] == 0
    assert told_of(short, "--entry", "9", "--head", hash_of(LINES[8])[:16])[0] == 1


@pytest.mark.parametrize("printed", ["", "12", "not a hash at all", "g" * 16])
def test_what_is_no_hash_is_refused(whole: Path, printed: str) -> None:
    assert told_of(whole, "--head", printed)[0] == (2 if printed else 0)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("x")
    assert told_of(text)[0] == 2
    assert told_of(tmp_path / "missing.zip")[0] == 2
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("x", "y")
    assert told_of(tmp_path / "other.zip")[0] == 2
    with zipfile.ZipFile(tmp_path / "head.zip", "w") as other:
        other.writestr("entries.jsonl", joined(LINES))
        other.writestr("head.json", '{"seq": "many", "hash": 1}')
    assert told_of(tmp_path / "head.zip")[0] == 2


def test_a_damaged_archive_is_told_of_by_its_entry(whole: Path) -> None:
    bytes_of = bytearray(whole.read_bytes())
    for at in range(120, 180):
        bytes_of[at] ^= 0xFF
    whole.write_bytes(bytes(bytes_of))
    status, told = told_of(whole)
    assert status == 1 and "Pieraksts Nr." in told


@given(st.data())
@settings(max_examples=150)
def test_any_altered_byte_names_its_entry(data: st.DataObject) -> None:
    entries = bytearray(joined(LINES))
    at = data.draw(st.integers(0, len(entries) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != entries[at]))
    named = entries[:at].count(b"\n") + 1
    entries[at] = byte
    if named == COUNT and at == len(entries) - 1:
        return  # a last line feed that is another byte: told of below
    key, seq = trouble(bytes(entries))
    assert key in ("altered", "missing") and seq == named


def test_the_last_line_feed_may_be_missing_but_be_nothing_else() -> None:
    assert trouble(joined(LINES)[:-1]) == ("", None)
    assert trouble(joined(LINES)[:-1] + b" ") == ("altered", COUNT)


@given(st.integers(0, COUNT - 1))
def test_any_removed_entry_is_named(at: int) -> None:
    left = LINES[:at] + LINES[at + 1 :]
    assert trouble(joined(left)) == (("missing" if at < COUNT - 1 else "truncated"), at + 1)


@given(st.permutations(range(COUNT)))
def test_entries_in_another_order_name_the_first_out_of_its_place(order: list[int]) -> None:
    key, seq = trouble(joined([LINES[at] for at in order]))
    wrong = [at + 1 for at, placed in enumerate(order) if at != placed]
    assert (key, seq) == (("missing", wrong[0]) if wrong else ("", None))


@given(st.integers(0, COUNT - 1))
def test_a_truncated_audit_names_the_first_entry_cut_off(kept: int) -> None:
    assert trouble(joined(LINES[:kept])) == ("truncated", kept + 1)


@given(st.integers(1, 400))
def test_a_last_entry_cut_in_the_middle_is_named(cut: int) -> None:
    entries = joined(LINES)
    cut = min(cut, len(LINES[-1]) - 1)
    assert trouble(entries[: -cut - 1]) == ("altered", COUNT)


def test_what_was_added_behind_the_head_is_named() -> None:
    assert trouble(joined(lines(COUNT + 2))) == ("added", COUNT + 1)
    assert trouble(joined(LINES) + b"\n") == ("added", COUNT + 1)


def test_a_head_of_another_audit_is_told() -> None:
    assert trouble(joined(LINES), digest="f" * 64) == ("head_differs", COUNT)


@given(st.integers(1, COUNT - 1))
def test_an_entry_made_anew_with_its_own_hash_breaks_the_next(at: int) -> None:
    other = lines(COUNT)
    text = other[at - 1][len(VERIFY.START) + 64 + len(VERIFY.MIDDLE) : -1].replace(b"ilze", b"anna")
    before = hash_of(other[at - 2]) if at > 1 else "0" * 64
    other[at - 1] = b'{"hash":"' + VERIFY.chain(before, text).encode() + b'","entry":' + text + b"}"
    assert trouble(joined(other)) == ("altered", at + 1)


@pytest.mark.parametrize(
    "entry", [b"[]", b"{}", b"1", b"null", b'"x"', b"[" * 5000, b'["1"]', b"[true,1,1,1,1,1,1]"]
)
def test_strange_entries_are_altered_ones(entry: bytes) -> None:
    line = b'{"hash":"' + VERIFY.chain("0" * 64, entry).encode() + b'","entry":' + entry + b"}"
    assert trouble(joined([line, *LINES[1:]])) == ("altered", 1)
