"""Attacks that want to change what is not theirs, or to leave no trace of it."""

from __future__ import annotations

from tests.security.attack import Attack, Harmless, attack

_NOTHING, _IDLE = Harmless.NOTHING, Harmless.IDLE
_EVERYBODY = "clerk specialist head decision_maker administrator"
_OUTSIDERS = "clerk specialist decision_maker"

_ADD = (
    "INSERT INTO contact (request, number_year, number_seq, reference, at, has_time, channel, "
    "incoming, client_name, "
    "phone, email, address, topic, subject, notes, handler_name, unit, registered_by, registered_name, "
    "registered_at, outcome, status, is_open, callback_tries, referred_name, reason, institution, "
    "offered_channel, "
    "language, identity_shown, entry_help, recording_told, fingerprint, kept, annulled_by, "
    "annul_reason, restricted, "
    "sealed_changes, client_sort, subject_sort, address_sort, topic_sort, handler_sort, registered_sort, "
    "search_fold, version) SELECT 'forged', {year}, {seq}, '', now(), true, 'phone', true, '', '', '', '', '', "
    "'', '', '', '', '{by}', 'X', now(), 'answered', 'closed', false, 0, '', '', '', '', 'lv', "
    "false, false, false, '', true, '', '', false, 0, '', '', '', '', '', '', '', 1"
)


def _add(seq: int, by: str, year: int = 2026) -> str:
    return _ADD.replace("{year}", str(year)).replace("{seq}", str(seq)).replace("{by}", by)


WRITING: list[Attack] = [
    *attack("changes another's contact", "clerk", "UPDATE contact SET subject = 'x' WHERE id = 1"),
    *attack(
        "changes an unseen contact",
        "specialist",
        "UPDATE contact SET subject = 'x' WHERE id = 1",
        harmless=_NOTHING,
    ),
    *attack("changes a contact", "decision_maker administrator", "UPDATE contact SET subject = 'x'"),
    *attack("takes a lost card into use again", _OUTSIDERS, "UPDATE card SET state = 'issued'"),
    *attack(
        "issues itself a card",
        _OUTSIDERS,
        "INSERT INTO card (employee_id, kind, number, name, job_title, unit, state, issued_on, return_asked, "
        "printed, name_sort, search_fold, version) "
        "VALUES (2, 'staff_id', '002', 'X', '', '', 'issued', '2026-01-05', false, 0, '', '', 1)",
    ),
    *attack("gives a card another number", _EVERYBODY, "UPDATE card SET number = '999'"),
    *attack("gives a card to somebody else", _EVERYBODY, "UPDATE card SET employee_id = 2"),
    *attack(
        "enters a card's return in another's name",
        _EVERYBODY,
        "INSERT INTO card_event (card_id, state, day, reason, account, person, version) "
        "VALUES (1, 'returned', '2026-03-05', '', '{other}', 'V', 1)",
    ),
    *attack("rewrites why a card was lost", _EVERYBODY, "UPDATE card_event SET reason = 'x'"),
    *attack("puts another photo under its digest", _EVERYBODY, "UPDATE photo SET digest = 'x'"),
    *attack("deletes photos", _EVERYBODY, "DELETE FROM photo"),
    *attack("deletes contacts", _EVERYBODY, "DELETE FROM contact"),
    *attack("empties contacts", _EVERYBODY, "TRUNCATE contact CASCADE"),
    *attack(
        "takes a contact that was handed on back by a trick",
        "clerk",
        "UPDATE contact SET version = version WHERE id = 5",
        "UPDATE contact SET subject = 'x' WHERE id = 5",
    ),
    *attack("gives itself a contact as handler", "clerk", "UPDATE contact SET handler_id = 2 WHERE id = 1"),
    *attack("opens a restricted contact", "clerk", "UPDATE contact SET restricted = false WHERE id = 2"),
    *attack("restricts another's contact", "clerk", "UPDATE contact SET restricted = true WHERE id = 1"),
    *attack("links a restricted contact with a client", "clerk", "UPDATE contact SET client_id = 1 WHERE id = 2"),
    *attack(
        "unlinks another's contact from its client", "clerk", "UPDATE contact SET client_id = NULL WHERE id = 1"
    ),
    *attack(
        "changes sealed content", "clerk specialist", "UPDATE contact_sealed SET subject = 'x'", harmless=_NOTHING
    ),
    *attack(
        "seals another's contact",
        "clerk specialist",
        "INSERT INTO contact_sealed (contact_id, client_name, phone, email, address, topic, subject, notes, "
        "reason, annul_reason, version) VALUES (1, '', '', '', '', '', '', '', '', '', 1)",
    ),
    *attack(
        "names itself",
        "clerk specialist decision_maker",
        "INSERT INTO contact_named (contact_id, employee_id, kept, version) VALUES (2, 2, true, 1)",
    ),
    *attack("hands itself sight", _EVERYBODY, "INSERT INTO lete_private.contact_sight VALUES (2, 2), (3, 2)"),
    *attack(
        "moves its own named row to another contact",
        "clerk",
        "UPDATE contact_named SET contact_id = 1 WHERE contact_id = 2",
        harmless=_NOTHING,
    ),
    *attack("adds a contact in another's name", "clerk specialist head", _add(6, "{other}")),
    *attack("skips numbers", "clerk", _add(60, "{clerk}")),
    *attack("repeats a number", "clerk", _add(1, "{clerk}")),
    *attack("changes its number", "clerk", "UPDATE contact SET number_seq = 99 WHERE id = 3"),
    *attack("changes who registered it", "clerk", "UPDATE contact SET registered_by = 'x' WHERE id = 3"),
    *attack("adds a contact", "decision_maker administrator", _add(6, "{administrator}")),
    *attack(
        "links a contact with an unknown client", "specialist", "UPDATE contact SET client_id = 1 WHERE id = 4"
    ),
    *attack("moves the counter", _EVERYBODY, "UPDATE counter SET last = 99"),
    *attack(
        "makes counters of its own", "clerk specialist", "SELECT lete.next_numbers('x', 2026, 1)", harmless=_IDLE
    ),
    *attack(
        "makes a counter of a year to come",
        "clerk",
        "SELECT lete.next_numbers('contacts', 2199, 1)",
        harmless=_IDLE,
    ),
    *attack("asks for no numbers", "clerk", "SELECT lete.next_numbers('contacts', 2026, -5)"),
    *attack(
        "takes a number without right",
        "decision_maker administrator",
        "SELECT lete.next_numbers('contacts', 2026, 1)",
    ),
    *attack("sets a sequence", _EVERYBODY, "SELECT setval('contact_id_seq', 1)"),
    *attack("changes what happened", "clerk specialist head", "UPDATE contact_event SET text = 'x'"),
    *attack(
        "tells of an event in another's name",
        "clerk head",
        "INSERT INTO contact_event (contact_id, at, account, name, kind, text, version) "
        "VALUES (1, now(), '{other}', 'X', 'note', 'x', 1)",
    ),
    *attack(
        "tells of an event of an unseen contact",
        "specialist",
        "INSERT INTO contact_event (contact_id, at, account, name, kind, text, version) "
        "VALUES (1, now(), '{specialist}', 'X', 'note', 'x', 1)",
    ),
    *attack("changes a client", "administrator decision_maker", "UPDATE client SET name = 'x'"),
    *attack(
        "changes an unseen client", "specialist", "UPDATE client SET name = 'x' WHERE id = 1", harmless=_NOTHING
    ),
    *attack(
        "changes settings",
        "clerk specialist head decision_maker",
        "INSERT INTO setting (key, value, version) VALUES ('x', '1', 1)",
    ),
    *attack("changes an account", _EVERYBODY, "UPDATE account SET roles = 'administrator'"),
    *attack(
        "adds an account",
        _EVERYBODY,
        "INSERT INTO account (login, name, roles, enabled, version) VALUES ('x', 'X', 'head', true, 1)",
    ),
    *attack(
        "says to be another employee",
        "clerk specialist",
        "UPDATE employee SET account = session_user WHERE id = 1",
    ),
    *attack(
        "takes over another's view",
        "clerk",
        "INSERT INTO saved_view (account, name, definition, position, version) VALUES ('{other}', 'x', '', 0, 1)",
    ),
    *attack("changes the schema's revision", "administrator", "UPDATE alembic_version SET version_num = '0'"),
    *attack(
        "copies rows in",
        "decision_maker administrator",
        "COPY client (name, phone, email, address, name_sort, search_fold, version) FROM STDIN\nx\t\t\t\t\t\t1",
    ),
    *attack("copies from a program", "administrator", "COPY setting FROM PROGRAM 'echo 1'"),
    *attack(
        "writes the audit",
        _EVERYBODY,
        "INSERT INTO audit_entry VALUES (999, now(), 'x', 'contact', 1, 'insert', 'x', 'x')",
    ),
    *attack("rewrites the audit", _EVERYBODY, "UPDATE audit_entry SET account = 'x'"),
    *attack("shortens the audit", _EVERYBODY, "DELETE FROM audit_entry"),
    *attack("moves the head", _EVERYBODY, "UPDATE audit_head SET seq = 0"),
    *attack(
        "forges a pending act",
        _EVERYBODY,
        "INSERT INTO lete_private.audit_pending (xact, register, act, subject, row_id, told) "
        "VALUES (pg_current_xact_id(), '', 'x', 'x', 1, 'x')",
    ),
    *attack("forges an act of the server", _EVERYBODY, "SELECT lete.note('update', 'contact', 1, '{{}}')"),
    *attack("forges the form of an entry", _EVERYBODY, "SELECT lete.note('x\",\"y', 'contact', 1, '{{}}')"),
    *attack("notes an act of no subject", "clerk", "SELECT lete.note('view', NULL, 1, '{{}}')"),
    *attack(
        "notes hostile facts",
        "clerk",
        "SELECT lete.note('view', 'contact', 1, '{{\"a\\\"]\\n\": \"]}}\"}}')",
        harmless=_IDLE,
    ),
    *attack(
        "forges the origin",
        "clerk",
        "SELECT set_config('lete.origin', 'x contacts:1', false)",
        "SELECT lete.note('view', 'contact', 1, '{{}}')",
        harmless=_IDLE,
    ),
    *attack("chains by itself", _EVERYBODY, "SELECT lete_private.chain_at_commit()"),
    *attack("turns triggers off", _EVERYBODY, "ALTER TABLE contact DISABLE TRIGGER ALL"),
    *attack("works as a replica without triggers", _EVERYBODY, "SET session_replication_role = replica"),
    *attack(
        "prepares a transaction that is never chained",
        "clerk",
        "BEGIN",
        "SELECT lete.note('view', 'contact', 1, '{{}}')",
        "PREPARE TRANSACTION 'x'",
    ),
    *attack(
        "hastens the chain",
        "clerk",
        "SET CONSTRAINTS ALL IMMEDIATE",
        "SELECT lete.note('view', 'contact', 1, '{{}}')",
        harmless=_IDLE,
    ),
    *attack(
        "spoofs a notice",
        _EVERYBODY,
        "NOTIFY lete, 'x contacts:1,2'",
        "NOTIFY lete, 'rubbish'",
        "SELECT pg_notify('lete', repeat('x', 7999))",
        harmless=_IDLE,
    ),
    *attack("spoofs too long a notice", "clerk", "SELECT pg_notify('lete', repeat('x', 8001))"),
]
