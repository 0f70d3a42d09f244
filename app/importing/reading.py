"""Opens a file somebody chose: finds out what it is by its content and refuses in words what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import Invalid, Unavailable
from app.core.i18n import N_, Message
from app.importing.csv_file import csv_sheet
from app.importing.table import Row, Sheet, Table

#: Rows of one sheet that are read at most.
MAX_ROWS = 1_000_000
_MAX_BYTES = 200 * 1024 * 1024
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
#: The stream in which Office keeps a workbook that opens with a password only.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WINDOWS_SHARING_VIOLATION = 32


def read_table(path: Path) -> Table:
    """The sheets of an XLSX, XLSM or CSV file.

    Raises Unavailable where the file cannot be reached and Invalid (field ``file``) where its content cannot be
    read. Caps are checked here, before anything is unpacked; rows are read only when a sheet is asked for them.
    """
    with reachable(path):
        if path.is_dir():
            raise _invalid(N_("“{name}” is a folder. Choose a file.", name=path.name))
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
        if not head:
            raise _invalid(N_("The file “{name}” is empty. Choose another file.", name=path.name))
        if size > _MAX_BYTES:
            raise _invalid(_too_large(path, size))
        if head.startswith(_OLE2):
            raise _invalid(_old_or_locked(path))
        if head.startswith(_ZIP):
            from app.importing.xlsx_file import xlsx_sheets  # noqa: PLC0415 - openpyxl is slow to import

            kind, sheets = "xlsx", xlsx_sheets(path, MAX_ROWS)
        else:
            kind, sheets = "csv", (csv_sheet(path, MAX_ROWS),)
        return Table(path, kind, tuple(_reachable_sheet(path, sheet) for sheet in sheets))


def _reachable_sheet(path: Path, sheet: Sheet) -> Sheet:
    """The sheet whose file may vanish or be locked between the choice and the reading."""

    def rows() -> Iterator[Row]:
        with reachable(path):
            yield from sheet.rows()

    return Sheet(sheet.name, rows)


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turns the operating system's refusals of ``path`` into words."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unavailable(
            N_("The file “{name}” is no longer there. Choose it once more.", name=path.name)
        ) from error
    except PermissionError as error:
        if getattr(error, "winerror", None) == _WINDOWS_SHARING_VIOLATION:
            raise Unavailable(
                N_("The file “{name}” is open in another program. Close it there and try again.", name=path.name)
            ) from error
        raise Unavailable(
            N_("There is no permission to read “{name}”. Copy the file elsewhere and try again.", name=path.name)
        ) from error
    except OSError as error:
        raise Unavailable(
            N_("The file “{name}” cannot be read just now. Check the disk and try again.", name=path.name)
        ) from error


def _invalid(message: Message) -> Invalid:
    return Invalid({"file": message})


def _too_large(path: Path, size: int) -> Message:
    mega = 1024 * 1024
    return N_(
        "The file “{name}” is too large: {size} MB, at most {limit} MB can be read. Split it into smaller files.",
        name=path.name,
        size=size // mega,
        limit=_MAX_BYTES // mega,
    )


def _old_or_locked(path: Path) -> Message:
    """An OLE2 container is a workbook with a password, one in the format before 2007, or no workbook at all."""
    if path.suffix.lower() in (".xlsx", ".xlsm") or _ENCRYPTED in path.read_bytes():
        return N_(
            "The file “{name}” is protected with a password. Remove the password in Excel "
            "and choose the file again.",
            name=path.name,
        )
    return N_(
        "The file “{name}” is in the old Excel format. Open it in Excel, save it as XLSX and choose the new file.",
        name=path.name,
    )
