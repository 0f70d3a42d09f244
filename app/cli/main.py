"""The entry point of lete-admin: one command, exit status 0, or 2 with one line of why on standard error.

Heavy modules are imported by the commands that need them, so that `lete-admin --help` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli.errors import CommandError
from app.cli.parsing import HelpShown, parse, take_language
from app.core.errors import Invalid, UserError
from app.core.i18n import N_, Message, Translator
from app.core.trouble import LOST, UNKNOWN_HOST, explain

GOOD, BAD = 0, 2
#: What the windows tell people otherwise, who have typed something and cannot check a server.
_FOR_IT: dict[str, Message] = {
    LOST.text: N_(
        "No connection to the database server. Check the host and the port in the address, whether the server is "
        "running, and the network."
    ),
    UNKNOWN_HOST.text: N_(
        "The server named in the address of the database was not found. Check the address and the network."
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run lete-admin; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of an old code page must not end the program
            stream.reconfigure(errors="backslashreplace")
    language, rest = take_language(list(sys.argv[1:] if arguments is None else arguments))
    tr = Translator(language)
    try:
        options = parse(rest, tr)
        _caution(options, tr)
        status: int = options.command(options, tr)
        sys.stdout.flush()
        return status
    except HelpShown:
        return GOOD
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing is to be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except (Exception, KeyboardInterrupt) as trouble:
        if os.environ.get("LETE_DEBUG"):
            raise
        line = " ".join(tr(_FOR_IT.get(message.text, message)) for message in _explained(trouble))
        print(" ".join(line.split()), file=sys.stderr)
        return BAD


def _caution(options: argparse.Namespace, tr: Translator) -> None:
    """Say on standard error where a file lies in a place that is not good for it; the command goes on."""
    address = str(getattr(options, "db", None) or os.environ.get("LETE_DB", ""))
    if hasattr(options, "db") and address.startswith("sqlite") and ":///" in address:
        from app.core.cautions import place_caution  # noqa: PLC0415
        from app.core.sqlite_file import described  # noqa: PLC0415

        caution = place_caution(described(Path(address.partition(":///")[2]).absolute()))
        if caution is not None:
            print(tr(caution), file=sys.stderr)


def _explained(trouble: BaseException) -> tuple[Message, ...]:
    """What to tell about whatever ended the command: IT gets one line of words, never a trace."""
    match trouble:
        case KeyboardInterrupt():
            return (N_("Interrupted. Nothing was changed."),)
        case Invalid():
            return tuple(trouble.fields.values())
        case UserError() | CommandError():
            return (trouble.message,)
        case MemoryError():
            return (N_("There is not enough memory for this."),)
    kind = type(trouble).__name__
    return (
        explain(trouble)
        or N_("An error in Lete itself ({kind}). Nothing was changed. LETE_DEBUG=1 shows where.", kind=kind),
    )
