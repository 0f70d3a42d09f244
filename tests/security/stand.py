"""An office with something to steal: people of every role, and rows that some of them may not see."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import psycopg
from psycopg import sql

from app.core.permissions import Role
from app.core.server.roles import Roles
from tests.support.shared_office import Psql, SharedOffice

#: Stands in what a restricted contact is about; only its creator, its handler and heads may read it.
SEALED = "kanarijputns"
#: Stands in an open contact of another person; specialists and administrators may not read it.
OPEN = "zvirbulis"
#: Stands in another person's own things and in passwords; nobody may read it.
PRIVATE = "dzenis"
#: Stands in a photo, in why a card was lost and in an earlier name; only heads and administrators may read it.
STAFF = "pelekzīlīte"
FORBIDDEN = {
    "clerk": (SEALED, PRIVATE, STAFF),
    "specialist": (SEALED, OPEN, PRIVATE, STAFF),
    "head": (PRIVATE,),
    "decision_maker": (SEALED, PRIVATE, STAFF),
    "administrator": (SEALED, OPEN, PRIVATE),
}
#: The contacts by number: another's open and restricted one, one's own of each, and one that the clerk handed on.
OTHERS, RESTRICTED, OF_CLERK, OF_SPECIALIST, HANDED_ON = 1, 2, 3, 4, 5

# Roles are the whole server's: those of this office, the first superuser, and what an attack would make.
_CATALOGUE = r"""
WITH ours AS (
    SELECT oid FROM pg_roles WHERE starts_with(rolname, lete.role_prefix()) OR oid = 10 OR rolname LIKE '%spy%'
), counted AS (
    -- Logins without a mark (tests.support.logins) serve all tests of the server, also those running beside this.
    SELECT oid FROM ours UNION SELECT member FROM pg_auth_members
    WHERE roleid IN (SELECT oid FROM ours) AND member::regrole::text ~ '\.[0-9a-f]{8}"?$'
)
SELECT 'role', to_jsonb(r) - 'rolconfig' FROM pg_roles r WHERE oid IN (SELECT oid FROM counted)
UNION ALL SELECT 'password', to_jsonb(a.rolpassword) FROM pg_authid a WHERE oid IN (SELECT oid FROM counted)
UNION ALL SELECT 'member', to_jsonb(m) FROM pg_auth_members m
    WHERE roleid IN (SELECT oid FROM ours)
       OR roleid::regrole::text ~ '^"?pg_' AND member IN (SELECT oid FROM counted)
UNION ALL SELECT 'table', jsonb_build_array(oid, relname, relacl::text, relowner,
        relrowsecurity, relforcerowsecurity)
    FROM pg_class WHERE relnamespace NOT IN ('pg_toast'::regnamespace, 'pg_catalog'::regnamespace)
UNION ALL SELECT 'column', jsonb_build_array(attrelid, attname, attacl::text)
    FROM pg_attribute
    WHERE attacl IS NOT NULL AND attrelid > 16383
UNION ALL SELECT 'trigger', jsonb_build_array(oid, tgname, tgenabled) FROM pg_trigger
UNION ALL SELECT 'policy', jsonb_build_array(oid, polname) FROM pg_policy
UNION ALL SELECT 'function', jsonb_build_array(oid, proacl::text, md5(prosrc), proconfig) FROM pg_proc
    WHERE pronamespace <> 'pg_catalog'::regnamespace
UNION ALL SELECT 'schema', jsonb_build_array(nspname, nspacl::text, nspowner) FROM pg_namespace
UNION ALL SELECT 'database', jsonb_build_array(datname, datacl::text, datdba) FROM pg_database
    WHERE datname = current_database()
UNION ALL SELECT 'large', jsonb_build_array(oid) FROM pg_largeobject_metadata
UNION ALL SELECT 'extension', jsonb_build_array(extname) FROM pg_extension
"""

_ROWS = """
INSERT INTO employee (name, account, job_title, place, phone, email, languages, reception, hidden, name_sort,
    search_fold, version)
SELECT name, account, '', '', '', '', '', '{}', false, '', '', 1 FROM unnest(%(names)s::text[], %(logins)s::text[])
    AS _(name, account);
"""
_CLIENTS = """
INSERT INTO client (name, phone, email, address, name_sort, search_fold, version)
VALUES ('zvirbulis', '', '', '', '', '', 1), ('Zināmais', '', '', '', '', '', 1);
INSERT INTO saved_view (account, name, definition, position, version) VALUES ('{other}', 'dzenis', '{{}}', 0, 1);
INSERT INTO done_request (request, account, row_id) VALUES ('dzenis', '{other}', 1);
INSERT INTO credential (account_id, password_hash, failures) SELECT min(id), 'dzenis', 0 FROM account;
"""
_CONTACTS = """
INSERT INTO contact (request, number_year, number_seq, reference, at, has_time, channel, incoming, client_id,
    client_name, phone, email, address, topic, subject, notes, handler_id, handler_name, unit, registered_by,
    registered_name, registered_at, outcome, status, is_open, callback_tries, referred_name, reason, institution,
    offered_channel, language, identity_shown, entry_help, recording_told, fingerprint, kept, annulled_by,
    annul_reason, restricted, sealed_changes, client_sort, subject_sort, address_sort, topic_sort, handler_sort,
    registered_sort, search_fold, version)
SELECT 'r' || seq, 2026, seq, '', now(), true, 'phone', true, client_id, '', '', '', '', '', subject, '',
    (SELECT id FROM employee e WHERE e.account = handler), '', '', registrar, 'Vārds', now(), 'answered', 'closed',
    false, 0, '', '', '', '', 'lv', false, false, false, '', true, '', '', restricted, 0,
    '', '', '', '', '', '', '', 1
FROM (VALUES
    (1, 1, 'zvirbulis', '{other}', '{other}', false),
    (2, NULL, '', '{other}', '{other}', true),
    (3, 1, 'mans', '{clerk}', '{clerk}', false),
    (4, 2, 'savs', '{specialist}', '{specialist}', false),
    (5, 1, 'nodots', '{other}', '{clerk}', false)) AS _(seq, client_id, subject, registrar, handler, restricted);
UPDATE contact SET handler_id = (SELECT id FROM employee WHERE account = '{other}') WHERE id = 5;
INSERT INTO contact_sealed (contact_id, client_name, phone, email, address, topic, subject, notes, reason,
    annul_reason, version) VALUES (2, 'kanarijputns', '', '', '', '', 'kanarijputns', '', '', '', 1);
INSERT INTO contact_named (contact_id, employee_id, kept, version)
    SELECT 2, id, true, 1 FROM employee WHERE account = '{other}';
INSERT INTO contact_event (contact_id, at, account, name, kind, text, version) VALUES
    (1, now(), '{other}', 'V', 'note', 'zvirbulis', 1), (2, now(), '{other}', 'V', 'note', 'kanarijputns', 1);
"""
_CARDS = """
INSERT INTO photo (employee_id, width, height, digest, content, erased, version)
    SELECT id, 600, 800, '', 'pelekzīlīte', false, 1 FROM employee WHERE account = '{other}';
INSERT INTO card (employee_id, kind, number, name, job_title, unit, state, issued_on, photo_id, return_asked,
    printed, name_sort, search_fold, version)
    SELECT e.id, 'staff_id', '001', 'V', '', '', 'lost', '2026-01-05', p.id, false, 0, '', '', 1
    FROM employee e JOIN photo p ON p.employee_id = e.id;
INSERT INTO card_event (card_id, state, day, reason, account, person, version)
    SELECT id, 'lost', '2026-02-05', 'pelekzīlīte', '{other}', 'V', 1 FROM card;
INSERT INTO past_post (employee_id, name, job_title, unit, until, version)
    SELECT id, 'pelekzīlīte', '', '', '2025-01-05', 1 FROM employee WHERE account = '{other}';
"""


@dataclass
class Stand:
    """The office and its logins by who they are; ``other`` is the clerk whose rows everybody is after."""

    office: SharedOffice
    boss: Psql
    logins: dict[str, str] = field(default_factory=dict)

    def fill(self) -> None:
        """Hire everybody, and put the rows in."""
        for who, roles in {
            "other": (Role.CLERK,),
            "clerk": (Role.CLERK,),
            "specialist": (Role.SPECIALIST,),
            "head": (Role.HEAD,),
            "decision_maker": (Role.DECISION_MAKER,),
            "disabled": (Role.CLERK,),
        }.items():
            self.logins[who] = self.office.add(who, *roles)
        self.logins["administrator"] = self.office.administrator
        with self.psql("administrator") as anna:
            anna.execute("SELECT lete.person_enabled(%s, false)", [self.logins["disabled"]])
        staff = [self.logins[who] for who in ("other", "clerk", "specialist", "head")]
        self.boss.execute(_ROWS, {"names": staff, "logins": staff})
        for script in (_CLIENTS, _CONTACTS, _CARDS):
            with self.boss.transaction():
                self.boss.execute(self.filled(script))

    @cached_property
    def roles(self) -> Roles:
        """The roles of the office on the server."""
        found = self.boss.execute("SELECT lete.role_prefix()").fetchone()
        assert found is not None
        return Roles(str(found[0]))

    def filled(self, statement: str) -> str:
        """The statement with this office's names."""
        roles = self.roles
        names = {"owner": roles.owner, "provisioner": roles.provisioner, "user": roles.user}
        groups = {f"group_{role.value}": roles.group(role) for role in Role}
        return statement.format(**self.logins, **names, **groups, backup=roles.backup)

    def psql(self, who: str) -> Psql:
        """A connection with the person's own password."""
        return self.office.psql(self.logins[who])

    def digest(self) -> dict[str, str]:
        """All rows but the audit's, and what the server's catalogue says, a hash for each kind."""
        found: dict[str, str] = {}
        tables = self.boss.execute(
            "SELECT nspname, relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE relkind = 'r' AND nspname IN ('public', 'lete_private') AND relname NOT IN "
            "('audit_entry', 'audit_head')"
        ).fetchall()
        for schema, name in tables:
            place = sql.Identifier(str(schema), str(name))
            found[str(name)] = self._hash(sql.SQL("SELECT to_jsonb(t) FROM {} t").format(place))
        found["catalogue"] = self._hash(sql.SQL(_CATALOGUE))
        return found

    def chain(self) -> tuple[int, list[str]]:
        """The number of the last entry, and what the chain's check complains of."""
        last = self.boss.execute("SELECT seq FROM audit_head").fetchone()
        broken = self.boss.execute("SELECT seq, reason FROM lete.broken_entry()").fetchall()
        assert last is not None
        return int(str(last[0])), [str(row) for row in broken]

    def authors(self, since: int) -> set[str]:
        """Who is named by the entries after ``since``."""
        found = self.boss.execute("SELECT DISTINCT account FROM audit_entry WHERE seq > %s", [since]).fetchall()
        return {str(row[0]) for row in found}

    def _hash(self, query: sql.SQL | sql.Composed) -> str:
        whole = sql.SQL("SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM ({}) t").format(query)
        return str((self.boss.execute(whole).fetchone() or ("",))[0])


@dataclass
class Answer:
    """Everything an attacker was told, and by how many statements: those refused, and the rows others found."""

    told: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    rows: int = 0
    last_refused: bool = False

    def take(self, connection: Psql, statement: str) -> None:
        """Run one statement and keep what comes back."""
        self.last_refused = False
        try:
            with connection.cursor() as cursor:
                command, _, data = statement.partition("\n")
                if command.startswith("COPY") and command.endswith(("STDIN", "STDOUT")):
                    with cursor.copy(command.encode()) as copy:
                        if command.endswith("STDIN"):
                            copy.write(data + "\n")
                        else:
                            self.told.extend(bytes(block).decode() for block in copy)
                    self.rows += cursor.rowcount
                    return
                cursor.execute(statement.encode())
                if cursor.description:
                    found = cursor.fetchall()
                    self.told.append(str(found))
                    self.rows += len(found)
                else:
                    self.rows += max(cursor.rowcount, 0)
        except psycopg.Error as error:
            self.last_refused = True
            self.errors.append(
                f"{error} {error.diag.message_detail} {error.diag.message_hint} {error.diag.context}"
            )
