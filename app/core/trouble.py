"""What the database's own errors mean to a person, and what they can do about them."""

from __future__ import annotations

import re

from app.core.i18n import N_, Message

LOST = N_(
    "No connection to the database. What you typed stays on this computer; it can be saved once the "
    "connection is back."
)
UNKNOWN_HOST = N_(
    "The server named in the address of the database was not found. Check the network cable; if the "
    "network works, IT should check the address. What you typed stays on this computer."
)
WRONG_PASSWORD = N_("The database did not accept the user name or the password.")
DISABLED = N_("This account is switched off. Ask the administrator.")

#: What the file of an office that has moved says to whoever writes in it.
MOVED_SIGN = "lete: this office has moved"

#: Patterns of what the database says, in small letters, and what it means; the first that fits.
_BY_WORDS: tuple[tuple[tuple[str, ...], Message], ...] = (
    (
        (MOVED_SIGN,),
        N_("This office has moved to a server. Close Lete and open it again: it will tell the new address."),
    ),
    (
        ("database or disk is full", "no space left", "could not extend file"),
        N_("The data disk is full. Free some space. What you typed is kept as a draft."),
    ),
    (
        ("readonly database", "read-only"),
        N_("The database can only be read. Ask IT for the right to write to its file and folder."),
    ),
    (
        ("database is locked", "lock timeout", "deadlock detected"),
        N_("Another program is holding the database. Wait a moment and try again."),
    ),
    (
        ("file is not a database", "malformed", "file is encrypted"),
        N_("The database file is damaged or is not a Lete database. Restore it from a backup copy."),
    ),
    (
        ("unable to open database file",),
        N_("The database file cannot be opened. Check that its folder exists and that you may use it."),
    ),
    (
        ("disk i/o error", "input/output error"),
        N_("The disk with the database reports an error. Check the disk and the network drive."),
    ),
    # Before what is not there: a certificate may be what does not exist.
    (
        (
            "certificate verify failed",
            "(root|server|client) certificate",
            "does not match host name",
            "tlsv1 alert",
            "crl file",
        ),
        N_(
            "The certificate of the database server is refused. IT checks the server's certificate and "
            "sslrootcert in the address."
        ),
    ),
    (
        ("server does not support ssl",),
        N_(
            "The connection to the server must be encrypted. IT should set up TLS on the server or in the address."
        ),
    ),
    (
        ("pg_hba.conf",),
        N_(
            "The database server does not let this login in from this computer. IT adds a line for it to the "
            "server's pg_hba.conf."
        ),
    ),
    (
        ("invalid connection option", "invalid port number", "invalid sslmode value", "invalid integer value"),
        N_("There is a mistake in the address of the database. IT should check its host, port and options."),
    ),
    (
        ("too many clients", "remaining connection slots", "too many connections"),
        N_("The server takes no more connections. Wait a moment; IT should raise max_connections."),
    ),
    (
        ("no password supplied",),
        N_("The database server asks for a password, and none was given. Put it into LETE_PASSWORD or .pgpass."),
    ),
    (("is not permitted to log in",), DISABLED),
    # At connecting alone; later it is a role of the office that is missing.
    (("password authentication failed", r'fatal: +role "[^"]*" does not exist'), WRONG_PASSWORD),
    (
        (r'role "[^"]*" does not exist', 'schema "lete[^"]*" does not exist', "function lete.* does not exist"),
        N_(
            "The database lacks a part of what protects it, as after a restore that was cut off. IT puts it there "
            "with lete-admin upgrade."
        ),
    ),
    # Before the lost connection: the driver tells of a missing database as of a failed connection.
    (
        ("does not exist",),
        N_("The database is not there or has no Lete tables yet. IT can make them with lete-admin init."),
    ),
    (
        (
            "could not translate host name",
            "failed to resolve host",
            "name or service not known",
            "getaddrinfo failed",
        ),
        UNKNOWN_HOST,
    ),
    (
        (
            "connection refused",
            "could not connect",
            "connection failed",
            "server closed the connection",
            "terminating connection",
            "connection is lost",
            "the connection is closed",
            "connection timeout",
            "network is unreachable",
            "no such file or directory",
            "consuming input failed",
            "flushing failed",
            "sending query",
            "no connection to the server",
            "could not receive data from server",
            "could not send data to server",
            "connection has been closed unexpectedly",
            "connection timed out",
            "connection reset",
            "no route to host",
            "the database system is",
        ),
        LOST,
    ),
    (
        ("no such table",),
        N_("This file has no Lete tables yet. IT can make them with lete-admin init."),
    ),
    (
        ("permission denied",),
        N_("The database refuses this. Ask IT to check your rights in the database."),
    ),
)


def explain(error: BaseException) -> Message | None:
    """What to tell a person about a database error; None where it is our own bug."""
    words = str(getattr(error, "orig", None) or error).casefold()
    for signs, message in _BY_WORDS:
        if any(re.search(sign, words) for sign in signs):
            return message
    return None
