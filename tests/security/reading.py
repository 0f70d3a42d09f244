"""Attacks that want to read what is not for them."""

from __future__ import annotations

from tests.security.attack import Attack, Harmless, attack

_NOTHING, _IDLE = Harmless.NOTHING, Harmless.IDLE
_EVERYBODY = "clerk specialist head decision_maker administrator"
_OUTSIDERS = "clerk specialist decision_maker"

READING: list[Attack] = [
    *attack(
        "reads the content of a restricted contact", _OUTSIDERS, "SELECT * FROM contact_sealed", harmless=_NOTHING
    ),
    *attack("reads who is named", _OUTSIDERS, "SELECT * FROM contact_named", harmless=_NOTHING),
    *attack("reads contacts", "administrator", "SELECT * FROM contact"),
    *attack("reads clients", "administrator", "SELECT * FROM client"),
    *attack("reads the course of contacts", "administrator", "SELECT * FROM contact_event"),
    *attack("reads sealed content", "administrator", "SELECT * FROM contact_sealed"),
    *attack("reads others' contacts", "specialist", "SELECT * FROM contact WHERE id <> 4", harmless=_NOTHING),
    *attack("reads others' clients", "specialist", "SELECT * FROM client WHERE id <> 2", harmless=_NOTHING),
    *attack(
        "reads the course of a restricted contact",
        _OUTSIDERS,
        "SELECT * FROM contact_event WHERE contact_id = 2",
        harmless=_NOTHING,
    ),
    *attack("reads the audit whole", _EVERYBODY, "SELECT text FROM audit_entry", harmless=_IDLE),
    *attack(
        "reads the history of a restricted contact",
        _OUTSIDERS,
        "SELECT * FROM lete.record_history('contact', 2)",
        harmless=_IDLE,
    ),
    *attack(
        "asks for the administrator's audit",
        "clerk specialist head decision_maker",
        "SELECT lete.audit_numbers('', '', null, null, 100)",
    ),
    *attack(
        "asks for the audit's entries",
        "clerk specialist head decision_maker",
        "SELECT * FROM lete.audit_overview(ARRAY(SELECT generate_series(1, 200)))",
    ),
    *attack(
        "looks for values in the administrator's audit",
        "administrator",
        "SELECT * FROM lete.audit_overview(ARRAY(SELECT generate_series(1, 200)))",
        harmless=_IDLE,
    ),
    *attack("reads the photos of staff", _OUTSIDERS, "SELECT * FROM photo"),
    *attack(
        "reads photos through the cards", _OUTSIDERS, "SELECT c.*, p.* FROM card c JOIN photo p ON p.id = photo_id"
    ),
    *attack("reads why cards were lost", _OUTSIDERS, "SELECT * FROM card_event"),
    *attack("reads earlier names and posts", _OUTSIDERS, "SELECT * FROM past_post"),
    *attack(
        "reads the history of what only those who manage staff see",
        _OUTSIDERS,
        "SELECT * FROM lete.record_history('past_post', 1)",
        "SELECT * FROM lete.record_history('card_event', 1)",
        "SELECT * FROM lete.record_history('photo', 1)",
        harmless=_IDLE,
    ),
    *attack(
        "reads earlier names and posts, and why cards were lost, in histories",
        _OUTSIDERS,
        "SELECT h.* FROM employee e, lete.record_history('employee', e.id) h",
        "SELECT h.* FROM card c, lete.record_history('card', c.id) h",
        harmless=_IDLE,
    ),
    *attack("reads a history by its inner function", _EVERYBODY, "SELECT * FROM lete_private.employee_history(1)"),
    *attack("reads password hashes", _EVERYBODY, "SELECT * FROM credential"),
    *attack("reads the server's passwords", _EVERYBODY, "SELECT rolpassword FROM pg_authid"),
    *attack("reads others' views", _EVERYBODY, "SELECT * FROM saved_view", harmless=_NOTHING),
    *attack("reads others' saves", _EVERYBODY, "SELECT * FROM done_request", harmless=_NOTHING),
    *attack("reads what is pending", _EVERYBODY, "SELECT * FROM lete_private.audit_pending"),
    *attack("reads who had sight", _EVERYBODY, "SELECT * FROM lete_private.contact_sight"),
    *attack("copies the sealed content out", _OUTSIDERS, "COPY contact_sealed TO STDOUT", harmless=_NOTHING),
    *attack(
        "copies contacts out by a query",
        "specialist",
        "COPY (SELECT * FROM contact WHERE id <> 4) TO STDOUT",
        harmless=_NOTHING,
    ),
    *attack("copies to a file", "head", "COPY contact TO '/tmp/stolen.csv'"),
    *attack("copies to a program", "head", "COPY contact TO PROGRAM 'cat'"),
    *attack("reads a file of the server", "administrator", "SELECT pg_read_file('postgresql.conf')"),
    *attack("lists files of the server", "administrator", "SELECT pg_ls_dir('.')"),
    *attack(
        "turns row security off", "specialist clerk", "SET row_security = off", "SELECT * FROM contact_sealed"
    ),
    *attack(
        "reads the statistics of a guarded table",
        _EVERYBODY,
        "SELECT * FROM pg_stats WHERE schemaname IN ('public', 'lete_private') "
        "AND tablename IN ('contact', 'contact_sealed', 'client', 'contact_event')",
        harmless=_NOTHING,
    ),
    *attack("reads what the audit says of rows", _EVERYBODY, "SELECT text FROM audit_entry"),
    *attack(
        "has a plan tell what the audit says",
        "clerk specialist",
        "EXPLAIN ANALYZE SELECT seq FROM audit_entry WHERE text > '[1,'",
    ),
    *attack("reads the statistics themselves", _EVERYBODY, "SELECT * FROM pg_statistic"),
    *attack(
        "has the plan told with its values",
        "specialist",
        "EXPLAIN (ANALYZE, VERBOSE, BUFFERS) SELECT * FROM contact_sealed JOIN contact USING (id)",
        harmless=_IDLE,
    ),
    *attack(
        "uses an operator that tells its operands in an error",
        "clerk specialist",
        "SELECT * FROM contact_sealed WHERE subject::int = 1",
        harmless=_NOTHING,
    ),
    *attack(
        "casts others' contacts into an error",
        "specialist",
        "SELECT * FROM contact WHERE id <> 4 AND subject::date > now()",
        harmless=_NOTHING,
    ),
    *attack(
        "has an error in XML tell",
        "specialist",
        "SELECT query_to_xml('SELECT * FROM contact WHERE id <> 4', true, true, '')",
        harmless=_IDLE,
    ),
    *attack(
        "makes a function that tells",
        "specialist clerk",
        "CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS "
        "$$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$",
    ),
    *attack(
        "runs a block that tells",
        "specialist",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM contact WHERE id <> 4 LOOP RAISE NOTICE '%', r; "
        "END LOOP; END $$",
        harmless=_IDLE,
    ),
    *attack("has dblink ask for them", "clerk", "CREATE EXTENSION dblink"),
    *attack("reads a table by a view", "clerk", "CREATE VIEW peek AS SELECT * FROM contact_sealed"),
    *attack(
        "locks rows to learn of them",
        "clerk specialist",
        "SELECT 1 FROM contact_sealed FOR UPDATE",
        harmless=_NOTHING,
    ),
    *attack("finds out the value of a sequence", _EVERYBODY, "SELECT last_value FROM contact_id_seq"),
    *attack(
        "guesses the number of a row by a key",
        "administrator",
        "INSERT INTO contact_named (contact_id, employee_id, kept, version) VALUES (2, 1, true, 1)",
    ),
    *attack(
        "reads others' queries",
        "clerk",
        "SELECT query FROM pg_stat_activity WHERE usename <> session_user AND query NOT LIKE '<insufficient%' "
        "AND query <> ''",
        harmless=_NOTHING,
    ),
    *attack("reads the log", "administrator", "SELECT pg_current_logfile()"),
    *attack("verifies the audit to learn from it", _OUTSIDERS, "SELECT * FROM lete.broken_entry()"),
]
