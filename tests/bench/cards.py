"""Staff IDs with photo and code, against a bare canvas that passes the photos through (performance.md 6)."""

from __future__ import annotations

import base64
import hashlib
import statistics
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.cards.sample_photo import silhouette
from app.cards.tables import Card, Photo
from app.core.clock import system_clock
from app.core.moments import riga_date
from app.core.permissions import CARDS_ISSUE, Actor, Role
from app.directory.tables import Employee
from tests.bench.harness import Result, Section, compared, in_own_process, limited
from tests.bench.stage import Stage, opened
from tests.support.databases import EngineKind

PRINT, SIZE = "cards.print", "cards.size"
#: Cards a second, at least; the PDF may be so many times as long as its photos.
SPEED, LONGER = 200, 1.15
_MOST = 500
_RUNS = 3
_LIKE_A_FACE = 0.03  # so much noise makes a JPEG as long as that of a real photo, some 60 kB


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """Each way alone in a process, in turns."""
    count = min(_MOST, stage.sizes.printed)
    url, photos = stage.empty(kind), stage.folder / "photos"
    photos.mkdir(exist_ok=True)
    try:
        weight = _fill(url, photos, count)
        target = stage.folder / "cards.pdf"
        sources = {"ours": url, "floor": str(photos)}
        seconds: dict[str, list[float]] = {way: [] for way in sources}
        size = 0
        for _ in range(_RUNS):
            for way, source in sources.items():
                told = in_own_process("tests.bench.cards_job", way, source, str(target), str(count))
                seconds[way].append(told["seconds"])
                if way == "ours":
                    size = target.stat().st_size
    finally:
        stage.drop(url)
    ours, floor = (statistics.median(each) for each in seconds.values())
    yield limited(PRINT, "", ours, floor, count / SPEED, strictest=1.6)
    yield compared(SIZE, "", size / 1e6, weight / 1e6, LONGER)


def head() -> Actor:
    """Who issues cards."""
    return Actor("head", "Dace Bērziņa", frozenset({Role.HEAD}))


def _fill(url: str, folder: Path, count: int) -> int:
    """People with photos and cards; how long the photos are together, in bytes."""
    jpegs = [_photo(number) for number in range(count)]
    for number, jpeg in enumerate(jpegs):
        (folder / f"{number}.jpg").write_bytes(jpeg)
    today = riga_date(system_clock())
    with opened(url, head()) as office, office.work(CARDS_ISSUE) as work:
        people = work.insert(Employee, [{"name": f"Raivis Šķēle {number}"} for number in range(count)])
        kept = work.insert(
            Photo,
            [
                {
                    "employee_id": person,
                    "width": 600,
                    "height": 800,
                    "digest": hashlib.sha256(jpeg).hexdigest(),
                    "content": base64.b64encode(jpeg).decode(),
                }
                for person, jpeg in zip(people, jpegs, strict=True)
            ],
        )
        work.insert(
            Card,
            [
                {
                    "employee_id": person,
                    "kind": "staff_id",
                    "number": f"{person:03}",
                    "name": f"Raivis Šķēle {person}",
                    "job_title": "Maršrutu dispečers",
                    "state": "issued",
                    "issued_on": today,
                    "photo_id": photo,
                }
                for person, photo in zip(people, kept, strict=True)
            ],
        )
    return sum(map(len, jpegs))


def _photo(number: int) -> bytes:
    """A photo like no other: a head with noise, and its number in a remark."""
    remark = f"{number:06}".encode()
    return _FACE[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + _FACE[2:]


def _face() -> bytes:
    target = BytesIO()
    with (
        Image.open(BytesIO(silhouette())) as head,
        Image.effect_noise(head.size, 255).convert("RGB") as noise,
        Image.blend(head.convert("RGB"), noise, _LIKE_A_FACE) as face,
    ):
        face.save(target, "JPEG", quality=88)
    return target.getvalue()


_FACE = _face()

SECTIONS = (Section((PRINT, SIZE), run, engines=("sqlite",)),)
