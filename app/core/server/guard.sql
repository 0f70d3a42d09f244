-- The guard of an office on Postgres: who may read and write what, the audit, versions and numbers.
--
-- Applied whole after every migration, in the migration's transaction and as the owner role, by apply.py. It may
-- be applied again at any time: part 1 takes everything of an earlier guard away. Only names of roles are filled
-- in: @name@ as an identifier, @@name@@ as a text. A golden snapshot (tests/app/core/server) holds what results.
--
-- Words: public has the tables; lete has the functions that people and policies call; lete_private has what nobody
-- is granted. The person is session_user, always: current_user is the owner inside SECURITY DEFINER functions.


-- 1. Sweep -------------------------------------------------------------------------------------------------------

-- What a migration changed in this transaction is chained now: a trigger with pending events cannot be dropped.
SET CONSTRAINTS ALL IMMEDIATE;

CREATE SCHEMA IF NOT EXISTS lete;
CREATE SCHEMA IF NOT EXISTS lete_private;

DO $sweep$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT * FROM pg_policies WHERE schemaname IN ('public', 'lete_private') LOOP
        EXECUTE format('DROP POLICY %I ON %I.%I', found.policyname, found.schemaname, found.tablename);
    END LOOP;
    FOR found IN SELECT tgname, tgrelid::regclass AS place FROM pg_trigger
                 WHERE tgname LIKE 'lete\_%' AND NOT tgisinternal LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', found.tgname, found.place);
    END LOOP;
    FOR found IN SELECT p.oid::regprocedure AS name, p.prokind = 'a' AS is_aggregate FROM pg_proc p
                 WHERE p.pronamespace IN ('lete'::regnamespace, 'lete_private'::regnamespace)
                 ORDER BY p.prokind = 'a' DESC LOOP
        EXECUTE format('DROP %s %s', CASE WHEN found.is_aggregate THEN 'AGGREGATE' ELSE 'FUNCTION' END, found.name);
    END LOOP;
    -- Grants to anybody but the owner: on tables, columns and sequences.
    FOR found IN
        SELECT DISTINCT c.oid::regclass AS place, c.relkind,
               CASE WHEN acl.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
        FROM pg_class c
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL,
        LATERAL (SELECT * FROM aclexplode(c.relacl) UNION ALL SELECT * FROM aclexplode(a.attacl)) acl
        WHERE c.relnamespace IN ('public'::regnamespace, 'lete_private'::regnamespace)
          AND c.relkind IN ('r', 'v', 'S') AND acl.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s %s FROM %s',
                       CASE found.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, found.place, found.grantee);
    END LOOP;
END
$sweep$;


-- 2. The house: nobody may make anything in it -------------------------------------------------------------------

REVOKE ALL ON SCHEMA public, lete, lete_private FROM PUBLIC;
GRANT USAGE ON SCHEMA public, lete TO @user@;
GRANT USAGE ON SCHEMA public, lete, lete_private TO @backup@;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;

-- What was done and is not chained yet: in transactions that have not committed, and in large ones that have.
CREATE TABLE IF NOT EXISTS lete_private.audit_pending (
    xact xid8 NOT NULL,
    place bigint GENERATED ALWAYS AS IDENTITY,
    register text NOT NULL,
    act text NOT NULL,
    subject text NOT NULL,
    row_id integer NOT NULL,
    told text NOT NULL, -- the canonical text from the act on
    PRIMARY KEY (xact, place)
);

-- One row for each transaction that has something to chain; its deferred trigger does that at the commit, or leaves
-- it for later with the moment and the person.
CREATE TABLE IF NOT EXISTS lete_private.audit_commit (xact xid8 PRIMARY KEY);
ALTER TABLE lete_private.audit_commit ADD COLUMN IF NOT EXISTS at timestamptz, ADD COLUMN IF NOT EXISTS account text;
ALTER TABLE lete_private.audit_pending SET LOGGED;
ALTER TABLE lete_private.audit_commit SET LOGGED;

-- Who handles or once handled a contact, or had it handed to them: they keep sight of it when they hand it on.
CREATE TABLE IF NOT EXISTS lete_private.contact_sight (
    employee_id integer NOT NULL,
    contact_id integer NOT NULL,
    PRIMARY KEY (employee_id, contact_id)
);


-- 3. Who is asking -----------------------------------------------------------------------------------------------

-- The beginning of the names of this office's roles.
CREATE FUNCTION lete.role_prefix() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$ SELECT @@prefix@@::text $$;

-- Whether the person is of that role: clerk, specialist, head, decision_maker, administrator, backup, user.
-- Members of the owner role (IT) count as all of them.
CREATE FUNCTION lete.has_role(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(session_user, @@owner@@, 'member') OR pg_has_role(session_user, @@prefix@@ || role, 'member')
$$;

-- The person's login.
CREATE FUNCTION lete.me() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$ SELECT session_user::text $$;

-- The person's number on the staff; none for a login that no employee has.
CREATE FUNCTION lete.my_employee() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$ SELECT id FROM public.employee WHERE account = session_user $$;

-- The contacts the person once handled: an array, so that a policy can look them up by index.
CREATE FUNCTION lete.my_past_contacts() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(contact_id), '{}') FROM lete_private.contact_sight WHERE employee_id = lete.my_employee()
$$;

-- The restricted contacts that name the person, in the same way (C19).
CREATE FUNCTION lete.my_named_contacts() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(contact_id), '{}') FROM public.contact_named
    WHERE employee_id = lete.my_employee() AND kept
$$;

-- Whether this transaction has added or changed that row: nobody else's pending entries can be seen.
CREATE FUNCTION lete_private.is_new(subject text, row_id integer) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM lete_private.audit_pending p WHERE p.xact = pg_current_xact_id_if_assigned()
                   AND p.subject = $1 AND p.row_id = $2)
$$;

-- Whether the person works or worked on the contact: a head, its creator, its handler now or once.
CREATE FUNCTION lete.works_on(contact_id integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT lete.has_role('head') OR EXISTS (
        SELECT FROM public.contact c WHERE c.id = $1
        AND (c.registered_by = session_user OR c.handler_id = lete.my_employee() OR EXISTS (
            SELECT FROM lete_private.contact_sight s WHERE s.contact_id = $1 AND s.employee_id = lete.my_employee())))
$$;

-- Whether the person may see what a restricted contact is about (C19): who works on it, and those named. Called cheap,
-- so that plans ask it before they compare a value, and the time they take tells nothing of the value.
CREATE FUNCTION lete.may_unseal(contact_id integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER COST 0.0001
SET search_path = pg_catalog, pg_temp AS $$
    SELECT lete.works_on($1) OR EXISTS (
        SELECT FROM public.contact_named n
        WHERE n.contact_id = $1 AND n.employee_id = lete.my_employee() AND n.kept)
$$;

-- The restricted contacts that hold all these words, each the beginning of one, and that the person may unseal: as
-- lete.may_unseal says, but for all of them at once. No other row is looked into.
CREATE FUNCTION lete.search_sealed(sought text[]) RETURNS integer[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_head constant boolean := lete.has_role('head');
    me constant integer := lete.my_employee();
    patterns constant text[] := ARRAY(SELECT '% ' || word || '%' FROM unnest(sought) word);
BEGIN
    IF NOT (is_head OR lete.has_role('clerk') OR lete.has_role('specialist') OR lete.has_role('decision_maker')) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        WITH mine AS MATERIALIZED (
            SELECT c.id, c.search_fold || s.search_fold AS words
            FROM public.contact c JOIN public.contact_sealed s ON s.contact_id = c.id
            WHERE c.restricted AND (
                is_head OR c.registered_by = session_user OR c.handler_id = me
                OR EXISTS (SELECT FROM lete_private.contact_sight k WHERE k.contact_id = c.id AND k.employee_id = me)
                OR EXISTS (SELECT FROM public.contact_named n
                           WHERE n.contact_id = c.id AND n.employee_id = me AND n.kept))
        )
        SELECT id FROM mine WHERE words LIKE ALL (patterns));
END
$$;

-- Whether an entry tells of another client alone, as a clerk may link anybody's contact (lete_private.check_contact):
-- that makes the contact nobody's own.
CREATE FUNCTION lete_private.relinks_only(entry text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$ SELECT entry ~ ',\{"client_id":\[([0-9]+|null),[0-9]+\]\}\]$' $$;

-- Whether the person may change the contact: their own, anybody's for a head, and one they have handed on as long
-- as theirs is the last change, so that they can take it back.
CREATE FUNCTION lete.may_edit_contact(contact_id integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT lete.has_role('head') OR EXISTS (
        SELECT FROM public.contact c WHERE c.id = $1
        AND (c.registered_by = session_user OR c.handler_id = lete.my_employee())
    ) OR (lete.works_on($1) AND ((
        SELECT e.account FROM public.audit_entry e
        WHERE e.subject = 'contact' AND e.row_id = $1 AND e.act IN ('insert', 'update')
        AND NOT lete_private.relinks_only(e.text)
        ORDER BY e.seq DESC LIMIT 1) = session_user OR EXISTS (
        SELECT FROM lete_private.audit_pending p WHERE p.xact = pg_current_xact_id_if_assigned()
        AND p.subject = 'contact' AND p.row_id = $1 AND NOT lete_private.relinks_only(p.told))))
$$;

-- Whether a specialist may link a contact with the client: one of the contacts they see, or one they are just
-- adding.
CREATE FUNCTION lete.knows_client(client_id integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.contact c WHERE c.client_id = $1
        AND (c.registered_by = session_user OR lete.my_employee() IN (c.handler_id, c.referred_id)
             OR c.id = ANY (lete.my_past_contacts()))
    ) OR lete_private.is_new('client', $1)
$$;

-- Whether a copy made by this login would be whole.
CREATE FUNCTION lete.may_back_up() RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$ SELECT lete.has_role('backup') $$;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lete TO @user@;


-- 4. Who may read and write what ---------------------------------------------------------------------------------

-- Row-level security is forced on every table there is. The owner, in whose name the functions below work, and
-- backups see everything.
DO $force$
DECLARE
    place regclass;
BEGIN
    FOR place IN SELECT oid FROM pg_class
                 WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'lete_private'::regnamespace) LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', place);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', place);
        EXECUTE format('CREATE POLICY owner_all ON %s TO @owner@ USING (true) WITH CHECK (true)', place);
        EXECUTE format('CREATE POLICY backup_reads ON %s FOR SELECT TO @backup@ USING (true)', place);
        EXECUTE format('GRANT SELECT ON %s TO @backup@', place);
    END LOOP;
END
$force$;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, lete_private TO @backup@;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO @user@;

-- A policy that is simply true costs nothing and leaves every index usable; so the roles are told by TO, not by a
-- function. Whoever is taken out of a group loses its rights at once, in open sessions too.

-- Everybody of the office reads these.
CREATE POLICY everybody_reads ON alembic_version FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON setting FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON account FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON counter FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON audit_head FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON unit FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON employee FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON institution FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON topic FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON snippet FOR SELECT TO @user@ USING (true);
GRANT SELECT ON alembic_version, setting, account, counter, audit_head, unit, employee, institution, topic, snippet
    TO @user@;

-- The administrator sets the office up; heads keep the directory too. People are changed by functions alone (part
-- 7). Passwords (credential) are SQLite's alone.
CREATE POLICY administrator_adds ON setting FOR INSERT TO @administrator@ WITH CHECK (true);
CREATE POLICY administrator_changes ON setting FOR UPDATE TO @administrator@ USING (true);
CREATE POLICY administrator_adds ON snippet FOR INSERT TO @administrator@ WITH CHECK (true);
CREATE POLICY administrator_changes ON snippet FOR UPDATE TO @administrator@ USING (true);
GRANT INSERT, UPDATE ON setting, snippet TO @administrator@;

CREATE POLICY directory_adds ON unit FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON unit FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY directory_adds ON employee FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON employee FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY directory_adds ON institution FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON institution FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY directory_adds ON topic FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON topic FOR UPDATE TO @head@, @administrator@ USING (true);
GRANT INSERT, UPDATE ON unit, employee, institution, topic TO @head@, @administrator@;

-- Posts, absences, services and cards, which everybody reads too.
CREATE POLICY everybody_reads ON job_title FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON absence FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON service FOR SELECT TO @user@ USING (true);
CREATE POLICY everybody_reads ON card FOR SELECT TO @user@ USING (true);
CREATE POLICY directory_adds ON job_title FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON job_title FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY directory_adds ON absence FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON absence FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY directory_adds ON service FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY directory_changes ON service FOR UPDATE TO @head@, @administrator@ USING (true);
GRANT SELECT ON job_title, absence, service, card TO @user@;
GRANT INSERT, UPDATE ON job_title, absence, service TO @head@, @administrator@;

-- What only those who manage staff see: earlier posts, comings and goings, why a card was lost, photos. Nobody changes
-- what happened to a card or how it was printed, and a photo is not changed but erased.
CREATE POLICY staff_reads ON past_post FOR SELECT TO @head@, @administrator@ USING (true);
CREATE POLICY staff_reads ON staff_event FOR SELECT TO @head@, @administrator@ USING (true);
CREATE POLICY staff_reads ON staff_tick FOR SELECT TO @head@, @administrator@ USING (true);
CREATE POLICY staff_reads ON card_event FOR SELECT TO @head@, @administrator@ USING (true);
CREATE POLICY staff_reads ON card_print FOR SELECT TO @head@, @administrator@ USING (true);
CREATE POLICY staff_reads ON photo FOR SELECT TO @head@, @administrator@ USING (true);
CREATE POLICY staff_adds ON past_post FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY staff_changes ON past_post FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY staff_adds ON staff_event FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY staff_changes ON staff_event FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY staff_adds ON staff_tick FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY staff_changes ON staff_tick FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY staff_adds ON card FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY staff_changes ON card FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY staff_adds ON photo FOR INSERT TO @head@, @administrator@ WITH CHECK (true);
CREATE POLICY staff_changes ON photo FOR UPDATE TO @head@, @administrator@ USING (true);
CREATE POLICY own_added ON card_event FOR INSERT TO @head@, @administrator@ WITH CHECK (account = (SELECT lete.me()));
CREATE POLICY own_added ON card_print FOR INSERT TO @head@, @administrator@ WITH CHECK (account = (SELECT lete.me()));
GRANT SELECT ON past_post, staff_event, staff_tick, card_event, card_print, photo TO @head@, @administrator@;
GRANT INSERT ON past_post, staff_event, staff_tick, card, card_event, card_print, photo TO @head@, @administrator@;
GRANT UPDATE ON past_post, staff_event, staff_tick TO @head@, @administrator@;
GRANT UPDATE (content, erased, version) ON photo TO @head@, @administrator@;
DO $card_columns$ -- a card stays of its kind, its number and whom it was made for
BEGIN
    EXECUTE format('GRANT UPDATE (%s) ON card TO @head@, @administrator@', (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = 'card'::regclass AND attnum > 0 AND NOT attisdropped
        AND attname <> ALL (ARRAY['id', 'employee_id', 'kind', 'number'])));
END
$card_columns$;

-- One's own: saved views, and which saves have been done already.
CREATE POLICY own ON saved_view TO @user@
    USING (account = (SELECT lete.me())) WITH CHECK (account = (SELECT lete.me()));
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO @user@;
CREATE POLICY own ON done_request TO @user@
    USING (account = (SELECT lete.me())) WITH CHECK (account = (SELECT lete.me()));
GRANT SELECT, INSERT ON done_request TO @user@;

-- Contacts: who serves clients sees all of them; a specialist what they registered, handle, were handed, or
-- handled once. An administrator alone sees no client data: the group has no grant here.
CREATE POLICY all_seen ON contact FOR SELECT TO @clerk@, @head@, @decision_maker@ USING (true);
CREATE POLICY own_seen ON contact FOR SELECT TO @specialist@ USING (
    registered_by = (SELECT lete.me())
    OR handler_id = (SELECT lete.my_employee())
    OR referred_id = (SELECT lete.my_employee())
    OR id = ANY ((SELECT lete.my_past_contacts())::integer[])
    OR id = ANY ((SELECT lete.my_named_contacts())::integer[]));
CREATE POLICY added ON contact FOR INSERT TO @clerk@, @specialist@, @head@ WITH CHECK (
    registered_by = (SELECT lete.me())
    AND (client_id IS NULL OR (SELECT lete.has_role('clerk') OR lete.has_role('head')) OR lete.knows_client(client_id)));
-- Which columns of which of these rows a person may change: trigger lete_allowed, as policies do not see both
-- rows.
CREATE POLICY changed ON contact FOR UPDATE TO @clerk@, @head@ USING (true);
CREATE POLICY own_changed ON contact FOR UPDATE TO @specialist@ USING (
    registered_by = (SELECT lete.me())
    OR handler_id = (SELECT lete.my_employee())
    OR id = ANY ((SELECT lete.my_past_contacts())::integer[]))
    WITH CHECK (client_id IS NULL OR lete.knows_client(client_id));
GRANT SELECT ON contact TO @clerk@, @specialist@, @head@, @decision_maker@;
GRANT INSERT ON contact TO @clerk@, @specialist@, @head@;
DO $columns$ -- every column may be changed but those that say what was registered, by whom and when
BEGIN
    EXECUTE format('GRANT UPDATE (%s) ON contact TO @clerk@, @specialist@, @head@', (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = 'contact'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL (ARRAY[
            'id', 'request', 'number_year', 'number_seq', 'registered_by', 'registered_name', 'registered_at',
            'import_id'])));
END
$columns$;

-- The content of restricted contacts, and who is named to see it (C19).
CREATE POLICY unsealed ON contact_sealed FOR SELECT TO @user@ USING (lete.may_unseal(contact_id));
CREATE POLICY sealed ON contact_sealed FOR INSERT TO @user@ WITH CHECK (lete.may_edit_contact(contact_id));
CREATE POLICY resealed ON contact_sealed FOR UPDATE TO @user@ USING (lete.may_edit_contact(contact_id));
CREATE POLICY unsealed ON contact_named FOR SELECT TO @user@ USING (lete.may_unseal(contact_id));
CREATE POLICY named ON contact_named FOR INSERT TO @user@ WITH CHECK (lete.may_edit_contact(contact_id));
CREATE POLICY renamed ON contact_named FOR UPDATE TO @user@ USING (lete.may_edit_contact(contact_id));
GRANT SELECT ON contact_sealed, contact_named TO @clerk@, @specialist@, @head@, @decision_maker@;
GRANT INSERT, UPDATE ON contact_sealed, contact_named TO @clerk@, @specialist@, @head@;

-- The course of a contact, for whoever sees what the contact is about. Nobody changes what happened.
CREATE POLICY of_contact ON contact_event FOR SELECT TO @user@ USING (EXISTS (
    SELECT FROM contact c WHERE c.id = contact_id AND (NOT c.restricted OR lete.may_unseal(c.id))));
CREATE POLICY own_added ON contact_event FOR INSERT TO @clerk@, @specialist@, @head@ WITH CHECK (
    account = (SELECT lete.me()) AND EXISTS (SELECT FROM contact c WHERE c.id = contact_id));
GRANT SELECT ON contact_event TO @clerk@, @specialist@, @head@, @decision_maker@;
GRANT INSERT ON contact_event TO @clerk@, @specialist@, @head@;

-- Clients: a specialist knows those of the contacts they see.
CREATE POLICY all_seen ON client FOR SELECT TO @clerk@, @head@, @decision_maker@ USING (true);
CREATE POLICY own_seen ON client FOR SELECT TO @specialist@ USING (
    id IN (SELECT c.client_id FROM contact c WHERE c.client_id IS NOT NULL));
CREATE POLICY added ON client FOR INSERT TO @clerk@, @specialist@, @head@ WITH CHECK (true);
CREATE POLICY changed ON client FOR UPDATE TO @clerk@, @head@ USING (true);
CREATE POLICY own_changed ON client FOR UPDATE TO @specialist@ USING (
    id IN (SELECT c.client_id FROM contact c WHERE c.client_id IS NOT NULL)) WITH CHECK (true);
GRANT SELECT ON client TO @clerk@, @specialist@, @head@, @decision_maker@;
GRANT INSERT, UPDATE ON client TO @clerk@, @specialist@, @head@;

-- Imports: heads read old journals in; the others see that a contact came so.
CREATE POLICY all_seen ON contact_import FOR SELECT TO @clerk@, @specialist@, @head@, @decision_maker@
    USING (true);
CREATE POLICY own_added ON contact_import FOR INSERT TO @head@ WITH CHECK (account = (SELECT lete.me()));
CREATE POLICY changed ON contact_import FOR UPDATE TO @head@ USING (true);
GRANT SELECT ON contact_import TO @clerk@, @specialist@, @head@, @decision_maker@;
GRANT INSERT, UPDATE (annulled_at, version) ON contact_import TO @head@;

-- The audit: the history of a record for whoever may see the record, and of a restricted contact for whoever may
-- see what it is about. Entries are written by the server alone. The administrator has lete.audit_overview besides.
CREATE POLICY of_house ON audit_entry FOR SELECT TO @user@ USING (
    subject IN ('setting', 'unit', 'employee', 'institution', 'topic', 'snippet', 'job_title', 'absence', 'service',
                'card'));
CREATE POLICY of_staff ON audit_entry FOR SELECT TO @head@, @administrator@ USING (
    subject IN ('past_post', 'staff_event', 'staff_tick', 'card_event', 'card_print', 'photo'));
CREATE POLICY of_people ON audit_entry FOR SELECT TO @administrator@ USING (subject IN ('account', 'office'));
CREATE POLICY of_contact ON audit_entry FOR SELECT TO @clerk@, @specialist@, @head@, @decision_maker@ USING (
    subject = 'contact'
    AND EXISTS (SELECT FROM contact c WHERE c.id = row_id AND (NOT c.restricted OR lete.may_unseal(c.id)))
    OR subject = 'contact_event' AND EXISTS (SELECT FROM contact_event e WHERE e.id = row_id)
    OR subject = 'contact_sealed' AND EXISTS (SELECT FROM contact_sealed s WHERE s.id = row_id)
    OR subject = 'contact_named' AND EXISTS (SELECT FROM contact_named n WHERE n.id = row_id)
    OR subject = 'client' AND EXISTS (SELECT FROM client k WHERE k.id = row_id)
    OR subject = 'contact_import');
-- Prints, exports, sign-ins: their heads see clients' data anyway.
CREATE POLICY of_acts ON audit_entry FOR SELECT TO @head@ USING (act NOT IN ('insert', 'update', 'delete'));
GRANT SELECT (seq, at, account, subject, row_id, act, hash) ON audit_entry TO @user@; -- the text: lete.record_history

-- A plan's estimates come from samples of the values, whoever asks. None are taken of what only some may see.
DO $samples$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT attrelid::regclass AS place, attname FROM pg_attribute
                 WHERE attnum > 0 AND NOT attisdropped AND (attrelid = 'contact_sealed'::regclass
                 AND attname NOT IN ('id', 'contact_id', 'version')
                 OR attrelid IN ('contact_event'::regclass, 'audit_entry'::regclass) AND attname = 'text'
                 OR attrelid = 'photo'::regclass AND attname = 'content') LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', found.place, found.attname);
    END LOOP;
END
$samples$;


-- 5. Audit -------------------------------------------------------------------------------------------------------

-- The canonical text is that of app/core/audit.py, byte for byte; a test compares the two.

-- What stands for a text of more than 40,000 characters (app/core/canonical.py: LONGEST).
CREATE FUNCTION lete_private.long_text(value text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT '{"length":' || length(value) || ',"sha256":"' || encode(sha256(convert_to(value, 'UTF8')), 'hex') || '"}'
$$;

-- The expression that gives a column's value as canonical text; null for null.
CREATE FUNCTION lete_private.value_sql(place text, kind regtype, width integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE kind
    WHEN 'varchar'::regtype, 'text'::regtype THEN
        IF width > 0 THEN -- too short a column to hold a long text
            RETURN format('to_json(%s)::text', place);
        END IF;
        RETURN format('CASE WHEN length(%1$s) > 40000 THEN lete_private.long_text(%1$s) ELSE to_json(%1$s)::text END', place);
    WHEN 'integer'::regtype, 'bigint'::regtype, 'smallint'::regtype THEN
        RETURN place || '::text';
    WHEN 'boolean'::regtype THEN
        RETURN format('CASE %s WHEN true THEN ''true'' WHEN false THEN ''false'' END', place);
    WHEN 'date'::regtype THEN
        RETURN format('to_json(%s)::text', place);
    WHEN 'timestamptz'::regtype THEN
        RETURN format('to_char(%s AT TIME ZONE ''UTC'', ''"\""YYYY-MM-DD"T"HH24:MI:SS"Z\""'')', place);
    ELSE
        RAISE EXCEPTION 'the audit has no canonical text for columns of type %', kind;
    END CASE;
END
$$;

-- The expression that tells whether a value says something: neither null nor empty, 0 or false.
CREATE FUNCTION lete_private.says_sql(place text, kind regtype) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN kind IN ('varchar'::regtype, 'text'::regtype) THEN place || $q$ <> ''$q$
                WHEN kind = 'boolean'::regtype THEN place
                WHEN kind IN ('date'::regtype, 'timestamptz'::regtype) THEN place || ' IS NOT NULL'
                ELSE place || ' <> 0' END
$$;

-- The expression that gives what the audit tells of a row n added, a row o changed to n, or a row o deleted.
CREATE FUNCTION lete_private.facts_sql(place regclass, derived text[], act text) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT $q$'{' || concat_ws(','$q$ || coalesce(string_agg(format(
        CASE act
        WHEN 'insert' THEN $q$, CASE WHEN %6$s THEN '"%1$s":[null,' || %3$s || ']' END$q$
        WHEN 'delete' THEN $q$, CASE WHEN %5$s THEN '"%1$s":[' || %2$s || ',null]' END$q$
        ELSE $q$, CASE WHEN %4$s THEN '"%1$s":[' || coalesce(%2$s, 'null') || ',' || coalesce(%3$s, 'null') || ']' END$q$
        END,
        a.attname,
        lete_private.value_sql(format('o.%I', a.attname), a.atttypid, a.atttypmod),
        lete_private.value_sql(format('n.%I', a.attname), a.atttypid, a.atttypmod),
        format('o.%1$I IS DISTINCT FROM n.%1$I', a.attname),
        lete_private.says_sql(format('o.%I', a.attname), a.atttypid),
        lete_private.says_sql(format('n.%I', a.attname), a.atttypid)
    ), '' ORDER BY a.attname::text COLLATE "C"), '') || $q$) || '}'$q$
    FROM pg_attribute a
    WHERE a.attrelid = place AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname <> ALL (derived || ARRAY['id', 'version'])
$$;

-- Has the transaction's commit chain what it did.
CREATE FUNCTION lete_private.chain_at_commit() RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO lete_private.audit_commit (xact) VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING
$$;

-- Audits a table from now on: a function of its own for each kind of statement, so that each is planned once only.
CREATE FUNCTION lete_private.audit_table(place regclass, register text, derived text[]) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $audit$
DECLARE
    name text := (SELECT relname FROM pg_class WHERE oid = place);
    act text;
    rows_sql text;
    referencing text;
BEGIN
    FOREACH act IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
        CASE act
        WHEN 'insert' THEN
            rows_sql := 'new_rows n ORDER BY n.id';
            referencing := 'NEW TABLE AS new_rows';
        WHEN 'update' THEN
            rows_sql := 'new_rows n JOIN old_rows o ON o.id = n.id ORDER BY n.id';
            referencing := 'NEW TABLE AS new_rows OLD TABLE AS old_rows';
        ELSE
            rows_sql := 'old_rows o ORDER BY o.id';
            referencing := 'OLD TABLE AS old_rows';
        END CASE;
        EXECUTE format($f$
CREATE FUNCTION lete_private.%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
    INSERT INTO lete_private.audit_pending (xact, register, act, subject, row_id, told)
    SELECT pg_current_xact_id(), %2$L, %3$L, %4$L, %5$s, '"%3$s","%4$s",' || %5$s || ',' || %6$s || ']'
    FROM %7$s;
    IF FOUND THEN
        PERFORM lete_private.chain_at_commit();
    END IF;
    RETURN NULL;
END
$body$
$f$,
            name || '_' || act, register, act, name, CASE act WHEN 'delete' THEN 'o.id' ELSE 'n.id' END,
            lete_private.facts_sql(place, derived, act), rows_sql);
        EXECUTE format(
            'CREATE TRIGGER lete_audit_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT '
            'EXECUTE FUNCTION lete_private.%I()',
            act, act, place, referencing, name || '_' || act);
    END LOOP;
END
$audit$;

-- Any JSON as canonical text: no spaces, names in alphabetical order.
CREATE FUNCTION lete_private.json_text(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE jsonb_typeof(value)
    WHEN 'object' THEN
        RETURN '{' || coalesce((SELECT string_agg(to_json(key)::text || ':' || lete_private.json_text(each.value), ','
                                                  ORDER BY key COLLATE "C") FROM jsonb_each(value) each), '') || '}';
    WHEN 'array' THEN
        RETURN '[' || coalesce((SELECT string_agg(lete_private.json_text(item), ',' ORDER BY place)
                                FROM jsonb_array_elements(value) WITH ORDINALITY AS _(item, place)), '') || ']';
    ELSE
        RETURN value::text;
    END CASE;
END
$$;

-- Puts an act without a changed row into the audit: an export, a print, a sign-in. ``facts`` maps names to values.
CREATE FUNCTION lete.note(act text, subject text, row_id integer, facts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF act IN ('insert', 'update', 'delete') OR act !~ '^[a-z_]{1,20}$' OR subject !~ '^[a-z_]{1,40}$' THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied for acts of the server itself';
    END IF;
    INSERT INTO lete_private.audit_pending (xact, register, act, subject, row_id, told)
    SELECT pg_current_xact_id(), '', note.act, note.subject, note.row_id,
           format('"%s","%s",%s,{', note.act, note.subject, note.row_id) || coalesce(string_agg(
        to_json(key)::text || ':[null,' || CASE
            WHEN length(value #>> '{}') > 40000 AND jsonb_typeof(value) = 'string' THEN lete_private.long_text(value #>> '{}')
            ELSE lete_private.json_text(value) END || ']', ',' ORDER BY key COLLATE "C"), '') || '}]'
    FROM jsonb_each(note.facts);
    PERFORM lete_private.chain_at_commit();
END
$$;

-- The canonical text between an entry's number and its act: when, and who.
CREATE FUNCTION lete_private.signature(at timestamptz, account text) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', ',"\""YYYY-MM-DD"T"HH24:MI:SS"Z\","') || to_json(account) || ','
$$;

-- The hash that binds an entry to the one before it; ``first`` is the hash before the first.
CREATE FUNCTION lete_private.chain_step(hash text, entry text, first text) RETURNS text LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN pg_catalog.encode(pg_catalog.sha256(
        pg_catalog.convert_to(coalesce(hash, first) || E'\n' || entry, 'UTF8')), 'hex');
END
$$;
CREATE AGGREGATE lete_private.chained(entry text, first text) (SFUNC = lete_private.chain_step, STYPE = text);

-- Tells the other programs what this transaction touched: "ORIGIN REGISTER:1,2,3", or * for many
-- (app/core/notices.py).
CREATE FUNCTION lete_private.tell(this xid8) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_notify('lete', coalesce(substring(current_setting('lete.origin', true) FROM '^[0-9a-z]{1,40}$'), 'server')
                     || ' ' || register || ':' || CASE WHEN count(*) <= 500 AND length(string_agg(row_id::text, ',')) < 7900
                     THEN string_agg(row_id::text, ',' ORDER BY first) ELSE '*' END)
    FROM (SELECT register, row_id, min(place) AS first FROM lete_private.audit_pending
          WHERE xact = this AND register <> '' GROUP BY register, row_id) touched
    GROUP BY register
$$;

-- Numbers and chains what a transaction did, or no more than ``at_most`` of it. The head is the last thing a
-- transaction locks, so everybody locks in one order; others wait for it only as long as this takes.
CREATE FUNCTION lete_private.chain_pending(this xid8, at timestamptz, account text, at_most integer) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head public.audit_head;
    signed text := lete_private.signature(at, account);
BEGIN
    SELECT * INTO STRICT head FROM public.audit_head FOR UPDATE;
    WITH taken AS (
        DELETE FROM lete_private.audit_pending WHERE xact = this AND place IN (
            SELECT place FROM lete_private.audit_pending WHERE xact = this ORDER BY place LIMIT at_most)
        RETURNING place, act, subject, row_id, told
    ), entry AS (
        SELECT head.seq + row_number() OVER (ORDER BY place) AS seq, act, subject, row_id, told FROM taken
    ), written AS (
        SELECT seq, act, subject, row_id, '[' || seq || signed || told AS text FROM entry
    )
    INSERT INTO public.audit_entry (seq, at, account, subject, row_id, act, text, hash)
    SELECT seq, chain_pending.at, chain_pending.account, subject, row_id, act, text,
           lete_private.chained(text, head.hash) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING)
    FROM written ORDER BY seq;
    UPDATE public.audit_head h SET seq = e.seq, hash = e.hash
    FROM (SELECT seq, hash FROM public.audit_entry ORDER BY seq DESC LIMIT 1) e;
    DELETE FROM lete_private.audit_commit c WHERE c.xact = this
        AND NOT EXISTS (SELECT FROM lete_private.audit_pending WHERE xact = this);
END
$$;

-- Chains no more than ``at_most`` of what large transactions have left; whether there is more.
CREATE FUNCTION lete_private.chain_some(at_most integer) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    left_over lete_private.audit_commit;
BEGIN
    PERFORM FROM public.audit_head FOR UPDATE;
    SELECT * INTO left_over FROM lete_private.audit_commit c WHERE c.at IS NOT NULL ORDER BY c.at, c.xact LIMIT 1;
    IF left_over.xact IS NULL THEN
        RETURN false;
    END IF;
    PERFORM lete_private.chain_pending(left_over.xact, left_over.at, left_over.account, at_most);
    RETURN EXISTS (SELECT FROM lete_private.audit_commit c WHERE c.at IS NOT NULL);
END
$$;

-- The same for whoever has made, or meets, such a transaction (app/core/server/backlog.py).
CREATE FUNCTION lete.chain_backlog() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM lete_private.audit_commit c WHERE c.at IS NOT NULL) AND lete_private.chain_some(5000);
END
$$;

-- At the commit: what the transaction did is chained. What is more than takes a blink is left, and chained by
-- lete.chain_backlog() after the commit, so that nobody waits for the head meanwhile.
CREATE FUNCTION lete_private.chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stamp timestamptz;
BEGIN
    PERFORM lete_private.tell(NEW.xact);
    IF (SELECT count(*) FROM (SELECT FROM lete_private.audit_pending WHERE xact = NEW.xact LIMIT 5001) found) > 5000 THEN
        UPDATE lete_private.audit_commit SET at = date_trunc('second', clock_timestamp()), account = session_user
        WHERE xact = NEW.xact;
        RETURN NULL;
    END IF;
    PERFORM FROM public.audit_head FOR UPDATE;
    stamp := date_trunc('second', clock_timestamp());
    -- What was done to the same records before must stand before.
    IF EXISTS (SELECT FROM lete_private.audit_commit c WHERE c.at IS NOT NULL) AND EXISTS (
        SELECT FROM lete_private.audit_pending mine
        JOIN lete_private.audit_pending earlier USING (subject, row_id)
        JOIN lete_private.audit_commit c ON c.xact = earlier.xact AND c.at IS NOT NULL
        WHERE mine.xact = NEW.xact) THEN
        WHILE lete_private.chain_some(NULL) LOOP END LOOP;
    END IF;
    PERFORM lete_private.chain_pending(NEW.xact, stamp, session_user, NULL);
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER lete_chain AFTER INSERT ON lete_private.audit_commit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lete_private.chain();

-- The first entry where the stored chain does not hold, and why (app/core/audit.py: Broken); no row where it does.
-- It reads all entries in the name of whoever may not: it tells nothing of what they say.
CREATE FUNCTION lete.broken_entry(OUT seq integer, OUT reason text) RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head public.audit_head;
    entry record;
    expected integer := 0;
    previous text := repeat('0', 64);
BEGIN
    IF NOT (lete.has_role('administrator') OR lete.has_role('head') OR lete.has_role('backup')) THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied for the whole audit';
    END IF;
    SELECT * INTO STRICT head FROM public.audit_head;
    FOR entry IN SELECT a.* FROM public.audit_entry a ORDER BY a.seq LOOP
        expected := expected + 1;
        reason := CASE WHEN expected > head.seq THEN 'added'
                       WHEN entry.seq <> expected THEN 'missing'
                       WHEN entry.hash <> lete_private.chain_step(previous, entry.text, '')
                            OR NOT starts_with(entry.text, '[' || entry.seq
                                || lete_private.signature(entry.at, entry.account) || to_json(entry.act) || ','
                                || to_json(entry.subject) || ',' || entry.row_id || ',') THEN 'altered' END;
        IF reason IS NOT NULL THEN
            seq := expected;
            RETURN NEXT;
            RETURN;
        END IF;
        previous := entry.hash;
    END LOOP;
    IF expected < head.seq THEN
        seq := expected + 1;
        reason := 'truncated';
        RETURN NEXT;
    ELSIF previous <> head.hash THEN
        seq := expected;
        reason := 'head';
        RETURN NEXT;
    END IF;
END
$$;

-- 6. Versions, numbers, sight ------------------------------------------------------------------------------------

-- Each change makes the next version, whatever the client says, and a row keeps its id.
CREATE FUNCTION lete_private.next_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.id <> OLD.id THEN
        RAISE check_violation USING MESSAGE = 'a row keeps its id';
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END
$$;

-- The counter of a register and year, locked until the commit; the last number given.
CREATE FUNCTION lete_private.last_number(register text, of_year integer) RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found integer;
BEGIN
    LOOP
        SELECT last INTO found FROM public.counter c WHERE c.register_key = register AND c.year = of_year FOR UPDATE;
        EXIT WHEN found IS NOT NULL;
        INSERT INTO public.counter (register_key, year, last) VALUES (register, of_year, 0) ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN found;
END
$$;

-- The first of ``count`` numbers that the next rows of this transaction must bear. It moves nothing: the rows do.
CREATE FUNCTION lete.next_numbers(register text, of_year integer, count integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    given integer;
BEGIN
    IF NOT (lete.has_role('clerk') OR lete.has_role('specialist') OR lete.has_role('head')) THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied for numbers';
    END IF;
    IF of_year NOT BETWEEN 1900 AND 2200 OR count < 1 THEN
        RAISE check_violation USING MESSAGE = 'no such numbers';
    END IF;
    SELECT last INTO given FROM public.counter c WHERE c.register_key = register AND c.year = of_year FOR UPDATE;
    IF given IS NULL THEN -- the first of the year: the row that bears it makes the counter, others wait until then
        PERFORM pg_advisory_xact_lock(hashtext('lete.counter ' || register), of_year);
        SELECT last INTO given FROM public.counter c WHERE c.register_key = register AND c.year = of_year FOR UPDATE;
    END IF;
    RETURN coalesce(given, 0) + 1;
END
$$;

-- New rows bear the next numbers of their years, none left out and none chosen; argument: the register.
CREATE FUNCTION lete_private.check_numbers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    given record;
    last_one integer;
BEGIN
    FOR given IN SELECT number_year, min(number_seq) AS lowest, max(number_seq) AS highest, count(*)::integer AS rows
                 FROM new_rows GROUP BY number_year ORDER BY number_year LOOP
        last_one := lete_private.last_number(TG_ARGV[0], given.number_year);
        IF given.lowest <> last_one + 1 OR given.highest <> last_one + given.rows THEN
            RAISE check_violation USING MESSAGE = format('the next number of %s is %s', given.number_year, last_one + 1);
        END IF;
        UPDATE public.counter c SET last = given.highest WHERE c.register_key = TG_ARGV[0] AND c.year = given.number_year;
    END LOOP;
    RETURN NULL;
END
$$;

-- A number once given is the row's for good.
CREATE FUNCTION lete_private.keep_number() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE check_violation USING MESSAGE = 'a record keeps its number';
END
$$;

-- Whoever handles a contact, or has it handed to them, keeps sight of it when they hand it on. They are entered while
-- they still have it: what a statement changes is checked against what was so when it began. Creators need no entry.
CREATE FUNCTION lete_private.keep_sight() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO lete_private.contact_sight (employee_id, contact_id)
    SELECT e.id, n.id FROM new_rows n JOIN public.employee e ON e.id IN (n.handler_id, n.referred_id)
    WHERE e.account IS DISTINCT FROM n.registered_by
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER lete_sight_added AFTER INSERT ON contact REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION lete_private.keep_sight();
CREATE TRIGGER lete_sight_changed AFTER UPDATE ON contact REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION lete_private.keep_sight();
-- Contacts that were there before the guard.
INSERT INTO lete_private.contact_sight (employee_id, contact_id)
SELECT e.id, c.id FROM contact c JOIN employee e ON e.id IN (c.handler_id, c.referred_id)
WHERE e.account IS DISTINCT FROM c.registered_by ON CONFLICT DO NOTHING;

-- Others' contacts are changed by heads alone; but a clerk who finds two clients to be one links theirs anew.
CREATE FUNCTION lete_private.check_contact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    unlinked public.contact := NEW;
BEGIN
    IF OLD.registered_by = session_user OR lete.has_role('head') OR lete.may_edit_contact(OLD.id) THEN
        RETURN NEW;
    END IF;
    unlinked.client_id := OLD.client_id;
    unlinked.version := OLD.version;
    IF lete.has_role('clerk') AND NOT OLD.restricted AND NEW.client_id IS NOT NULL
        AND NEW.client_id IS DISTINCT FROM OLD.client_id AND unlinked IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'permission denied for another person''s contact';
END
$$;
CREATE TRIGGER lete_allowed BEFORE UPDATE ON contact FOR EACH ROW EXECUTE FUNCTION lete_private.check_contact();

-- Guards one table as app/core/server/apply.py reads it off the models.
CREATE FUNCTION lete_private.watch_table(
    place regclass, register text, derived text[], is_audited boolean, has_version boolean, is_numbered boolean
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF is_audited THEN
        PERFORM lete_private.audit_table(place, register, derived);
    END IF;
    IF has_version THEN
        EXECUTE format(
            'CREATE TRIGGER lete_version BEFORE UPDATE ON %s FOR EACH ROW '
            'EXECUTE FUNCTION lete_private.next_version()', place);
    END IF;
    IF is_numbered THEN
        EXECUTE format(
            'CREATE TRIGGER lete_numbers AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT '
            'EXECUTE FUNCTION lete_private.check_numbers(%L)', place, register);
        EXECUTE format(
            'CREATE TRIGGER lete_number_kept BEFORE UPDATE ON %s FOR EACH ROW WHEN '
            '((OLD.number_year, OLD.number_seq) IS DISTINCT FROM (NEW.number_year, NEW.number_seq)) '
            'EXECUTE FUNCTION lete_private.keep_number()', place);
    END IF;
END
$$;

GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lete TO @user@;


-- 7. People ------------------------------------------------------------------------------------------------------

-- Each person is a login role of the server. No person may make or change roles: the functions below do it as the
-- provisioner, whom nobody can sign in as, and each of them asks first whether the caller is an administrator who
-- is switched on. What they refuse has an SQLSTATE of its own, which app/core/server/people.py puts into words.
--
-- The person role marks whom these functions made. It gives no right, and stays while a login is switched off. A
-- login without it is somebody else's: a superuser, another office's, IT's. Its groups may follow its account
-- here, its password and its right to sign in to the server may not.
--
-- Postgres 15 lets CREATEROLE change every role that is no superuser; 16 and newer only those it made itself, and
-- put them only into groups it was given with ADMIN. These functions ask for no more than both allow.

-- What the functions may read and write, whatever the policies say to people.
GRANT USAGE ON SCHEMA lete, lete_private TO @provisioner@;
GRANT SELECT, INSERT, UPDATE ON public.account TO @provisioner@;
GRANT USAGE ON SEQUENCE public.account_id_seq TO @provisioner@;
GRANT EXECUTE ON FUNCTION lete.note(text, text, integer, jsonb) TO @provisioner@;
CREATE POLICY provisioner_all ON account TO @provisioner@ USING (true) WITH CHECK (true);

-- The group of a role in Lete. Anything else is refused: names of groups are made nowhere but here.
CREATE FUNCTION lete_private.person_group(role text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE role
        WHEN 'clerk' THEN RETURN @@clerk@@;
        WHEN 'specialist' THEN RETURN @@specialist@@;
        WHEN 'head' THEN RETURN @@head@@;
        WHEN 'decision_maker' THEN RETURN @@decision_maker@@;
        WHEN 'administrator' THEN RETURN @@administrator@@;
        ELSE RAISE EXCEPTION USING ERRCODE = 'LP004', MESSAGE = 'there is no such role in Lete';
    END CASE;
END $$;

-- Begins each change: one at a time, and only for whoever may. IT, who owns the database anyway, may too.
CREATE FUNCTION lete_private.person_change() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    LOCK TABLE public.account IN SHARE ROW EXCLUSIVE MODE;
    IF NOT pg_has_role(session_user, @@owner@@, 'MEMBER') AND NOT (
        pg_has_role(session_user, @@administrator@@, 'MEMBER')
        AND EXISTS (
            SELECT FROM public.account
            WHERE login = session_user AND enabled AND 'administrator' = ANY (string_to_array(roles, ' '))
        )
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'LP001', MESSAGE = 'this can be done by an administrator';
    END IF;
END $$;

-- The roles as an account keeps them. None, an unknown one and no answer are refused.
CREATE FUNCTION lete_private.person_roles_text(roles text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    role text;
BEGIN
    IF coalesce(cardinality(roles), 0) = 0 OR array_ndims(roles) <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'LP004', MESSAGE = 'choose at least one role';
    END IF;
    FOREACH role IN ARRAY roles LOOP
        PERFORM lete_private.person_group(role);
    END LOOP;
    RETURN (
        SELECT string_agg(known.role, ' ' ORDER BY known.at)
        FROM unnest(ARRAY['clerk', 'specialist', 'head', 'decision_maker', 'administrator'])
            WITH ORDINALITY AS known (role, at)
        WHERE known.role = ANY (roles)
    );
END $$;

-- A name that others see: clean_name() of app/core/identity.py.
CREATE FUNCTION lete_private.person_name(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF name IS NULL OR name = '' OR length(name) > 120 OR name <> btrim(name) OR name ~ '[[:cntrl:]]' THEN
        RAISE EXCEPTION USING ERRCODE = 'LP009', MESSAGE = 'this is no name of a person';
    END IF;
    RETURN name;
END $$;

-- A verifier of SCRAM-SHA-256 (RFC 5803), or nothing, which leaves only single sign-on. Postgres would take any
-- other text for a password in plain, or for a weaker form.
CREATE FUNCTION lete_private.person_verifier(verifier text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parts text[] := regexp_match(
        verifier, '^SCRAM-SHA-256\$([1-9][0-9]{3,5}):([A-Za-z0-9+/]{22}==)\$([A-Za-z0-9+/]{43}=):([A-Za-z0-9+/]{43}=)$'
    );
BEGIN
    IF verifier IS NULL THEN
        RETURN NULL;
    END IF;
    IF parts IS NULL OR parts[1]::int NOT BETWEEN 4096 AND 600000 OR parts[3] = parts[4] THEN
        RAISE EXCEPTION USING ERRCODE = 'LP007', MESSAGE = 'this is no SCRAM-SHA-256 verifier';
    END IF;
    RETURN verifier;
END $$;

-- Whether the login is one that these functions made and that leads nowhere else on the server.
CREATE FUNCTION lete_private.person_is_ours(wanted text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM pg_roles AS login
        WHERE login.rolname = wanted
            AND NOT (login.rolsuper OR login.rolcreaterole OR login.rolcreatedb OR login.rolreplication
                     OR login.rolbypassrls)
            AND EXISTS (
                SELECT FROM pg_auth_members WHERE member = login.oid AND roleid = to_regrole(quote_ident(@@person@@))
            )
            AND NOT EXISTS (
                SELECT FROM pg_auth_members AS held JOIN pg_roles AS team ON team.oid = held.roleid
                WHERE held.member = login.oid AND team.rolname <> ALL (
                    ARRAY[@@person@@, @@clerk@@, @@specialist@@, @@head@@, @@decision_maker@@, @@administrator@@,
                          @@backup@@]
                )
            )
    );
$$;

-- The account to be changed.
CREATE FUNCTION lete_private.person_held(wanted text) RETURNS public.account
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held public.account;
BEGIN
    SELECT * INTO held FROM public.account WHERE account.login = wanted;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'LP008', MESSAGE = 'there is no such person in this office';
    END IF;
    RETURN held;
END $$;

-- An office that nobody can administer would be lost.
CREATE FUNCTION lete_private.person_last_administrator(leaving text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.account
        WHERE login <> leaving AND enabled AND 'administrator' = ANY (string_to_array(roles, ' '))
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'LP005', MESSAGE = 'at least one administrator must stay';
    END IF;
END $$;

-- Whether the login is in the group itself, not only by way of another.
CREATE FUNCTION lete_private.person_is_in(login text, team text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM pg_auth_members
        WHERE member = to_regrole(quote_ident(login)) AND roleid = to_regrole(quote_ident(team))
    );
$$;

-- Take the login out of the group. From Postgres 16 on nobody takes away what a superuser gave by hand: better no
-- change at all than one that looks done. Logins of IT, who made the groups, are in them for good.
CREATE FUNCTION lete_private.person_leaves(login text, team text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF lete_private.person_is_in(login, team) THEN
        EXECUTE format('REVOKE %I FROM %I', team, login);
        IF lete_private.person_is_in(login, team) AND NOT EXISTS (
            SELECT FROM pg_roles WHERE rolname = login AND (rolsuper OR rolcreaterole)
        ) THEN
            RAISE EXCEPTION USING ERRCODE = 'LP012', MESSAGE = format('%s was given to %s by another', team, login);
        END IF;
    END IF;
END $$;

-- Have the login be in the groups of ``roles`` ("" for none), and in no other group of this office.
CREATE FUNCTION lete_private.person_groups(login text, roles text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    role text;
    team text;
BEGIN
    IF to_regrole(quote_ident(login)) IS NULL THEN
        RETURN;
    END IF;
    FOREACH role IN ARRAY ARRAY['clerk', 'specialist', 'head', 'decision_maker', 'administrator'] LOOP
        team := lete_private.person_group(role);
        IF role <> ALL (string_to_array(roles, ' ')) THEN
            PERFORM lete_private.person_leaves(login, team);
        ELSIF NOT lete_private.person_is_in(login, team) THEN
            EXECUTE format('GRANT %I TO %I', team, login);
        END IF;
    END LOOP;
    IF roles = '' THEN
        PERFORM lete_private.person_leaves(login, @@backup@@);
    END IF;
END $$;

-- Make the login role.
CREATE FUNCTION lete_private.person_create(login text, verifier text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format(
        'CREATE ROLE %I LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD %L',
        login, verifier
    );
    EXECUTE format('GRANT %I TO %I', @@person@@, login);
END $$;

-- End every session of the login but the present one. The provisioner is in the login for that moment only.
CREATE FUNCTION lete_private.person_cut(login text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    recent constant boolean := current_setting('server_version_num')::int >= 160000;
BEGIN
    IF NOT lete_private.person_is_ours(login) THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT %I TO %I', login, @@provisioner@@)
        || CASE WHEN recent THEN ' WITH INHERIT TRUE' ELSE '' END;
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = login AND pid <> pg_backend_pid();
    EXECUTE format('REVOKE %I FROM %I', login, @@provisioner@@);
END $$;

-- A new person; the number of the account. Without a verifier only single sign-on lets them in.
CREATE FUNCTION lete.person_add(login text, name text, roles text[], verifier text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made integer;
BEGIN
    PERFORM lete_private.person_change();
    IF login IS NULL OR login !~ '^[a-z0-9][a-z0-9._-]{0,62}$' OR login ~ '^(pg_|lete_)' OR login IN ('public', 'none')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'LP002', MESSAGE = 'this is no user name';
    END IF;
    IF EXISTS (SELECT FROM public.account WHERE account.login = person_add.login) THEN
        RAISE EXCEPTION USING ERRCODE = 'LP003', MESSAGE = 'there is such a user name already';
    END IF;
    IF to_regrole(quote_ident(login)) IS NOT NULL AND NOT lete_private.person_is_ours(login) THEN
        RAISE EXCEPTION USING ERRCODE = 'LP010', MESSAGE = 'the server has this user name already';
    END IF;
    roles := string_to_array(lete_private.person_roles_text(roles), ' ');
    verifier := lete_private.person_verifier(verifier);
    IF to_regrole(quote_ident(login)) IS NULL THEN
        PERFORM lete_private.person_create(login, verifier);
    ELSE -- left by an account that a copy put back does not have
        EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', login, verifier);
    END IF;
    PERFORM lete_private.person_groups(login, array_to_string(roles, ' '));
    INSERT INTO public.account (login, name, roles, enabled, version)
    VALUES (login, lete_private.person_name(name), array_to_string(roles, ' '), TRUE, 1) RETURNING id INTO made;
    RETURN made;
END $$;

-- The first administrator of an empty office: whoever set it up, with every role.
CREATE FUNCTION lete.person_first(name text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    every constant text := 'clerk specialist head decision_maker administrator';
    made integer;
BEGIN
    PERFORM lete_private.person_change();
    IF NOT pg_has_role(session_user, @@owner@@, 'MEMBER') OR EXISTS (SELECT FROM public.account) THEN
        RAISE EXCEPTION USING ERRCODE = 'LP011', MESSAGE = 'this office has its administrator already';
    END IF;
    PERFORM lete_private.person_groups(session_user::text, every);
    INSERT INTO public.account (login, name, roles, enabled, version)
    VALUES (session_user, lete_private.person_name(name), every, TRUE, 1) RETURNING id INTO made;
    RETURN made;
END $$;

-- Another name of the same person.
CREATE FUNCTION lete.person_name(login text, name text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held public.account;
BEGIN
    PERFORM lete_private.person_change();
    held := lete_private.person_held(login);
    UPDATE public.account SET name = lete_private.person_name(person_name.name) WHERE id = held.id;
    RETURN held.id;
END $$;

-- What the person may do from now on.
CREATE FUNCTION lete.person_roles(login text, roles text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held public.account;
    wanted text;
BEGIN
    PERFORM lete_private.person_change();
    held := lete_private.person_held(login);
    wanted := lete_private.person_roles_text(roles);
    IF 'administrator' <> ALL (string_to_array(wanted, ' ')) THEN
        PERFORM lete_private.person_last_administrator(held.login);
    END IF;
    PERFORM lete_private.person_groups(held.login, CASE WHEN held.enabled THEN wanted ELSE '' END);
    UPDATE public.account SET roles = wanted WHERE id = held.id;
    RETURN held.id;
END $$;

-- Let the person work no more, or again. Nothing of theirs is removed.
CREATE FUNCTION lete.person_enabled(login text, enabled boolean) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held public.account;
    wanted constant boolean := coalesce(enabled, FALSE);
BEGIN
    PERFORM lete_private.person_change();
    held := lete_private.person_held(login);
    IF NOT wanted THEN
        PERFORM lete_private.person_last_administrator(held.login);
    END IF;
    IF lete_private.person_is_ours(held.login) THEN
        EXECUTE format('ALTER ROLE %I %s', held.login, CASE WHEN wanted THEN 'LOGIN' ELSE 'NOLOGIN' END);
    END IF;
    PERFORM lete_private.person_groups(held.login, CASE WHEN wanted THEN held.roles ELSE '' END);
    UPDATE public.account SET enabled = wanted WHERE id = held.id;
    IF NOT wanted THEN
        PERFORM lete_private.person_cut(held.login);
    END IF;
    RETURN held.id;
END $$;

-- End what a person who is switched off still has open: whoever came in while person_enabled was not yet
-- committed.
CREATE FUNCTION lete.person_end_sessions(login text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held public.account;
BEGIN
    PERFORM lete_private.person_change();
    held := lete_private.person_held(login);
    IF NOT held.enabled THEN
        PERFORM lete_private.person_cut(held.login);
    END IF;
END $$;

-- A new password; no verifier takes it away. A login that is not there (a copy put back on another server) is
-- made.
CREATE FUNCTION lete.person_password(login text, verifier text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held public.account;
    wanted constant text := lete_private.person_verifier(verifier);
BEGIN
    PERFORM lete_private.person_change();
    held := lete_private.person_held(login);
    IF to_regrole(quote_ident(held.login)) IS NULL AND held.enabled THEN
        PERFORM lete_private.person_create(held.login, wanted);
        PERFORM lete_private.person_groups(held.login, held.roles);
    ELSIF lete_private.person_is_ours(held.login) THEN
        EXECUTE format('ALTER ROLE %I PASSWORD %L', held.login, wanted);
    ELSE
        RAISE EXCEPTION USING ERRCODE = 'LP006', MESSAGE = 'the server has this login for something else';
    END IF;
    PERFORM lete.note('password_reset', 'account', held.id, '{}');
    RETURN held.id;
END $$;

-- Have the logins be what the accounts say, as after a copy was put back: one that it has no account for loses its
-- groups and, where it is ours, the right to sign in. What IT gave by hand stays, with a warning.
CREATE FUNCTION lete_private.person_follow_accounts() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person record;
BEGIN
    FOR person IN
        SELECT coalesce(a.login, made.login) AS login, coalesce(a.enabled, FALSE) AS enabled,
               CASE WHEN a.enabled THEN a.roles ELSE '' END AS roles
        FROM public.account a FULL JOIN (
            SELECT p.rolname::text AS login FROM pg_auth_members m JOIN pg_roles p ON p.oid = m.member
            WHERE m.roleid = to_regrole(quote_ident(@@person@@)) AND NOT (p.rolsuper OR p.rolcreaterole)
        ) made ON made.login = a.login
    LOOP
        IF lete_private.person_is_ours(person.login) THEN
            EXECUTE format('ALTER ROLE %I %s', person.login, CASE WHEN person.enabled THEN 'LOGIN' ELSE 'NOLOGIN' END);
        END IF;
        BEGIN
            PERFORM lete_private.person_groups(person.login, person.roles);
        EXCEPTION WHEN SQLSTATE 'LP012' THEN
            RAISE WARNING '%', SQLERRM;
        END;
    END LOOP;
END $$;

-- They act as the provisioner; people may call those in lete.
GRANT CREATE ON SCHEMA lete, lete_private TO @provisioner@;
DO $people$
DECLARE
    made record;
BEGIN
    FOR made IN
        SELECT oid::regprocedure AS name, pronamespace = 'lete'::regnamespace AS is_open FROM pg_proc
        WHERE pronamespace IN ('lete'::regnamespace, 'lete_private'::regnamespace) AND proname LIKE 'person\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made.name);
        IF made.is_open THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', made.name, @@user@@);
        END IF;
        EXECUTE format('ALTER FUNCTION %s OWNER TO %I', made.name, @@provisioner@@);
    END LOOP;
END
$people$;
REVOKE CREATE ON SCHEMA lete, lete_private FROM @provisioner@;


-- 8. Evidence ----------------------------------------------------------------------------------------------------

-- Whether the person may see that the contact is there, as the policies of contact say.
CREATE FUNCTION lete.sees_contact(contact_id integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM public.contact c WHERE c.id = $1 AND (
        lete.has_role('clerk') OR lete.has_role('head') OR lete.has_role('decision_maker')
        OR lete.has_role('specialist') AND (
            c.registered_by = session_user OR c.handler_id = lete.my_employee() OR c.referred_id = lete.my_employee()
            OR lete.may_unseal(c.id))))
$$;

-- What an entry tells of a record's fields, without what stood in some of them.
CREATE FUNCTION lete_private.without(facts json, kept_back text[]) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(json_object_agg(key, CASE WHEN key = ANY (kept_back) THEN '[null,null]'::json ELSE value END), '{}')::text
    FROM json_each(facts)
$$;

-- The history of a contact. Of a restricted one everybody who sees its row learns who did something to it; what it
-- is about (app/contacts/sealed.py), only who may see that.
CREATE FUNCTION lete_private.told_of_contact(contact_id integer)
RETURNS TABLE (seq integer, at timestamptz, account text, act text, kind text, fields text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    sealed integer;
    hides boolean;
BEGIN
    IF NOT lete.sees_contact(contact_id) THEN
        RETURN;
    END IF;
    SELECT s.id INTO sealed FROM public.contact_sealed s WHERE s.contact_id = told_of_contact.contact_id;
    SELECT c.restricted AND NOT lete.may_unseal(c.id) INTO hides FROM public.contact c WHERE c.id = told_of_contact.contact_id;
    RETURN QUERY
    SELECT e.seq, e.at, e.account::text, e.act::text, e.subject::text,
           CASE WHEN hides THEN lete_private.without(e.text::json -> 6, ARRAY[
               'client_id', 'client_name', 'phone', 'email', 'address', 'topic_id', 'topic', 'subject', 'notes', 'reason',
               'annul_reason']) ELSE (e.text::json -> 6)::text END
    FROM public.audit_entry e
    WHERE e.subject = 'contact' AND e.row_id = told_of_contact.contact_id
       OR e.subject = 'contact_sealed' AND e.row_id = told_of_contact.contact_id AND e.act = 'view'
       OR e.subject = 'contact_sealed' AND e.row_id = sealed AND e.act IN ('insert', 'update')
    ORDER BY e.seq;
END
$$;

-- The history of a record for whoever may see it, the oldest first (app/core/history.py). What belongs to which kind
-- of record, and who is told it, the registers say: lete_private.KIND_history, made by app/core/server/histories.py.
CREATE FUNCTION lete.record_history(subject text, row_id integer)
RETURNS TABLE (seq integer, at timestamptz, account text, act text, kind text, fields text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF subject = 'contact' THEN
        RETURN QUERY SELECT * FROM lete_private.told_of_contact(row_id);
    ELSIF EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'lete_private'::regnamespace
                  AND proname = subject || '_history') THEN
        RETURN QUERY EXECUTE format('
            SELECT e.seq, e.at, e.account::text, e.act::text, e.subject::text,
                   lete_private.without(e.text::json -> 6, part.kept_back)
            FROM lete_private.%I($1) part
            JOIN public.audit_entry e ON e.subject = part.kind AND e.row_id = part.row_id
            AND (e.act = ANY (part.noted)) = part.is_noted
            ORDER BY e.seq', subject || '_history') USING row_id;
    END IF;
END
$$;

-- The administrator's audit (app/core/audit_overview.py): the numbers of the entries that meet the filter ('' and
-- null: any), the newest first, as app/core/ids.py packs them.
CREATE FUNCTION lete.audit_numbers(
    account text, act text, since timestamptz, before timestamptz, at_most integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT lete.has_role('administrator') THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied for the audit';
    END IF;
    RETURN (
        SELECT coalesce(string_agg((found.seq + 4000000000)::text, '' ORDER BY found.at DESC, found.seq DESC), '')
        FROM (
            SELECT e.at, e.seq FROM public.audit_entry e
            WHERE (audit_numbers.account = '' OR e.account = audit_numbers.account)
              AND (audit_numbers.act = '' OR e.act = audit_numbers.act)
              AND (audit_numbers.since IS NULL OR e.at >= audit_numbers.since)
              AND (audit_numbers.before IS NULL OR e.at < audit_numbers.before)
            ORDER BY e.at DESC, e.seq DESC LIMIT at_most) found);
END
$$;

-- What people call a record by: its number, or what is open to everybody in the office; '' where there is neither.
CREATE FUNCTION lete_private.called(subject text, row_id integer) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found text;
BEGIN
    CASE subject
    WHEN 'contact' THEN
        SELECT c.number_year || '-' || c.number_seq INTO found FROM public.contact c WHERE c.id = row_id;
    WHEN 'account' THEN SELECT a.login INTO found FROM public.account a WHERE a.id = row_id;
    WHEN 'card' THEN SELECT c.number INTO found FROM public.card c WHERE c.id = row_id;
    WHEN 'employee' THEN SELECT e.name INTO found FROM public.employee e WHERE e.id = row_id;
    WHEN 'institution' THEN SELECT i.name INTO found FROM public.institution i WHERE i.id = row_id;
    WHEN 'job_title' THEN SELECT j.name INTO found FROM public.job_title j WHERE j.id = row_id;
    WHEN 'service' THEN SELECT s.name INTO found FROM public.service s WHERE s.id = row_id;
    WHEN 'topic' THEN SELECT t.name INTO found FROM public.topic t WHERE t.id = row_id;
    WHEN 'unit' THEN SELECT u.name INTO found FROM public.unit u WHERE u.id = row_id;
    ELSE NULL;
    END CASE;
    RETURN coalesce(found, CASE WHEN row_id > 0 THEN row_id::text ELSE '' END);
END
$$;

-- These entries without a single value: when, who, what, to which record by what people call it, and the names of
-- the fields that changed.
CREATE FUNCTION lete.audit_overview(wanted integer[])
RETURNS TABLE (seq integer, at timestamptz, account text, act text, kind text, number text, fields text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT lete.has_role('administrator') THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied for the audit';
    END IF;
    RETURN QUERY
    SELECT e.seq, e.at, e.account::text, e.act::text, e.subject::text,
           lete_private.called(e.subject, e.row_id),
           CASE WHEN e.act = 'insert' THEN '{}' ELSE ARRAY(SELECT json_object_keys(e.text::json -> 6)) END
    FROM public.audit_entry e WHERE e.seq = ANY (wanted);
END
$$;

GRANT EXECUTE ON FUNCTION lete.sees_contact(integer), lete.record_history(text, integer), lete.audit_overview(integer[]),
    lete.audit_numbers(text, text, timestamptz, timestamptz, integer) TO @user@;
