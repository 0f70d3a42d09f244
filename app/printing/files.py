"""Files people ask for appear whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.core.errors import Unavailable
from app.core.i18n import N_

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_WINDOWS_DISK_FULL = {39, 112}


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of ``path`` when the block ends well; otherwise nothing changes.

    It is written beside its target, so that the last step is one rename. Raises :class:`Unavailable` when
    the target is open in another program, the disk is full or the folder does not let us write.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    except OSError as trouble:
        raise _cannot_write(path, trouble) from trouble
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(temporary, path)
    except OSError as trouble:
        raise _cannot_write(path, trouble) from trouble
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put_in_place(temporary: Path, path: Path) -> None:
    _share_like_a_new_file(temporary)
    try:
        temporary.replace(path)
    except PermissionError as trouble:
        raise Unavailable(
            N_("The file “{name}” is open in another program. Close it there and try again.", name=path.name)
        ) from trouble


def _share_like_a_new_file(temporary: Path) -> None:
    """mkstemp's files are for their owner only; an export in a shared folder is meant for the office."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


def _cannot_write(path: Path, trouble: OSError) -> Unavailable:
    if trouble.errno in _NO_SPACE or getattr(trouble, "winerror", None) in _WINDOWS_DISK_FULL:
        return Unavailable(
            N_("There is no space left on the disk. Free some or choose another folder, then try again.")
        )
    return Unavailable(
        N_(
            "The file “{name}” cannot be written to this folder. Choose another folder and try again.",
            name=path.name,
        )
    )
