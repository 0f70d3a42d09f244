"""Passwords and recovery codes: what they must be like, and how they are kept (argon2id, never in plain)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from app.core.errors import Invalid, UserError
from app.core.i18n import N_, NN_, Message

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_LENGTH = 8
#: Long enough for any sentence; a bound, so that nobody has the program hash a book.
MAX_LENGTH = 200

#: Wrong passwords that cost nothing.
FREE_FAILURES = 5
_FIRST_DELAY = timedelta(seconds=30)
_LONGEST_DELAY = timedelta(hours=1)

#: Letters and digits that cannot be taken for one another on paper.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 6, 4


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 - start-up does without

    # 64 MiB and 3 passes: about 0.1 s on an office PC (RFC 9106, second recommended option).
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)


def check_password(password: str, login: str) -> None:
    """Raises Invalid under "password" where this may not be the password of ``login``."""
    wrong: Message | None = None
    if len(password) < MIN_LENGTH:
        wrong = N_("The password must have at least {count} characters.", count=MIN_LENGTH)
    elif len(password) > MAX_LENGTH:
        wrong = N_("The password may have at most {count} characters.", count=MAX_LENGTH)
    elif password.casefold() == login.casefold():
        wrong = N_("The password may not be the same as the user name.")
    if wrong is not None:
        raise Invalid({"password": wrong})


def hashed(secret: str) -> str:
    """``secret`` as it is kept; takes about 0.1 s, as does checking it."""
    return _hasher().hash(secret)


def matches(secret: str, kept: str | None) -> bool:
    """Whether ``secret`` is the one kept. Takes as long where nothing is kept, so that time tells nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    if len(secret) > MAX_LENGTH:
        return False
    try:
        return _hasher().verify(kept or _nobodys(), secret) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hashed(secrets.token_hex(16))


def new_recovery_code() -> str:
    """A code to be printed and locked away, ``ABCD-EFGH-…``: six groups of four."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def new_password() -> str:
    """A first password that can be read out over the telephone: four groups of four, ``abcd-2e3f-…``."""
    return new_recovery_code().lower()[: 4 * (_GROUP + 1) - 1]


def plain_code(typed: str) -> str:
    """A recovery code as typed from paper, with or without hyphens, spaces and capitals, in its one form."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def delay(failures: int) -> timedelta:
    """How long to wait after so many wrong passwords in a row: 30 s after the fifth, then twice as long each."""
    if failures < FREE_FAILURES:
        return timedelta()
    doublings = min(failures - FREE_FAILURES, 10)
    return min(_FIRST_DELAY * (1 << doublings), _LONGEST_DELAY)


def wrong_password(failures: int) -> UserError:
    """The refusal after the ``failures``-th wrong password in a row (design.md 6.15)."""
    left = FREE_FAILURES - failures
    if left > 0:
        return UserError(NN_("Wrong password. {count} more try.", "Wrong password. {count} more tries.", left))
    seconds = int(delay(failures).total_seconds())
    return blocked(seconds)


def blocked(seconds: int) -> UserError:
    """The refusal while sign-in has to wait."""
    if seconds < 60:
        return UserError(N_("Too many wrong passwords. Try again in {count} s.", count=max(seconds, 1)))
    return UserError(N_("Too many wrong passwords. Try again in {count} min.", count=-(-seconds // 60)))


def seconds_until(moment: datetime | None, now: datetime) -> int:
    """How many seconds ``moment`` is ahead; 0 where it is past or None."""
    return max(0, int((moment - now).total_seconds())) if moment is not None else 0
