"""The command that moves an office from a file to a server."""

from __future__ import annotations

import argparse
import sys

from app.core.i18n import N_, Message, Translator


def move(options: argparse.Namespace, tr: Translator) -> int:
    """Carry everything over, verified; progress goes to standard error."""
    from app.audit_words import gathered  # noqa: PLC0415
    from app.cli.completing import complete  # noqa: PLC0415
    from app.cli.opening import completed  # noqa: PLC0415
    from app.core.db import engine_for  # noqa: PLC0415
    from app.core.tables import AuditEntry  # noqa: PLC0415
    from app.move import ARRIVED, CHECKING, COMPARING, COPYING  # noqa: PLC0415
    from app.move import move as carry_over  # noqa: PLC0415

    steps: dict[str, Message] = {
        CHECKING: N_("Checking the database…"),
        COPYING: N_("Copying…"),
        COMPARING: N_("Comparing every row…"),
        ARRIVED: N_("Everything has arrived."),
    }

    # Whatever has no name for people is small.
    tables = {**gathered().subjects, AuditEntry.__tablename__: N_("Audit")}

    def tell(step: str, done: int, total: int) -> None:
        if step in steps:
            print(tr(steps[step]), file=sys.stderr, flush=True)
        elif done and step in tables:
            print(f"  {tr(tables[step])}: {done} / {total}", file=sys.stderr, flush=True)

    target = completed(options.target)
    moved = carry_over(completed(options.source), target, tell)
    engine = engine_for(target)
    try:
        complete(engine, tr)
    finally:
        engine.dispose()
    print(tr(N_("The office is moved. Entries of the audit: {count}", count=moved.entries)))
    print(tr(N_("Fingerprint of the last entry: {hash}", hash=moved.head)))
    print(tr(N_("The old file takes no changes any more. A copy of it as it was: {path}", path=moved.copy)))
    print(
        tr(
            N_(
                "The people need logins on the server; until then they cannot sign in: {logins}",
                logins=", ".join(moved.logins),
            )
        )
    )
    command = f"lete-admin user reset LOGIN --db {options.target}"
    print(tr(N_("Make each of them a login and a password with: {command}", command=command)))
    return 0
