"""Where tests keep their files: in memory where the machine has it to spare.

Each of thousands of tests makes a database of its own. On a disk most of their time would go into that; that Lete
keeps what it says it has kept is proved on real disks by tests/faults.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
#: A container often has 64 MB there; a run of everything takes up to 1 GB.
ENOUGH = 3 * 2**30


def keep_in_memory() -> None:
    """Let this process and those it starts put temporary files into memory, unless told where to put them."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return
    runs_programs = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC  # some tests make one
    if runs_programs and shutil.disk_usage(MEMORY).free >= ENOUGH:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None
