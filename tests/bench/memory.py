"""How much memory this process has, in MB. Light: it is imported by processes whose memory is measured."""

from __future__ import annotations

from pathlib import Path

_STATUS = Path("/proc/self/status")


def now() -> float:
    """What it takes now."""
    return _told("VmRSS")


def highest() -> float:
    """The most it took so far. (getrusage would tell what our parent took when it started us.)"""
    return _told("VmHWM")


def _told(name: str) -> float:
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name))
