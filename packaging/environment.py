"""The project's own Python environment, ``.venv``, and the system libraries it stands on.

Standard library only: this runs before anything is installed, with whatever Python 3.11 or newer the machine has.
Work that was already done is recognised by a stamp and skipped.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "lete-setup.stamp"

# What Qt loads from the system (Debian's names).
QT_LIBRARIES = (
    *("libegl1", "libgl1", "libxkbcommon0", "libxkbcommon-x11-0", "libdbus-1-3", "libfontconfig1"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1"),
    *("libxcb-image0", "libxcb-render-util0", "libglib2.0-0"),
)
TEST_PACKAGES = ("postgresql",)


class SetupFailed(Exception):
    """Setting up cannot go on; the text tells a person what to do."""


def environment() -> dict[str, str]:
    """What our child processes see: this project's programs first, and compiled Python files kept."""
    found = dict(os.environ)
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    found.pop("PYTHONHOME", None)
    found.pop("PYTHONPATH", None)
    found["VIRTUAL_ENV"] = str(VENV)
    found["PATH"] = str(PROGRAMS) + os.pathsep + found.get("PATH", os.defpath)
    return found


def program(name: str) -> str:
    """The full path of a program in ``.venv``."""
    return str(PROGRAMS / (f"{name}.exe" if os.name == "nt" else name))


def set_up(*, for_tests: bool = False) -> None:
    """Make ``.venv`` with ``lete`` and ``lete-admin``, from the hashed lock; do nothing where that is done."""
    wanted = {_digest(for_tests=True)} | ({_digest(for_tests=False)} if not for_tests else set())
    if STAMP.exists() and STAMP.read_text(encoding="ascii") in wanted and Path(program("lete")).exists():
        return
    _install_system_packages((*QT_LIBRARIES, *(TEST_PACKAGES if for_tests else ())))
    _make_venv()
    lock = _lock(for_tests=for_tests)
    print(f"Installing what {lock.name} lists …", flush=True)
    _pip("install", "--quiet", "--require-hashes", "-r", str(lock))
    # A plain path file ("compat") instead of an import hook, which would cost time at every start.
    here = ("--config-settings", "editable_mode=compat", "-e", str(ROOT))
    _pip("install", "--quiet", "--no-deps", "--no-build-isolation", *here)
    STAMP.write_text(_digest(for_tests=for_tests), encoding="ascii")
    print(f"Ready: {program('lete')}", flush=True)


def _lock(*, for_tests: bool) -> Path:
    return ROOT / "packaging" / ("requirements-dev.txt" if for_tests else "requirements.txt")


def _digest(*, for_tests: bool) -> str:
    """What an environment is made of; the place counts, because installed programs name it."""
    digest = hashlib.sha256()
    digest.update(_lock(for_tests=for_tests).read_bytes())
    digest.update((ROOT / "pyproject.toml").read_bytes())
    digest.update(repr((str(ROOT), QT_LIBRARIES, TEST_PACKAGES)).encode())
    return digest.hexdigest()


def _make_venv() -> None:
    if _works(program("python")):
        return
    if not _has_ensurepip():
        # Debian keeps this part of Python in a package of its own.
        _install_system_packages((f"python{sys.version_info.major}.{sys.version_info.minor}-venv",))
        importlib.invalidate_caches()
        if not _has_ensurepip():
            raise SetupFailed("This Python cannot make environments. On Debian: apt-get install python3-venv")
    print(f"Making {VENV} …", flush=True)
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _has_ensurepip() -> bool:
    found = importlib.util.find_spec("ensurepip")
    return found is not None and found.origin is not None  # an empty folder left behind has no origin


def _works(python: str) -> bool:
    """Whether there is an environment with pip, of a Python that Lete runs on."""
    if not Path(python).exists():
        return False
    question = "import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))"
    return subprocess.run([python, "-c", question], capture_output=True, check=False).returncode == 0


def _pip(*arguments: str) -> None:
    run([program("python"), "-m", "pip", "--disable-pip-version-check", *arguments])


def run(command: list[str]) -> None:
    """Run a step of the setting up, and stop with a plain text where it fails."""
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=False)
    if done.returncode:
        raise SetupFailed(f"This step failed (status {done.returncode}): {' '.join(command)}")


def _install_system_packages(names: tuple[str, ...]) -> None:
    """Install what is missing on Debian; elsewhere Qt brings what it needs or the system has it."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        print(
            f"Missing system packages; as root: apt-get install {' '.join(missing)}", file=sys.stderr, flush=True
        )
        return
    print(f"Installing system packages: {' '.join(missing)} …", flush=True)
    quiet = {**environment(), "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            # Not the end: what is missing may be there under another name. Qt or the tests will tell.
            print(f"apt-get {step[0]} failed (status {done.returncode}).", file=sys.stderr, flush=True)
            return


def _is_installed(name: str) -> bool:
    question = ["dpkg-query", "-W", "-f=${db:Status-Status}", name]
    done = subprocess.run(question, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "installed" in done.stdout and "not-installed" not in done.stdout
