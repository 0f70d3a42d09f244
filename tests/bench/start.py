"""Start-up: the real program on the long log, against a process that imports Qt and ends (performance.md 1)."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.demo import DEMO_LOGIN
from tests.bench.harness import ROOT, Result, Section, compared, environment
from tests.bench.stage import PASSWORD, Stage
from tests.support.databases import EngineKind

FIRST_FRAME, FIRST_ROWS = "start.first_frame", "start.first_rows"
PATIENCE = 60


def run(stage: Stage, kind: EngineKind) -> Iterator[Result]:
    """Both in turns; the medians."""
    home = stage.folder / "home"
    home.mkdir(exist_ok=True)
    url = stage.log(kind)
    _lete(url, home)
    _qt()
    moments: dict[str, list[float]] = {"first_frame": [], "first_rows": []}
    floors = []
    for _ in range(stage.sizes.starts):
        floors.append(_qt())
        for name, seconds in _lete(url, home).items():
            if name in moments:
                moments[name].append(seconds)
    floor = statistics.median(floors)
    yield compared(FIRST_FRAME, kind, statistics.median(moments["first_frame"]), floor, 1.8)
    yield compared(FIRST_ROWS, kind, statistics.median(moments["first_rows"]), floor, 5.0)


def _qt() -> float:
    begun = time.time()
    subprocess.run([sys.executable, "-c", "import PySide6.QtWidgets"], cwd=ROOT, env=environment(), check=True)
    return time.time() - begun


def _lete(url: str, home: Path) -> dict[str, float]:
    """Seconds from the beginning of the process to each moment of its trace."""
    trace = home / "trace.json"
    trace.unlink(missing_ok=True)
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    variables = environment(LETE_USER=DEMO_LOGIN, LETE_PASSWORD=PASSWORD, HOME=str(home), **folders)
    command = [_program(), "--open", "contacts", "--db", url, "--trace", str(trace)]
    begun = time.time()
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stderr=subprocess.PIPE)
    try:
        while not (trace.exists() and (told := trace.read_text(encoding="utf-8"))):
            if process.poll() is not None or time.time() - begun > PATIENCE:
                process.kill()
                raise RuntimeError(f"lete did not become idle: {process.communicate()[1].decode()}")
            time.sleep(0.02)
    finally:
        process.kill()
        process.communicate()
    return {name: moment - begun for name, moment in json.loads(told).items()}


def _program() -> str:
    return str(Path(sys.executable).with_name("lete"))


SECTIONS = (Section((FIRST_FRAME, FIRST_ROWS), run, engines=("sqlite",)),)
