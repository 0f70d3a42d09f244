"""Where a file lies: on a disk of this computer, on another computer, or in a folder that a cloud program copies.

A SQLite file that several computers reach must not be in WAL mode: its index is shared memory, which no network
carries. Everything but :func:`place_of` is a pure rule, so that Windows is judged on Linux too.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath


class Kind(Enum):
    """What a place is."""

    LOCAL = "local"
    NETWORK = "network"
    CLOUD = "cloud"


@dataclass(frozen=True)
class Place:
    """A kind of place and, unless it is a disk of this computer, what it is called there."""

    kind: Kind
    name: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether other computers may reach the same file."""
        return self.kind is not Kind.LOCAL


HERE = Place(Kind.LOCAL)

#: File systems of Linux behind which is another computer.
NETWORK_TYPES = frozenset(
    "9p afpfs afs beegfs ceph cifs coda davfs drvfs glusterfs gpfs lustre ncpfs nfs nfs4 smb2 smb3 smbfs "
    "vboxsf vmhgfs".split()
)
#: And those that a program of the person's own makes: ``fuse.sshfs`` and the like.
FUSE_TYPES = frozenset(
    "ceph-fuse curlftpfs davfs davfs2 gcsfuse glusterfs gvfsd-fuse mount.davfs onedriver rclone s3fs sshfs "
    "vmhgfs-fuse google-drive-ocamlfuse".split()
)
#: Windows' GetDriveType for a drive of another computer.
DRIVE_REMOTE = 4

#: Folders that cloud programs make, with what is written after the name: „OneDrive - Pašvaldība”, „Dropbox (2)”.
_CLOUDS = re.compile(
    r"(OneDrive|Dropbox|Google ?Drive|My Drive|Mans disks|iCloud ?Drive|Nextcloud|ownCloud|pCloud ?Drive)"
    r"(?:(?: ?-|[ _]\().*)?",
    re.IGNORECASE,
)
#: Folders of macOS under which all of them lie.
_MAC_CLOUDS = ("CloudStorage", "Mobile Documents")
#: Where OneDrive tells programs its folders, for a business and for a home.
_CLOUD_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}


@dataclass(frozen=True)
class Mount:
    """A line of /proc/mounts."""

    folder: PurePosixPath
    type: str
    source: str


def place_of(file: Path) -> Place:
    """Where ``file`` lies, or would lie. Links are followed; what cannot be found out counts as this computer."""
    try:
        path = Path(os.path.realpath(file))
    except OSError:
        path = file.absolute()
    if sys.platform == "win32":
        return windows_place(str(path), _drive_type, os.environ)
    return posix_place(PurePosixPath(path), _mounts(), os.environ)


def windows_place(path: str, drive_type: Callable[[str], int], environment: Mapping[str, str]) -> Place:
    r"""The same for an absolute Windows path; ``drive_type`` answers for a root such as ``Z:\``."""
    share = unc_share(path)
    if share:
        return Place(Kind.NETWORK, share)
    plain = PureWindowsPath(re.sub(r"^[\\/]{2}[?.][\\/]", "", path))
    cloud = cloud_of(plain, {name: PureWindowsPath(value) for name, value in environment.items()})
    if cloud:
        return Place(Kind.CLOUD, cloud)
    if plain.drive and drive_type(f"{plain.drive}\\") == DRIVE_REMOTE:
        return Place(Kind.NETWORK, plain.drive)
    return HERE


def posix_place(path: PurePosixPath, mounts: Iterable[Mount], environment: Mapping[str, str]) -> Place:
    """The same for an absolute path of Linux or macOS."""
    cloud = cloud_of(path, {name: PurePosixPath(value) for name, value in environment.items()})
    if cloud:
        return Place(Kind.CLOUD, cloud)
    mount = mount_of(path, mounts)
    return Place(Kind.NETWORK, mount.source or str(mount.folder)) if mount and is_network(mount.type) else HERE


def unc_share(path: str) -> str:
    r"""``\\server\share`` of a path on another computer, also where it is written ``\\?\UNC\…``; "" for others."""
    found = re.match(r"[\\/]{2}(?:\?[\\/]UNC[\\/])?([^\\/?.][^\\/]*)[\\/]+([^\\/]+)", path, re.IGNORECASE)
    return f"\\\\{found[1]}\\{found[2]}" if found else ""


def cloud_of(path: PurePath, environment: Mapping[str, PurePath]) -> str:
    """The cloud program in whose folder ``path`` lies; "" for none."""
    for variable, name in _CLOUD_VARIABLES.items():
        root = environment.get(variable)
        if root is not None and root.is_absolute() and path.is_relative_to(root):
            return name
    for folder in path.parent.parts:
        named = _CLOUDS.fullmatch(folder)
        if named:
            return named[1]
        if folder in _MAC_CLOUDS:
            return folder
    return ""


def mount_of(path: PurePosixPath, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that ``path`` is on: the deepest, and of several on one folder the last, which hides the rest."""
    found: Mount | None = None
    for mount in mounts:
        deeper = found is None or len(mount.folder.parts) >= len(found.folder.parts)
        if deeper and path.is_relative_to(mount.folder):
            found = mount
    return found


def is_network(type_name: str) -> bool:
    """Whether another computer is behind a file system of this type."""
    name = type_name.casefold()
    return name in NETWORK_TYPES or name.removeprefix("fuse.") in FUSE_TYPES


def read_mounts(text: str) -> list[Mount]:
    """The lines of /proc/mounts, in which blanks are written as ``\\040``."""
    found = []
    for line in text.splitlines():
        fields = [re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), part) for part in line.split(" ")]
        if len(fields) > 2:
            found.append(Mount(PurePosixPath(fields[1]), fields[2], fields[0]))
    return found


def _mounts() -> list[Mount]:
    try:
        return read_mounts(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return []


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
