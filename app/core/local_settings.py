"""The options of this PC: a small JSON file in the person's own configuration folder."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from app.core.errors import Unavailable
from app.core.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    from app.core.settings import Setting

T = TypeVar("T")
log = logging.getLogger(__name__)

FILE = "settings.json"


class Appearance(NamedTuple):
    """What the first frame must know."""

    language: str
    theme: str
    text_size: int
    animations: bool


def default_folder() -> Path:
    """Where the options of whoever uses this PC are kept."""
    import platformdirs  # noqa: PLC0415 - only the first frame of a real start needs it

    return Path(platformdirs.user_config_dir("lete", appauthor=False))


class LocalSettings:
    """The options kept in ``folder``, by default :func:`default_folder`. Read once, written at each change.

    A file that cannot be read is set aside as ``settings.json.broken`` and the defaults hold. What a newer Lete
    wrote there and this one does not know is kept.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or default_folder()) / FILE
        self._data = self._read()

    def get(self, setting: Setting[T], part: str = "") -> T:
        """The value; ``part`` is the list's key for an option that each list has of its own."""
        from app.core.setting_values import from_data  # noqa: PLC0415 - the first frame does without

        name = _name(setting, part)
        return from_data(setting, self._data[name]) if name in self._data else setting.default

    def set(self, setting: Setting[T], value: T, part: str = "") -> None:
        """Change the option at once. Raises Invalid, Unavailable."""
        from app.core.setting_values import check, to_data  # noqa: PLC0415 - the first frame does without

        self.remember(_name(setting, part), to_data(check(setting, value)))

    def appearance(self) -> Appearance:
        """The options of the first frame, without loading all declarations; what is odd counts as not set."""
        language, theme = self.recall("language"), self.recall("theme")
        size, animations = str(self.recall("text_size")), self.recall("animations")
        return Appearance(
            language if language in LANGUAGES else LANGUAGES[0],
            theme if theme in ("light", "dark") else "system",
            int(size) if size in ("115", "130") else 100,
            animations is not False,
        )

    def recall(self, name: str, default: Any = None) -> Any:
        """What the program itself remembered under ``name``: columns, sizes, the last database."""
        return self._data.get(name, default)

    def remember(self, name: str, value: Any) -> None:
        """Keep JSON data under ``name``. Raises Unavailable where the file cannot be written."""
        if self._data.get(name) == value and name in self._data:
            return
        self._data[name] = value
        self._write()

    def _read(self) -> dict[str, Any]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(data, dict):
                return data
        except FileNotFoundError:
            return {}
        except OSError as error:
            log.warning("the settings of this PC cannot be read: %s", error)
            return {}
        except ValueError:
            pass
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_suffix(".json.broken"))
        return {}

    def _write(self) -> None:
        text = json.dumps(self._data, ensure_ascii=False, indent=2, sort_keys=True)
        temporary = ""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=FILE, suffix=".new")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self._path)
        except OSError as error:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
            raise Unavailable(N_("The settings of this computer cannot be saved: {why}.", why=error)) from error


def _name(setting: Setting[Any], part: str) -> str:
    if setting.per_list != bool(part):
        raise ValueError(f"{setting.key}: {part!r}")
    return f"{setting.key}.{part}" if part else setting.key
