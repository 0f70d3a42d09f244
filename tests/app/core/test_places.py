from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from app.core.places import (
    DRIVE_REMOTE,
    HERE,
    Kind,
    Mount,
    Place,
    is_network,
    mount_of,
    place_of,
    posix_place,
    read_mounts,
    unc_share,
    windows_place,
)

FIXED_DRIVE = 3


def drives(**types: int) -> Callable[[str], int]:
    return lambda root: types.get(root[0], FIXED_DRIVE)


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\serveris\lete\lete.db", r"\\serveris\lete"),
        ("//serveris/lete/lete.db", r"\\serveris\lete"),
        (r"\\?\UNC\serveris\lete\dati\lete.db", r"\\serveris\lete"),
        (r"\\10.0.0.5\c$\lete.db", r"\\10.0.0.5\c$"),
        (r"\\?\C:\lete\lete.db", ""),
        (r"\\.\C:\lete.db", ""),
        (r"C:\lete\lete.db", ""),
        ("/home/dace/lete.db", ""),
    ],
)
def test_a_share_of_another_computer_is_known_by_its_path(path: str, share: str) -> None:
    assert unc_share(path) == share


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (r"\\serveris\lete\lete.db", Place(Kind.NETWORK, r"\\serveris\lete")),
        (r"Z:\lete.db", Place(Kind.NETWORK, "Z:")),
        (r"\\?\Z:\lete.db", Place(Kind.NETWORK, "Z:")),
        (r"C:\ProgramData\lete\lete.db", HERE),
        (r"C:\Users\Dace\OneDrive - Bērzaines pašvaldība\lete.db", Place(Kind.CLOUD, "OneDrive")),
        (r"C:\Users\Dace\Dropbox (Personal)\lete.db", Place(Kind.CLOUD, "Dropbox")),
        (r"G:\My Drive\lete.db", Place(Kind.CLOUD, "My Drive")),
        (r"C:\Users\Dace\iCloudDrive\lete.db", Place(Kind.CLOUD, "iCloudDrive")),
        (r"D:\mākonis\lete.db", Place(Kind.CLOUD, "OneDrive")),
        (r"C:\Dropboxes\lete.db", HERE),
        (r"C:\lete\OneDrive", HERE),
    ],
)
def test_windows_places(path: str, place: Place) -> None:
    assert windows_place(path, drives(Z=DRIVE_REMOTE), {"OneDriveCommercial": r"D:\mākonis"}) == place


MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
//serveris/lete /mnt/lete\040dati cifs rw 0 0
nas:/eksports /srv nfs4 rw 0 0
/dev/sdb1 /srv/disks ext4 rw 0 0
dace@tālu:/ /home/dace/tālu fuse.sshfs rw 0 0
/dev/sdc1 /media/zibatmiņa fuseblk rw 0 0
/dev/sdd1 /srv nfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/var/lib/lete/lete.db", HERE),
        ("/mnt/lete dati/lete.db", Place(Kind.NETWORK, "//serveris/lete")),
        ("/mnt/lete dati2/lete.db", HERE),
        ("/srv/lete.db", Place(Kind.NETWORK, "/dev/sdd1")),
        ("/srv/disks/lete.db", HERE),
        ("/home/dace/tālu/lete.db", Place(Kind.NETWORK, "dace@tālu:/")),
        ("/media/zibatmiņa/lete.db", HERE),
        ("/home/dace/Nextcloud/lete.db", Place(Kind.CLOUD, "Nextcloud")),
        ("/Users/dace/Library/CloudStorage/x/lete.db", Place(Kind.CLOUD, "CloudStorage")),
    ],
)
def test_linux_places(path: str, place: Place) -> None:
    assert posix_place(PurePosixPath(path), read_mounts(MOUNTS), {}) == place


def test_of_two_mounts_on_a_folder_the_last_hides_the_first() -> None:
    folder = PurePosixPath("/srv")
    mounts = [Mount(folder, "nfs", "a:/"), Mount(folder, "ext4", "/dev/sda1")]
    assert mount_of(folder / "x", mounts) == mounts[1]
    assert mount_of(PurePosixPath("/other"), mounts) is None


@pytest.mark.parametrize("name", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "CIFS"])
def test_file_systems_of_other_computers_are_known(name: str) -> None:
    assert is_network(name)


@pytest.mark.parametrize(
    "name", ["ext4", "xfs", "btrfs", "ntfs3", "fuseblk", "overlay", "tmpfs", "fuse.lxcfs", ""]
)
def test_disks_of_this_computer_are_not_taken_for_network(name: str) -> None:
    assert not is_network(name)


def test_a_real_folder_of_a_cloud_program_is_recognised_through_a_link(tmp_path: Path) -> None:
    cloud = tmp_path / "OneDrive - Birojs"
    cloud.mkdir()
    (tmp_path / "dati").symlink_to(cloud, target_is_directory=True)
    assert place_of(tmp_path / "dati" / "lete.db") == Place(Kind.CLOUD, "OneDrive")
    assert place_of(tmp_path / "lete.db") == HERE
