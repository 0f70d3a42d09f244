"""Attacks that want more power: roles, the server, and the functions that hold both."""

from __future__ import annotations

from tests.security.attack import Attack, Harmless, attack

_IDLE = Harmless.IDLE
_EVERYBODY = "clerk specialist head decision_maker administrator"

POWER: list[Attack] = [
    *attack("becomes the owner", _EVERYBODY, 'SET ROLE "{owner}"'),
    *attack("becomes the provisioner", _EVERYBODY, 'SET ROLE "{provisioner}"'),
    *attack("becomes the backup", _EVERYBODY, 'SET ROLE "{backup}"'),
    *attack("becomes a superuser", _EVERYBODY, "SET SESSION AUTHORIZATION postgres"),
    *attack("becomes another person", _EVERYBODY, 'SET SESSION AUTHORIZATION "{other}"'),
    *attack("takes another's role", _EVERYBODY, 'SET ROLE "{other}"'),
    *attack(
        "acts as its own group",
        "clerk",
        'SET ROLE "{group_clerk}"',
        "SELECT * FROM contact_sealed",
        harmless=_IDLE,
    ),
    *attack("grants itself a group", "clerk administrator", 'GRANT "{group_head}" TO CURRENT_USER'),
    *attack("grants itself a table", _EVERYBODY, "GRANT ALL ON credential TO CURRENT_USER"),
    *attack("makes itself a maker of roles", _EVERYBODY, "ALTER ROLE CURRENT_USER CREATEROLE"),
    *attack("makes itself blind to policies", _EVERYBODY, "ALTER ROLE CURRENT_USER BYPASSRLS"),
    *attack("makes itself a superuser", _EVERYBODY, "ALTER ROLE CURRENT_USER SUPERUSER"),
    *attack("lets itself in for ever", "clerk", "ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'"),
    *attack("sets another's password", _EVERYBODY, "ALTER ROLE \"{other}\" PASSWORD 'x'"),
    *attack("sets another's search path", _EVERYBODY, 'ALTER ROLE "{other}" SET search_path = pg_temp'),
    *attack("makes a role", _EVERYBODY, "CREATE ROLE lete_spy LOGIN SUPERUSER"),
    *attack("drops a role", _EVERYBODY, 'DROP ROLE "{other}"'),
    *attack("makes a table", _EVERYBODY, "CREATE TABLE public.spy (a int)"),
    *attack(
        "makes a function beside the guard's",
        _EVERYBODY,
        "CREATE FUNCTION lete.me() RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
    ),
    *attack("makes a temporary table", _EVERYBODY, "CREATE TEMP TABLE contact (id int)"),
    *attack("makes a schema", _EVERYBODY, "CREATE SCHEMA spy"),
    *attack(
        "hijacks the search path",
        "specialist",
        "SET search_path = pg_temp, public",
        "SELECT lete.works_on(2), lete.may_edit_contact(1)",
        "SELECT * FROM contact WHERE id <> 4",
        harmless=_IDLE,
    ),
    *attack("drops a policy", _EVERYBODY, "DROP POLICY all_seen ON contact"),
    *attack(
        "switches row security off for the table", _EVERYBODY, "ALTER TABLE contact DISABLE ROW LEVEL SECURITY"
    ),
    *attack("makes a large object", "clerk", "SELECT lo_import('/etc/passwd')"),
    *attack("writes a large object to a file", "clerk", "SELECT lo_export(1, '/tmp/x')"),
    *attack("changes the server", _EVERYBODY, "ALTER SYSTEM SET log_statement = 'all'"),
    *attack("reloads the server", _EVERYBODY, "SELECT pg_reload_conf()"),
    *attack(
        "ends the superuser's session",
        "clerk",
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE usename = 'postgres' HAVING count(*) > 0",
    ),
    *attack("makes a language", "administrator", "CREATE EXTENSION plpython3u"),
    *attack("loads a library", "administrator", "LOAD 'auto_explain'"),
    *attack("makes a subscription", "administrator", "CREATE PUBLICATION spy FOR TABLE contact"),
    *attack(
        "makes a person",
        "clerk specialist head decision_maker",
        "SELECT lete.person_add('spy', 'Spy', ARRAY['administrator'], NULL)",
    ),
    *attack(
        "makes itself administrator",
        "clerk specialist head decision_maker",
        "SELECT lete.person_roles(session_user::text, ARRAY['administrator'])",
    ),
    *attack("switches another off", "clerk head", "SELECT lete.person_enabled('{other}', false)"),
    *attack("sets a password by function", "clerk head", "SELECT lete.person_password('{other}', NULL)"),
    *attack(
        "makes a person of a reserved name",
        "administrator",
        "SELECT lete.person_add('pg_spy', 'Spy', ARRAY['clerk'], NULL)",
    ),
    *attack(
        "injects into a role's name",
        "administrator",
        "SELECT lete.person_add('a\" SUPERUSER; --', 'Spy', ARRAY['clerk'], NULL)",
    ),
    *attack("gives a role there is not", "administrator", "SELECT lete.person_roles('{other}', ARRAY['owner'])"),
    *attack("sets a weak password", "administrator", "SELECT lete.person_password('{other}', 'md5abc')"),
    *attack("changes the superuser by function", "administrator", "SELECT lete.person_password('postgres', NULL)"),
    *attack("is the first administrator once more", "clerk administrator", "SELECT lete.person_first('X')"),
    *attack(
        "calls an inner function", _EVERYBODY, "SELECT lete_private.person_groups(session_user::text, 'head')"
    ),
    *attack("asks for the inner sight", "specialist", "SELECT lete_private.is_new('client', 1)"),
    *attack(
        "asks for contacts it may not know",
        "specialist administrator",
        "SELECT 1 FROM generate_series(1, 5) id WHERE id <> 4 AND (lete.works_on(id) OR lete.may_unseal(id) "
        "OR lete.sees_contact(id) OR lete.may_edit_contact(id))",
        harmless=Harmless.NOTHING,
    ),
    *attack(
        "asks for clients it may not know",
        "specialist",
        "SELECT 1 WHERE lete.knows_client(1)",
        harmless=Harmless.NOTHING,
    ),
]
