"""Answers of the first run that survive the program, on this PC; passwords are never among them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from app.core.errors import Unavailable
from app.core.local_settings import LocalSettings
from ui.first_run.step import Step

#: Where this PC remembers the answers until the office is made.
ANSWERS = "first_run"


class Answers:
    """What has been filled in, which steps are done, and where the person was."""

    def __init__(self, local: LocalSettings) -> None:
        self._local = local

    def keep(self, steps: Sequence[Step], here: int, done: set[int], skipped: set[int]) -> None:
        """Remember everything as it is now."""
        kept = {
            "answers": {step.key: step.keep() for step in steps},
            "here": steps[here].key,
            "done": [steps[at].key for at in sorted(done)],
            "skipped": [steps[at].key for at in sorted(skipped)],
        }
        # The disk may be full; then the answers live as long as the window.
        with contextlib.suppress(Unavailable):
            self._local.remember(ANSWERS, kept)

    def recall(self, steps: Sequence[Step], done: set[int], skipped: set[int]) -> int | None:
        """Fill the steps, ``done`` and ``skipped`` as they were; the step that was in front, None at the start."""
        kept: dict[str, Any] = self._local.recall(ANSWERS, None) or {}
        keys = [step.key for step in steps]
        for step in steps:
            answers = kept.get("answers", {}).get(step.key)
            if isinstance(answers, dict) and answers:
                step.fill(answers)
        done |= {keys.index(key) for key in kept.get("done", []) if key in keys}
        skipped |= {keys.index(key) for key in kept.get("skipped", []) if key in keys}
        if not kept:
            return None
        here = kept.get("here", "")
        return keys.index(here) if here in keys else 0

    def forget(self) -> None:
        """The office stands, or is another's: nothing has to be remembered."""
        self._local.remember(ANSWERS, None)
