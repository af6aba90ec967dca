-- The log, and the one statement that writes an act.
--
-- Nobody has INSERT, UPDATE or DELETE here: rows come in through the functions below, which run as the owner of the tables,
-- and triggers refuse change even to the owner. Positions are given under the lock of the bureau's head, so they have no gaps;
-- the tree over them is built later, in batches (docs/decisions/0101).

create table log_head (
    bureau_id bigint primary key references house_bureau (id),
    size bigint not null default 0 check (size >= 0),
    recorded_at timestamptz not null default '-infinity',
    -- The transaction that entered last: rows that only an act may change are refused at the commit of any other.
    entered_by xid8,
    entered_in timestamptz
) with (fillfactor = 20);

create table log_entry (
    -- Only yifa_act and yifa_act_many write here, after they moved the head that a key would check again.
    bureau_id bigint not null,
    position bigint not null check (position >= 0),
    case_id bigint references cases_case (id),
    officer_id bigint references house_officer (id),
    happened_at timestamptz not null,
    recorded_at timestamptz not null,
    case_version integer not null,
    late boolean not null,
    step text not null,
    kind text not null,
    leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
    entry bytea not null,
    primary key (bureau_id, position),
    -- Whoever writes it.
    constraint leaf_is_the_hash_of_the_entry check (leaf_hash = sha256('\x00'::bytea || entry))
);
create unique index log_entry_of_case on log_entry (case_id, case_version) where case_id is not null;

create table act_content (
    bureau_id bigint not null,
    position bigint not null,
    answers jsonb not null,
    primary key (bureau_id, position)
);

-- Full tiles alone, with the root over each: they never change (C2SP tlog-tiles). The right edge is computed from leaves.
create table log_tile (
    bureau_id bigint not null references log_head (bureau_id),
    level smallint not null check (level between 0 and 7),
    index bigint not null check (index >= 0),
    hashes bytea not null check (octet_length(hashes) = 8192),
    root bytea not null check (octet_length(root) = 32),
    primary key (bureau_id, level, index)
);
alter table log_tile alter column hashes set storage external;

create table log_checkpoint (
    bureau_id bigint not null references log_head (bureau_id),
    size bigint not null check (size > 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    signed_at timestamptz not null,
    primary key (bureau_id, size)
);

alter table cases_case set (fillfactor = 70);

-- Refusal of change ------------------------------------------------------------------------------------------------

create function yifa_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The record is append-only: % on % is refused.', tg_op, tg_table_name using errcode = 'YF009';
end $$;

create trigger refuse_change before update or delete or truncate on log_entry
    for each statement execute function yifa_refuse_change();
create trigger refuse_change before update or delete or truncate on log_tile
    for each statement execute function yifa_refuse_change();
create trigger refuse_change before update or delete or truncate on log_checkpoint
    for each statement execute function yifa_refuse_change();
create trigger refuse_change before delete or truncate on act_content
    for each statement execute function yifa_refuse_change();
create trigger refuse_change before delete or truncate on log_head
    for each statement execute function yifa_refuse_change();

-- What is kept of an answer may shrink (it is erased) and change its seal: [salt, value] or [salt, null, sealed] becomes
-- [salt, null, sealed] under the same salt. That the value is the same shows the commitment in the entry, which verification opens.
create function yifa_only_forget() returns trigger language plpgsql as $$
begin
    if new.bureau_id <> old.bureau_id or new.position <> old.position or exists (
        select from jsonb_each(new.answers) as kept
        where old.answers -> kept.key is distinct from kept.value and not (
            old.answers ? kept.key and jsonb_array_length(kept.value) = 3
            and kept.value -> 0 = old.answers -> kept.key -> 0 and kept.value -> 1 = 'null'::jsonb
            and kept.value ->> 2 like 'yifa-sealed.%'
        )
    ) then
        raise exception 'What was answered can be erased, not changed.' using errcode = 'YF009';
    end if;
    return new;
end $$;
create trigger only_forget before update on act_content for each row execute function yifa_only_forget();

-- An entry recorded ahead of time would close the log until that moment comes, for nothing is recorded before what is there.
-- The clock of the program is therefore held against that of the database server, of which there is one.
create function yifa_only_grow() returns trigger language plpgsql as $$
begin
    if new.bureau_id <> old.bureau_id or new.size < old.size or new.recorded_at < old.recorded_at then
        raise exception 'A log only grows.' using errcode = 'YF009';
    end if;
    if new.recorded_at > old.recorded_at and new.recorded_at > clock_timestamp() + interval '5 minutes' then
        raise exception 'The entry would be recorded ahead of the database server''s clock.' using errcode = 'YF004';
    end if;
    return new;
end $$;
create trigger only_grow before update on log_head for each row execute function yifa_only_grow();

create function yifa_say_who_entered() returns trigger language plpgsql as $$
begin
    new.entered_by := pg_current_xact_id();
    new.entered_in := transaction_timestamp();
    return new;
end $$;
create trigger say_who_entered before update on log_head for each row when (new.size > old.size)
    execute function yifa_say_who_entered();

-- Replication settings do not switch them off.
alter table log_entry enable always trigger refuse_change;
alter table log_tile enable always trigger refuse_change;
alter table log_checkpoint enable always trigger refuse_change;
alter table act_content enable always trigger refuse_change;
alter table act_content enable always trigger only_forget;
alter table log_head enable always trigger refuse_change;
alter table log_head enable always trigger only_grow;
alter table log_head enable always trigger say_who_entered;

-- Procedures are kept with the matters that run under them, and never changed.
create trigger refuse_change before update or delete or truncate on cases_keptprocedure
    for each statement execute function yifa_refuse_change();
alter table cases_keptprocedure enable always trigger refuse_change;
alter table cases_case add constraint case_under_a_kept_procedure
    foreign key (procedure_hash) references cases_keptprocedure (hash);

-- Which bureau -----------------------------------------------------------------------------------------------------

-- Takes the session's bureau where it is set and refuses another; sets it for the transaction where it is not.
create function yifa_work_for(p_bureau bigint) returns void language plpgsql as $$
declare
    told text := current_setting('yifa.bureau', true);
begin
    if told = p_bureau::text then
        return;
    end if;
    if told is null or told = '' then
        perform set_config('yifa.bureau', p_bureau::text, true);
    else
        raise exception 'The connection works for bureau %, not for %.', told, p_bureau using errcode = 'YF003';
    end if;
end $$;

-- A case with all that an act or its registers ask of it: whose it is, too.
create function yifa_read_case(p_bureau bigint, p_case bigint)
returns table (
    number text, procedure_key text, procedure_version integer, procedure_hash text, title text, party_id bigint,
    party_name text, opened_on date, closed_on date, department_id bigint, assignee_id bigint, marking text, version integer,
    bureau_code text, document_mark text, late_after_days smallint, calendar_version integer
) language plpgsql set search_path = public, pg_temp as $$
begin
    if current_setting('yifa.bureau', true) is distinct from p_bureau::text then
        perform yifa_work_for(p_bureau);
    end if;
    return query
        select c.number::text, c.procedure_key::text, c.procedure_version, c.procedure_hash::text, c.title::text, c.party_id,
            (select p.name::text from parties_party p where p.id = c.party_id), c.opened_on, c.closed_on, c.department_id,
            c.assignee_id, c.marking::text, c.version, b.code::text, b.document_mark::text, b.late_after_days, b.calendar_version
        from cases_case c join house_bureau b on b.id = c.bureau_id
        where c.id = p_case and c.bureau_id = p_bureau;
end $$;

-- Numbers ----------------------------------------------------------------------------------------------------------

-- The head is locked first, everywhere, so that two writers of one bureau never wait for each other in a circle.
create function yifa_lock_head(p_bureau bigint) returns table (size bigint, recorded_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform yifa_work_for(p_bureau);
    insert into log_head (bureau_id) values (p_bureau) on conflict do nothing;
    return query select h.size, nullif(h.recorded_at, '-infinity') from log_head h where h.bureau_id = p_bureau for update;
end $$;

-- Where the log stands, without a lock.
create function yifa_read_head(p_bureau bigint) returns table (size bigint, recorded_at timestamptz)
language plpgsql set search_path = public, pg_temp as $$
begin
    perform yifa_work_for(p_bureau);
    return query select h.size, nullif(h.recorded_at, '-infinity') from log_head h where h.bureau_id = p_bureau;
end $$;

-- The first of p_count consecutive numbers in a series and year.
create function yifa_take_numbers(p_bureau bigint, p_series text, p_year integer, p_count integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_last integer;
begin
    perform yifa_lock_head(p_bureau);
    insert into cases_counter as k (bureau_id, series, year, last) values (p_bureau, p_series, p_year, p_count)
        on conflict (bureau_id, series, year) do update set last = k.last + p_count returning k.last into v_last;
    return v_last - p_count + 1;
end $$;

-- What opening a case asks: the head's lock with its last moment, the next number of the series, a key, and whether the text of
-- the procedure is kept already.
create function yifa_begin_case(p_bureau bigint, p_series text, p_year integer, p_hash text)
returns table (recorded_at timestamptz, serial integer, case_id bigint, is_kept boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_recorded timestamptz;
    v_last integer;
begin
    select h.recorded_at into v_recorded from yifa_lock_head(p_bureau) h;
    insert into cases_counter as k (bureau_id, series, year, last) values (p_bureau, p_series, p_year, 1)
        on conflict (bureau_id, series, year) do update set last = k.last + 1 returning k.last into v_last;
    return query select v_recorded, v_last, nextval(pg_get_serial_sequence('cases_case', 'id')),
        exists (select from cases_keptprocedure p where p.hash = p_hash);
end $$;

-- The act ----------------------------------------------------------------------------------------------------------

-- One act: the case as it now stands, what it owes, its entry, its content, its letter's number; all or nothing.
--
-- p_from: version of the case that the ruling was made on; 0 opens the case, with p_open its columns; null: no case.
-- p_moved: new department and assignee, or null where they stay. p_dropped: rules no longer owed. p_owed: rows newly owed.
-- Raises YF001 when the case has moved, YF002 when the log's last entry is recorded later than p_recorded.
create function yifa_act(
    p_bureau bigint, p_case bigint, p_from integer, p_marking text, p_closed date, p_open jsonb, p_moved jsonb,
    p_officer bigint, p_step text, p_kind text, p_happened timestamptz, p_recorded timestamptz, p_late boolean,
    p_leaf bytea, p_entry bytea, p_answers text, p_dropped text[], p_owed text,
    p_letter text, p_mark text, p_letter_on date
) returns table (log_position bigint, serial integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_position bigint;
    v_serial integer;
begin
    if current_setting('yifa.bureau', true) is distinct from p_bureau::text then
        perform yifa_work_for(p_bureau);
    end if;

    update log_head set size = size + 1, recorded_at = p_recorded
        where bureau_id = p_bureau and recorded_at <= p_recorded returning size - 1 into v_position;
    if v_position is null then
        if exists (select from log_head where bureau_id = p_bureau) then
            raise exception 'The log has a later entry.' using errcode = 'YF002';
        end if;
        perform yifa_lock_head(p_bureau);
        update log_head set size = size + 1, recorded_at = p_recorded
            where bureau_id = p_bureau and recorded_at <= p_recorded returning size - 1 into v_position;
        if v_position is null then
            raise exception 'The log has a later entry.' using errcode = 'YF002';
        end if;
    end if;

    if p_from = 0 then
        insert into cases_case (
            id, bureau_id, number, procedure_key, procedure_version, procedure_hash, title, party_id, opened_on, closed_on,
            department_id, assignee_id, marking, version, progress_code_hash, subject_kind, subject_id
        )
        select p_case, p_bureau, o.number, o.procedure_key, o.procedure_version, o.procedure_hash, o.title, o.party_id,
            o.opened_on, p_closed, o.department_id, o.assignee_id, p_marking::jsonb, 1, o.progress_code_hash,
            o.subject_kind, o.subject_id
        from jsonb_to_record(p_open) as o (
            number text, procedure_key text, procedure_version integer, procedure_hash text, title text, party_id bigint,
            opened_on date, department_id bigint, assignee_id bigint, progress_code_hash text, subject_kind text,
            subject_id bigint
        );
    elsif p_from is not null then
        if p_moved is null then
            update cases_case set marking = p_marking::jsonb, version = p_from + 1, closed_on = p_closed
                where id = p_case and bureau_id = p_bureau and version = p_from;
        else
            update cases_case set marking = p_marking::jsonb, version = p_from + 1, closed_on = p_closed,
                department_id = (p_moved ->> 'department_id')::bigint, assignee_id = (p_moved ->> 'assignee_id')::bigint
                where id = p_case and bureau_id = p_bureau and version = p_from;
        end if;
        if not found then
            raise exception 'The case has moved.' using errcode = 'YF001';
        end if;
    end if;

    insert into log_entry (
        bureau_id, position, case_id, officer_id, happened_at, recorded_at, case_version, late, step, kind, leaf_hash, entry
    ) values (
        p_bureau, v_position, p_case, p_officer, p_happened, p_recorded, coalesce(p_from + 1, 0), p_late, p_step, p_kind,
        p_leaf, p_entry
    );
    if p_answers is not null then
        insert into act_content (bureau_id, position, answers) values (p_bureau, v_position, p_answers::jsonb);
    end if;
    if p_closed is not null then
        delete from cases_obligation where case_id = p_case;
    elsif p_dropped is not null then
        delete from cases_obligation where case_id = p_case and rule_id = any (p_dropped);
    end if;
    if p_owed is not null then
        insert into cases_obligation (
            bureau_id, case_id, rule_id, lane, steps, since_on, due_on, amber_on, latest_on, sort_on, is_promise
        )
        select p_bureau, p_case, o.rule_id, o.lane, o.steps, o.since_on, o.due_on, o.amber_on, o.latest_on,
            coalesce(o.due_on, '9999-12-31'), o.is_promise
        from jsonb_to_recordset(p_owed::jsonb) as o (
            rule_id text, lane text, steps text[], since_on date, due_on date, amber_on date, latest_on date,
            is_promise boolean
        );
    end if;
    if p_officer is not null and p_from > 0 then
        delete from cases_draft where case_id = p_case and step = p_step and officer_id = p_officer;
    end if;
    if p_letter is not null then
        -- As yifa_take_numbers does, under the head's lock that is held already.
        insert into cases_counter as k (bureau_id, series, year, last)
            values (p_bureau, 'letter:' || p_mark, extract(year from p_letter_on)::integer, 1)
            on conflict (bureau_id, series, year) do update set last = k.last + 1 returning k.last into v_serial;
        insert into cases_letter (bureau_id, case_id, log_position, kind, mark, year, serial, issued_on)
            values (p_bureau, p_case, v_position, p_letter, p_mark, extract(year from p_letter_on)::integer, v_serial,
                p_letter_on);
    end if;
    return query select v_position, v_serial;
end $$;

-- Many acts of one bureau in one transaction, whose head the caller has locked (yifa_lock_head) and whose positions,
-- case numbers and letter numbers it has given accordingly. Each array has one item for each row.
create function yifa_act_many(
    p_bureau bigint, p_size bigint, p_recorded timestamptz,
    p_case bigint[], p_officer bigint[], p_happened timestamptz[], p_recorded_each timestamptz[], p_version integer[],
    p_late boolean[], p_step text[], p_kind text[], p_leaf bytea[], p_entry bytea[],
    p_content_position bigint[], p_content text[],
    p_opened jsonb, p_moved_case bigint[], p_moved_from integer[], p_moved_to integer[], p_moved_marking text[],
    p_moved_closed date[], p_moved_department bigint[], p_moved_assignee bigint[],
    p_dropped_case bigint[], p_dropped_rule text[], p_owed jsonb, p_letters jsonb
) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_count bigint := coalesce(cardinality(p_case), 0);
    v_changed bigint;
begin
    perform yifa_work_for(p_bureau);
    update log_head set size = p_size + v_count, recorded_at = p_recorded
        where bureau_id = p_bureau and size = p_size and recorded_at <= p_recorded;
    if not found then
        raise exception 'The log has other entries.' using errcode = 'YF002';
    end if;
    insert into cases_case (
        id, bureau_id, number, procedure_key, procedure_version, procedure_hash, title, party_id, opened_on, closed_on,
        department_id, assignee_id, marking, version, progress_code_hash, subject_kind, subject_id
    )
    select o.id, p_bureau, o.number, o.procedure_key, o.procedure_version, o.procedure_hash, o.title, o.party_id,
        o.opened_on, o.closed_on, o.department_id, o.assignee_id, o.marking, o.version, o.progress_code_hash,
        o.subject_kind, o.subject_id
    from jsonb_to_recordset(p_opened) as o (
        id bigint, number text, procedure_key text, procedure_version integer, procedure_hash text, title text,
        party_id bigint, opened_on date, closed_on date, department_id bigint, assignee_id bigint, marking jsonb,
        version integer, progress_code_hash text, subject_kind text, subject_id bigint
    );
    update cases_case c set marking = m.marking::jsonb, version = m.v_to, closed_on = m.closed_on,
        department_id = m.department_id, assignee_id = m.assignee_id
        from unnest(p_moved_case, p_moved_from, p_moved_to, p_moved_marking, p_moved_closed, p_moved_department,
            p_moved_assignee) as m (id, v_from, v_to, marking, closed_on, department_id, assignee_id)
        where c.id = m.id and c.bureau_id = p_bureau and c.version = m.v_from;
    get diagnostics v_changed = row_count;
    if v_changed <> coalesce(cardinality(p_moved_case), 0) then
        raise exception 'A case has moved.' using errcode = 'YF001';
    end if;
    insert into log_entry (
        bureau_id, position, case_id, officer_id, happened_at, recorded_at, case_version, late, step, kind, leaf_hash, entry
    )
    select p_bureau, p_size + e.ordinality - 1, e.case_id, e.officer_id, e.happened_at, e.recorded_at, e.version, e.late,
        e.step, e.kind, e.leaf, e.entry
    from unnest(p_case, p_officer, p_happened, p_recorded_each, p_version, p_late, p_step, p_kind, p_leaf, p_entry)
        with ordinality as e (case_id, officer_id, happened_at, recorded_at, version, late, step, kind, leaf, entry);
    insert into act_content (bureau_id, position, answers)
        select p_bureau, a.position, a.answers::jsonb from unnest(p_content_position, p_content) as a (position, answers);
    delete from cases_obligation o using unnest(p_dropped_case, p_dropped_rule) as d (case_id, rule_id)
        where o.case_id = d.case_id and o.rule_id = d.rule_id;
    delete from cases_obligation o using unnest(p_moved_case, p_moved_closed) as m (case_id, closed_on)
        where o.case_id = m.case_id and m.closed_on is not null;
    insert into cases_obligation (
        bureau_id, case_id, rule_id, lane, steps, since_on, due_on, amber_on, latest_on, sort_on, is_promise
    )
        select p_bureau, o.case_id, o.rule_id, o.lane, o.steps, o.since_on, o.due_on, o.amber_on, o.latest_on,
            coalesce(o.due_on, '9999-12-31'), o.is_promise
        from jsonb_to_recordset(p_owed) as o (
            case_id bigint, rule_id text, lane text, steps text[], since_on date, due_on date, amber_on date,
            latest_on date, is_promise boolean
        );
    insert into cases_letter (bureau_id, case_id, log_position, kind, mark, year, serial, issued_on)
        select p_bureau, l.case_id, l.log_position, l.kind, l.mark, l.year, l.serial, l.issued_on
        from jsonb_to_recordset(p_letters) as l (
            case_id bigint, log_position bigint, kind text, mark text, year integer, serial integer, issued_on date
        );
    return p_size + v_count;
end $$;

-- Days anew -------------------------------------------------------------------------------------------------------

-- The days of what a case owes, after the calendar changed: of rows that are there, and only while the case is at p_version.
create function yifa_refresh_owed(p_bureau bigint, p_case bigint, p_version integer, p_owed jsonb) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_count integer;
begin
    if current_setting('yifa.bureau', true) is distinct from p_bureau::text then
        perform yifa_work_for(p_bureau);
    end if;
    perform 1 from cases_case where id = p_case and bureau_id = p_bureau and version = p_version for update;
    if not found then
        return 0;
    end if;
    update cases_obligation t
        set due_on = o.due_on, amber_on = o.amber_on, latest_on = o.latest_on, sort_on = coalesce(o.due_on, '9999-12-31')
        from jsonb_to_recordset(p_owed) as o (
            rule_id text, lane text, due_on date, amber_on date, latest_on date
        )
        where t.bureau_id = p_bureau and t.case_id = p_case and t.rule_id = o.rule_id and t.lane = o.lane
            and (t.due_on, t.amber_on, t.latest_on) is distinct from (o.due_on, o.amber_on, o.latest_on);
    get diagnostics v_count = row_count;
    return v_count;
end $$;

-- Erasing ----------------------------------------------------------------------------------------------------------

-- Erase answers behind an entry; only while the log ends with an act of erasure that refers to this very entry.
create function yifa_erase(p_bureau bigint, p_position bigint, p_fields text[]) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform yifa_work_for(p_bureau);
    if not exists (
        select from log_head h join log_entry e on e.bureau_id = h.bureau_id and e.position = h.size - 1
        where h.bureau_id = p_bureau and e.kind = 'erasure'
            and convert_from(e.entry, 'UTF8')::jsonb -> 'refers' @> to_jsonb(p_position)
    ) then
        raise exception 'Content is erased by an act of erasure.' using errcode = 'YF009';
    end if;
    update act_content set answers = answers - p_fields
        where bureau_id = p_bureau and position = p_position and answers ?| p_fields;
    return found;
end $$;

-- The cases of a party that was merged into another; only while the log ends with the act that says so.
create function yifa_move_party(p_bureau bigint, p_party bigint, p_into bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_moved bigint;
begin
    perform yifa_work_for(p_bureau);
    if not exists (
        select from log_head h join log_entry e on e.bureau_id = h.bureau_id and e.position = h.size - 1
        join act_content c on c.bureau_id = e.bureau_id and c.position = e.position
        where h.bureau_id = p_bureau and e.kind = 'house' and e.step = 'merge-parties'
            and c.answers -> 'party' -> 1 = to_jsonb(p_party) and c.answers -> 'into' -> 1 = to_jsonb(p_into)
    ) then
        raise exception 'Parties are merged by an act of the house.' using errcode = 'YF009';
    end if;
    update cases_case set party_id = p_into where bureau_id = p_bureau and party_id = p_party;
    get diagnostics v_moved = row_count;
    return v_moved;
end $$;

-- Whether any bureau's file lies under a digest: the store is one for all, and its bytes go only when nobody needs them.
create function yifa_file_in_use(p_digest text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    v_told text := current_setting('yifa.bureau', true);
    v_bureau bigint;
    v_found boolean := false;
begin
    for v_bureau in select id from house_bureau loop
        perform set_config('yifa.bureau', v_bureau::text, true);
        if exists (select from cases_file where bureau_id = v_bureau and digest = p_digest) then
            v_found := true;
            exit;
        end if;
    end loop;
    perform set_config('yifa.bureau', coalesce(v_told, ''), true);
    return v_found;
end $$;
