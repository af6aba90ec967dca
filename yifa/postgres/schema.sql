-- Written by scripts/write_schema.py from the migrations; see schema.py beside this file.
-- migrations: 56698f2e67aecbb0dcc5317d7025d3fa61d19df925f313c492dbb89214c67367
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE FUNCTION public.report_is_fixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.status = 'frozen' then
        raise exception 'report % is frozen', old.id using errcode = 'integrity_constraint_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
CREATE FUNCTION public.report_takes_no_more() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select from report_report r where r.id = new.report_id and r.status = 'frozen') then
        raise exception 'report % is frozen', new.report_id using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
CREATE FUNCTION public.yifa_act(p_bureau bigint, p_case bigint, p_from integer, p_marking text, p_closed date, p_open jsonb, p_moved jsonb, p_officer bigint, p_step text, p_kind text, p_happened timestamp with time zone, p_recorded timestamp with time zone, p_late boolean, p_leaf bytea, p_entry bytea, p_answers text, p_dropped text[], p_owed text, p_letter text, p_mark text, p_letter_on date) RETURNS TABLE(log_position bigint, serial integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_act_many(p_bureau bigint, p_size bigint, p_recorded timestamp with time zone, p_case bigint[], p_officer bigint[], p_happened timestamp with time zone[], p_recorded_each timestamp with time zone[], p_version integer[], p_late boolean[], p_step text[], p_kind text[], p_leaf bytea[], p_entry bytea[], p_content_position bigint[], p_content text[], p_opened jsonb, p_moved_case bigint[], p_moved_from integer[], p_moved_to integer[], p_moved_marking text[], p_moved_closed date[], p_moved_department bigint[], p_moved_assignee bigint[], p_dropped_case bigint[], p_dropped_rule text[], p_owed jsonb, p_letters jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_begin_case(p_bureau bigint, p_series text, p_year integer, p_hash text) RETURNS TABLE(recorded_at timestamp with time zone, serial integer, case_id bigint, is_kept boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_count_anew() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    analyze cases_case, cases_obligation, cases_letter, cases_caselink, log_entry, act_content, row_commitment;
end $$;
CREATE FUNCTION public.yifa_ends_with(p_bureau bigint, p_kind text, p_step text, p_case bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select exists (
        select from log_head h join log_entry e on e.bureau_id = h.bureau_id and e.position = h.size - 1
        where h.bureau_id = p_bureau and h.entered_by = pg_current_xact_id() and h.entered_in = transaction_timestamp()
            and e.kind = p_kind and (p_step is null or e.step = p_step) and (p_case is null or e.case_id = p_case)
    )
$$;
CREATE FUNCTION public.yifa_erase(p_bureau bigint, p_position bigint, p_fields text[]) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_file_in_use(p_digest text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_forget_words(p_bureau bigint, p_refusals bigint[], p_readings bigint[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    v_refusals integer;
    v_readings integer;
begin
    perform yifa_work_for(p_bureau);
    if not (yifa_ends_with(p_bureau, 'erasure', null, null) or yifa_ends_with(p_bureau, 'house', 'erase-person', null)) then
        raise exception 'Words are erased by an act of erasure.' using errcode = 'YF009';
    end if;
    update cases_refusal set reasons = '[]' where bureau_id = p_bureau and id = any (p_refusals);
    get diagnostics v_refusals = row_count;
    update cases_reading set reason = '—' where bureau_id = p_bureau and id = any (p_readings) and reason <> '';
    get diagnostics v_readings = row_count;
    return v_refusals + v_readings;
end $$;
CREATE FUNCTION public.yifa_lock_head(p_bureau bigint) RETURNS TABLE(size bigint, recorded_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    perform yifa_work_for(p_bureau);
    insert into log_head (bureau_id) values (p_bureau) on conflict do nothing;
    return query select h.size, nullif(h.recorded_at, '-infinity') from log_head h where h.bureau_id = p_bureau for update;
end $$;
CREATE FUNCTION public.yifa_move_party(p_bureau bigint, p_party bigint, p_into bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_only_forget() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.yifa_only_grow() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.bureau_id <> old.bureau_id or new.size < old.size or new.recorded_at < old.recorded_at then
        raise exception 'A log only grows.' using errcode = 'YF009';
    end if;
    if new.recorded_at > old.recorded_at and new.recorded_at > clock_timestamp() + interval '5 minutes' then
        raise exception 'The entry would be recorded ahead of the database server''s clock.' using errcode = 'YF004';
    end if;
    return new;
end $$;
CREATE FUNCTION public.yifa_order_change(p_bureau bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    v_size bigint;
begin
    select size into v_size from log_head where bureau_id = p_bureau for update;
    if v_size is null then
        insert into log_head (bureau_id) values (p_bureau) on conflict do nothing;
        select size into v_size from log_head where bureau_id = p_bureau for update;
    end if;
    return v_size;
end $$;
CREATE FUNCTION public.yifa_order_stands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.outcome <> 'waiting' then
        raise exception 'An order is decided once.' using errcode = 'YF009';
    end if;
    if (new.bureau_id, new.kind, new.officer_id, new.post_id, new.details, new.reason, new.asked_by_id, new.asked_at,
        new.asked_position)
        is distinct from
       (old.bureau_id, old.kind, old.officer_id, old.post_id, old.details, old.reason, old.asked_by_id, old.asked_at,
        old.asked_position)
    then
        raise exception 'What was asked is decided, not changed.' using errcode = 'YF009';
    end if;
    return new;
end $$;
CREATE FUNCTION public.yifa_read_case(p_bureau bigint, p_case bigint) RETURNS TABLE(number text, procedure_key text, procedure_version integer, procedure_hash text, title text, party_id bigint, party_name text, opened_on date, closed_on date, department_id bigint, assignee_id bigint, marking text, version integer, bureau_code text, document_mark text, late_after_days smallint, calendar_version integer)
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_read_head(p_bureau bigint) RETURNS TABLE(size bigint, recorded_at timestamp with time zone)
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    perform yifa_work_for(p_bureau);
    return query select h.size, nullif(h.recorded_at, '-infinity') from log_head h where h.bureau_id = p_bureau;
end $$;
CREATE FUNCTION public.yifa_reading_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op <> 'UPDATE' or new.reason <> '—' or to_jsonb(new) - 'reason' is distinct from to_jsonb(old) - 'reason' then
        raise exception 'That somebody read personal data stays as it was entered.' using errcode = 'YF009';
    end if;
    return new;
end $$;
CREATE FUNCTION public.yifa_refresh_owed(p_bureau bigint, p_case bigint, p_version integer, p_owed jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.yifa_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'The record is append-only: % on % is refused.', tg_op, tg_table_name using errcode = 'YF009';
end $$;
CREATE FUNCTION public.yifa_reseal(p_bureau bigint, p_positions bigint[], p_answers text[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    v_count integer;
begin
    perform yifa_work_for(p_bureau);
    if not yifa_ends_with(p_bureau, 'house', 'reseal', null) then
        raise exception 'Answers are sealed anew by an act of the house.' using errcode = 'YF009';
    end if;
    update act_content c set answers = given.answers::jsonb
        from unnest(p_positions, p_answers) as given (position, answers)
        where c.bureau_id = p_bureau and c.position = given.position;
    get diagnostics v_count = row_count;
    return v_count;
end $$;
CREATE FUNCTION public.yifa_retitle(p_bureau bigint, p_case bigint, p_title text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    perform yifa_work_for(p_bureau);
    if not yifa_ends_with(p_bureau, 'erasure', null, p_case) then
        raise exception 'A title changes by an act of erasure.' using errcode = 'YF009';
    end if;
    update cases_case set title = p_title where bureau_id = p_bureau and id = p_case;
end $$;
CREATE FUNCTION public.yifa_row_text(p_table text, p_row jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select convert_to('yifa-row-v1' || chr(10) || p_table || chr(10) || p_row::text, 'UTF8')
$$;
CREATE FUNCTION public.yifa_rows_need_an_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    if not exists (
        select from log_head where bureau_id = new.bureau_id and entered_by = pg_current_xact_id()
            and entered_in = transaction_timestamp()
    ) then
        raise exception 'A row of % was changed without an act.', (select name from row_table where id = new.table_id)
            using errcode = 'YF010', hint = 'Rows that figures rest on change only in the transaction of an entry of the log.';
    end if;
    return null;
end $$;
CREATE FUNCTION public.yifa_say_who_entered() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.entered_by := pg_current_xact_id();
    new.entered_in := transaction_timestamp();
    return new;
end $$;
CREATE FUNCTION public.yifa_seal_has_its_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    if not exists (
        select from log_entry where bureau_id = new.bureau_id and position = new.position and kind = 'seal'
    ) or exists (
        select from row_seal where bureau_id = new.bureau_id and (position >= new.position or last_seq > new.last_seq)
    ) then
        raise exception 'A seal needs its entry, and goes on from the one before.' using errcode = 'YF010';
    end if;
    return new;
end $$;
CREATE FUNCTION public.yifa_search(p_bureau bigint, p_query text, p_kind text, p_limit integer, p_cap integer) RETURNS TABLE(kind text, object_id bigint, case_id bigint, title text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
    if current_setting('yifa.bureau', true) is distinct from p_bureau::text then
        raise exception 'The connection does not work for bureau %.', p_bureau using errcode = 'YF003';
    end if;
    return query
        select f.kind, f.object_id, f.case_id, f.title from (
            select s.kind, s.object_id, s.case_id, s.title from search_entry s
            where s.words @@ p_query::tsquery and s.bureau_id = p_bureau and (p_kind = '' or s.kind = p_kind)
            limit p_cap
        ) f
        order by f.object_id desc limit p_limit;
end $$;
CREATE FUNCTION public.yifa_shared_rows(p_table smallint) RETURNS TABLE(row_key bigint, digest bytea, salt bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    select c.row_key, c.digest, c.salt from row_commitment c where c.table_id = p_table and c.salt is not null
$$;
CREATE FUNCTION public.yifa_take_numbers(p_bureau bigint, p_series text, p_year integer, p_count integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
    v_last integer;
begin
    perform yifa_lock_head(p_bureau);
    insert into cases_counter as k (bureau_id, series, year, last) values (p_bureau, p_series, p_year, p_count)
        on conflict (bureau_id, series, year) do update set last = k.last + p_count returning k.last into v_last;
    return v_last - p_count + 1;
end $$;
CREATE FUNCTION public.yifa_work_for(p_bureau bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id integer NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.act_content (
    bureau_id bigint NOT NULL,
    "position" bigint NOT NULL,
    answers jsonb NOT NULL
);
CREATE TABLE public.archives_destroyedmatter (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    number character varying(40) NOT NULL,
    destroyed_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.archives_destroyedmatter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.archives_destroyedmatter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.archives_disposal (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    matters integer NOT NULL,
    listed_on date NOT NULL,
    approved_on date,
    destroyed_on date,
    destroyed integer,
    kept_on date,
    keep_reason character varying(300) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT archives_disposal_destroyed_check CHECK ((destroyed >= 0)),
    CONSTRAINT archives_disposal_matters_check CHECK ((matters >= 0))
);
ALTER TABLE public.archives_disposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.archives_disposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.archives_transfer (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    receiver character varying(120) NOT NULL,
    matters integer NOT NULL,
    listed_on date NOT NULL,
    approved_on date,
    way character varying(60) NOT NULL,
    handed_on date,
    received_on date,
    receipt_number character varying(80) NOT NULL,
    dropped_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT archives_transfer_matters_check CHECK ((matters >= 0))
);
ALTER TABLE public.archives_transfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.archives_transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.archives_transferredmatter (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    number character varying(40) NOT NULL,
    receiver character varying(120) NOT NULL,
    received_on date NOT NULL,
    receipt_number character varying(80) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.archives_transferredmatter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.archives_transferredmatter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.attestations_attestation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    register_name character varying(120) NOT NULL,
    period_year integer NOT NULL,
    attested_by text NOT NULL,
    attested_on date NOT NULL,
    confirmed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT attestations_attestation_period_year_check CHECK ((period_year >= 0))
);
ALTER TABLE public.attestations_attestation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attestations_attestation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.auth_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.auth_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.calls_call (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    call_title character varying(200) NOT NULL,
    call_kind character varying(60) NOT NULL,
    call_number character varying(120) NOT NULL,
    opens_on date NOT NULL,
    deadline date NOT NULL,
    extended integer NOT NULL,
    received integer,
    closed_on date,
    cancelled boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT calls_call_extended_check CHECK ((extended >= 0)),
    CONSTRAINT calls_call_received_check CHECK ((received >= 0))
);
ALTER TABLE public.calls_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_case (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    procedure_key character varying(80) NOT NULL,
    procedure_version integer NOT NULL,
    procedure_hash character varying(64) NOT NULL,
    title character varying(200) NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    marking jsonb NOT NULL,
    version integer NOT NULL,
    progress_code_hash character varying(64) NOT NULL,
    subject_kind character varying(60) NOT NULL,
    subject_id bigint,
    assignee_id bigint,
    bureau_id bigint NOT NULL,
    department_id bigint,
    party_id bigint,
    CONSTRAINT case_opened_by_an_act CHECK ((version >= 1)),
    CONSTRAINT cases_case_procedure_version_check CHECK ((procedure_version >= 0))
)
WITH (fillfactor='70');
ALTER TABLE public.cases_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_caselink (
    id bigint NOT NULL,
    question character varying(80) NOT NULL,
    log_position bigint NOT NULL,
    is_current boolean NOT NULL,
    bureau_id bigint NOT NULL,
    from_case_id bigint NOT NULL,
    to_case_id bigint NOT NULL
);
ALTER TABLE public.cases_caselink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_caselink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_cosignedhead (
    id bigint NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    cosigned_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    log_id bigint NOT NULL
);
ALTER TABLE public.cases_cosignedhead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_cosignedhead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_counter (
    id bigint NOT NULL,
    series character varying(80) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    bureau_id bigint NOT NULL,
    CONSTRAINT cases_counter_last_check CHECK ((last >= 0)),
    CONSTRAINT cases_counter_year_check CHECK ((year >= 0))
);
ALTER TABLE public.cases_counter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_counter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_deskitem (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    log_position bigint NOT NULL,
    answered_position bigint,
    sent_on date NOT NULL,
    answer_by_on date,
    bureau_id bigint NOT NULL,
    case_id bigint NOT NULL,
    recipient_id bigint NOT NULL,
    sender_id bigint NOT NULL
);
ALTER TABLE public.cases_deskitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_deskitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_draft (
    id bigint NOT NULL,
    procedure_key character varying(80) NOT NULL,
    step character varying(80) NOT NULL,
    answers jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    officer_id bigint NOT NULL
);
ALTER TABLE public.cases_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_file (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    place smallint NOT NULL,
    field character varying(80) NOT NULL,
    name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    size bigint NOT NULL,
    media_type character varying(100) NOT NULL,
    salt bytea NOT NULL,
    erased_at timestamp with time zone,
    bureau_id bigint NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT cases_file_place_check CHECK ((place >= 0))
);
ALTER TABLE public.cases_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_headchoice (
    id bigint NOT NULL,
    register character varying(80) NOT NULL,
    head character varying(200) NOT NULL,
    "column" character varying(80) NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    chosen_by_id bigint
);
ALTER TABLE public.cases_headchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_headchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_keptprocedure (
    hash character varying(64) NOT NULL,
    key character varying(80) NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.cases_letter (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    kind character varying(80) NOT NULL,
    mark character varying(40) NOT NULL,
    year smallint NOT NULL,
    serial integer NOT NULL,
    issued_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT cases_letter_serial_check CHECK ((serial >= 0)),
    CONSTRAINT cases_letter_year_check CHECK ((year >= 0))
);
ALTER TABLE public.cases_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_obligation (
    id bigint NOT NULL,
    rule_id character varying(160) NOT NULL,
    lane character varying(120) NOT NULL,
    steps character varying(80)[] NOT NULL,
    since_on date NOT NULL,
    due_on date,
    amber_on date,
    latest_on date,
    sort_on date NOT NULL,
    is_promise boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint NOT NULL
);
ALTER TABLE public.cases_obligation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_obligation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_reading (
    id bigint NOT NULL,
    register character varying(80) NOT NULL,
    kind character varying(10) NOT NULL,
    fields character varying(80)[] NOT NULL,
    rows integer NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    officer_id bigint NOT NULL,
    party_id bigint,
    CONSTRAINT cases_reading_rows_check CHECK ((rows >= 0)),
    CONSTRAINT oversight_says_why CHECK (((NOT ((kind)::text = 'oversight'::text)) OR (NOT (reason = ''::text))))
);
ALTER TABLE public.cases_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_refusal (
    id bigint NOT NULL,
    procedure_key character varying(80) NOT NULL,
    step character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    reasons jsonb NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    officer_id bigint
);
ALTER TABLE public.cases_refusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_refusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_shownhead (
    id bigint NOT NULL,
    size bigint NOT NULL,
    outcome character varying(10) NOT NULL,
    said character varying(400) NOT NULL,
    line character varying(400) NOT NULL,
    shown_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    witness_id bigint NOT NULL,
    CONSTRAINT cosigned_with_a_line CHECK (((((line)::text > ''::text) AND ((outcome)::text = 'cosigned'::text)) OR ((NOT ((outcome)::text = 'cosigned'::text)) AND ((line)::text = ''::text))))
);
ALTER TABLE public.cases_shownhead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_shownhead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_watchedlog (
    id bigint NOT NULL,
    origin character varying(300) NOT NULL,
    key character varying(400) NOT NULL,
    named_position bigint NOT NULL,
    ended_position bigint,
    bureau_id bigint NOT NULL
);
ALTER TABLE public.cases_watchedlog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_watchedlog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_witness (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(120) NOT NULL,
    address character varying(400) NOT NULL,
    key character varying(400) NOT NULL,
    named_position bigint NOT NULL,
    ended_position bigint,
    bureau_id bigint NOT NULL,
    CONSTRAINT cosigners_have_a_key CHECK (((((key)::text > ''::text) AND ((kind)::text = 'cosigner'::text)) OR ((NOT ((kind)::text = 'cosigner'::text)) AND ((key)::text = ''::text))))
);
ALTER TABLE public.cases_witness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_witness_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.competition_competitionreview (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    measure_kind character varying(60) NOT NULL,
    issuing_level character varying(60) NOT NULL,
    concluded_on date NOT NULL,
    outcome character varying(60) NOT NULL,
    reasons text NOT NULL,
    findings integer NOT NULL,
    items_found text NOT NULL,
    views_received integer NOT NULL,
    views_adopted integer NOT NULL,
    exception_ground character varying(60) NOT NULL,
    exception_ends_on date,
    exception_end_condition text NOT NULL,
    ended_on date,
    ended_how character varying(60) NOT NULL,
    subject_number character varying(60) NOT NULL,
    joint_result character varying(20) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT competition_competitionreview_findings_check CHECK ((findings >= 0)),
    CONSTRAINT competition_competitionreview_views_adopted_check CHECK ((views_adopted >= 0)),
    CONSTRAINT competition_competitionreview_views_received_check CHECK ((views_received >= 0))
);
ALTER TABLE public.competition_competitionreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.competition_competitionreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.competition_revieweddraft (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    version integer NOT NULL,
    given_on date NOT NULL,
    changes_made text NOT NULL,
    text text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT competition_revieweddraft_version_check CHECK ((version >= 0))
);
ALTER TABLE public.competition_revieweddraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.competition_revieweddraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultation_consultation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    subject_number character varying(40) NOT NULL,
    opened_on date NOT NULL,
    closes_on date NOT NULL,
    touches_market_actors boolean NOT NULL,
    is_major_decision boolean NOT NULL,
    shortened_reason character varying(500) NOT NULL,
    contact character varying(500) NOT NULL,
    answered_on date,
    stopped_on date,
    stop_reason character varying(500) NOT NULL,
    draft_text text NOT NULL,
    explanation text NOT NULL,
    summary text NOT NULL,
    summarised_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT consultation_ends_after_it_opens CHECK ((closes_on >= opened_on))
);
ALTER TABLE public.consultation_consultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_consultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.consultation_opinion (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    provision character varying(100) NOT NULL,
    side character varying(60) NOT NULL,
    channel character varying(60) NOT NULL,
    arrived_on date NOT NULL,
    treatment character varying(60) NOT NULL,
    treated_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    consultation_id bigint NOT NULL
);
ALTER TABLE public.consultation_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_contract (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    contract_number character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    contract_kind character varying(60) NOT NULL,
    amount_fen bigint NOT NULL,
    opinion character varying(60) NOT NULL,
    adoption character varying(60) NOT NULL,
    reviewed_on date,
    signed_on date,
    ends_on date,
    state character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    counterparty_id bigint,
    CONSTRAINT no_negative_contract CHECK ((amount_fen >= 0))
);
ALTER TABLE public.contracts_contract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_contractchange (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    change_kind character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    amount_before_fen bigint NOT NULL,
    amount_fen bigint NOT NULL,
    signed_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    contract_id bigint NOT NULL
);
ALTER TABLE public.contracts_contractchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_contractdispute (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    entered_on date NOT NULL,
    claim_fen bigint,
    way character varying(60) NOT NULL,
    outcome character varying(60) NOT NULL,
    recovered_fen bigint,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    contract_id bigint NOT NULL
);
ALTER TABLE public.contracts_contractdispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractdispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_contractmilestone (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    due_on date NOT NULL,
    amount_fen bigint,
    met_on date,
    state character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    contract_id bigint NOT NULL
);
ALTER TABLE public.contracts_contractmilestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractmilestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.contracts_payment (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    amount_fen bigint NOT NULL,
    paid_on date NOT NULL,
    due_on date,
    to_sme boolean NOT NULL,
    days_late integer NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    contract_id bigint NOT NULL,
    CONSTRAINT contracts_payment_days_late_check CHECK ((days_late >= 0))
);
ALTER TABLE public.contracts_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.control_controlcheck (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    activity character varying(60) NOT NULL,
    period character varying(80) NOT NULL,
    checked_on date NOT NULL,
    items integer NOT NULL,
    exceptions integer NOT NULL,
    mended_on date,
    about_id bigint,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT control_controlcheck_exceptions_check CHECK ((exceptions >= 0)),
    CONSTRAINT control_controlcheck_items_check CHECK ((items >= 0))
);
ALTER TABLE public.control_controlcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.control_controlcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.control_evaluation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    year integer NOT NULL,
    conclusion character varying(60) NOT NULL,
    defects character varying(200) NOT NULL,
    reported_on date NOT NULL,
    reported_to character varying(120) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT control_evaluation_year_check CHECK ((year >= 0))
);
ALTER TABLE public.control_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.control_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.control_riskpoint (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    activity character varying(60) NOT NULL,
    step character varying(120) NOT NULL,
    risk character varying(200) NOT NULL,
    measure character varying(200) NOT NULL,
    does character varying(80) NOT NULL,
    checks character varying(80) NOT NULL,
    frequency character varying(60) NOT NULL,
    listed_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.control_riskpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.control_riskpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.control_vehicleuse (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    purpose character varying(200) NOT NULL,
    destination character varying(120) NOT NULL,
    used_on date NOT NULL,
    plate character varying(20) NOT NULL,
    kilometres integer NOT NULL,
    back_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT control_vehicleuse_kilometres_check CHECK ((kilometres >= 0))
);
ALTER TABLE public.control_vehicleuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.control_vehicleuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_advice (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    problem character varying(200) NOT NULL,
    measure character varying(200) NOT NULL,
    section character varying(60) NOT NULL,
    signed_on date NOT NULL,
    due_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    letter_id bigint NOT NULL
);
ALTER TABLE public.cooperation_advice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_advice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_commissioner (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    person text NOT NULL,
    unit character varying(160) NOT NULL,
    trade character varying(80) NOT NULL,
    commissioner_kind character varying(60) NOT NULL,
    level character varying(60) NOT NULL,
    served character varying(160) NOT NULL,
    term_from date NOT NULL,
    term_until date NOT NULL,
    services integer NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT cooperation_commissioner_services_check CHECK ((services >= 0))
);
ALTER TABLE public.cooperation_commissioner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_commissioner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_commissionerservice (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    served_on date NOT NULL,
    served_object character varying(160) NOT NULL,
    matter character varying(200) NOT NULL,
    days numeric(5,1) NOT NULL,
    confirmed_by text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    commissioner_id bigint NOT NULL
);
ALTER TABLE public.cooperation_commissionerservice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_commissionerservice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_contact (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    contact_kind character varying(60) NOT NULL,
    name character varying(160) NOT NULL,
    uscc character varying(18) NOT NULL,
    contacted_on date NOT NULL,
    section character varying(60) NOT NULL,
    difficulties character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.cooperation_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_letter (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    letter_number character varying(40) NOT NULL,
    topic character varying(160) NOT NULL,
    pieces integer NOT NULL,
    signed_on date NOT NULL,
    firm_signed_on date,
    reports integer NOT NULL,
    last_report_on date,
    solved boolean NOT NULL,
    answered_on date,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT cooperation_letter_pieces_check CHECK ((pieces >= 0)),
    CONSTRAINT cooperation_letter_reports_check CHECK ((reports >= 0))
);
ALTER TABLE public.cooperation_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_match (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    partner character varying(160) NOT NULL,
    matched_subject character varying(200) NOT NULL,
    matched_on date NOT NULL,
    match_result character varying(60) NOT NULL,
    amount_fen bigint,
    contract_number character varying(80) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint
);
ALTER TABLE public.cooperation_match ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_need (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    need_name character varying(200) NOT NULL,
    need_kind character varying(60) NOT NULL,
    target character varying(200) NOT NULL,
    budget_fen bigint,
    collected_on date NOT NULL,
    needed_by date NOT NULL,
    is_public boolean NOT NULL,
    published_on date,
    need_state character varying(60) NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint
);
ALTER TABLE public.cooperation_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cooperation_result (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    result_name character varying(200) NOT NULL,
    owner character varying(160) NOT NULL,
    presenter text NOT NULL,
    result_kind character varying(60) NOT NULL,
    stage character varying(60) NOT NULL,
    way character varying(60) NOT NULL,
    published_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.cooperation_result ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_result_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.counsel_consultation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    question text NOT NULL,
    channel character varying(60) NOT NULL,
    matter_kind character varying(60) NOT NULL,
    asked_on date,
    answered_on date NOT NULL,
    treatment character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.counsel_consultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counsel_consultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.counsel_engagement (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    counsel_name text NOT NULL,
    term_from date NOT NULL,
    term_until date NOT NULL,
    fee_fen bigint NOT NULL,
    signed_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.counsel_engagement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.counsel_engagement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.decisions_catalogueitem (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    year integer NOT NULL,
    name character varying(200) NOT NULL,
    unit character varying(100) NOT NULL,
    planned character varying(60) NOT NULL,
    is_listed boolean NOT NULL,
    published_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT decisions_catalogueitem_year_check CHECK ((year >= 0))
);
ALTER TABLE public.decisions_catalogueitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.decisions_catalogueitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.decisions_decisionpart (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    decision character varying(200) NOT NULL,
    part character varying(60) NOT NULL,
    person text NOT NULL,
    post character varying(60) NOT NULL,
    stance character varying(60) NOT NULL,
    view text NOT NULL,
    dissented boolean NOT NULL,
    done_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.decisions_decisionpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.decisions_decisionpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.decisions_evaluation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    decision character varying(200) NOT NULL,
    evaluator character varying(100) NOT NULL,
    result text NOT NULL,
    advice character varying(60) NOT NULL,
    evaluated_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.decisions_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.decisions_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.decisions_majordecision (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    unit character varying(100) NOT NULL,
    is_document boolean NOT NULL,
    in_catalogue boolean NOT NULL,
    started_on date NOT NULL,
    consulted_on date,
    heard_on date,
    argued_on date,
    experts integer NOT NULL,
    risk_assessed_on date,
    risk_level character varying(60) NOT NULL,
    appraiser character varying(100) NOT NULL,
    competition_reviewed_on date,
    reviewed_on date,
    opinion character varying(60) NOT NULL,
    deliberated_on date,
    outcome character varying(60) NOT NULL,
    decided_on date,
    reported_on date,
    published_on date,
    executing_unit character varying(100) NOT NULL,
    executed_on date,
    suspended_on date,
    changed_by character varying(40) NOT NULL,
    filed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT decisions_majordecision_experts_check CHECK ((experts >= 0))
);
ALTER TABLE public.decisions_majordecision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.decisions_majordecision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_feed (
    id bigint NOT NULL,
    scope character varying(40) NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL
);
ALTER TABLE public.desk_feed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_filling (
    id bigint NOT NULL,
    month date NOT NULL,
    procedure_key character varying(80) NOT NULL,
    step character varying(80) NOT NULL,
    question character varying(80) NOT NULL,
    asked integer NOT NULL,
    filled integer NOT NULL,
    bureau_id bigint NOT NULL,
    CONSTRAINT desk_filling_asked_check CHECK ((asked >= 0)),
    CONSTRAINT desk_filling_filled_check CHECK ((filled >= 0))
);
ALTER TABLE public.desk_filling ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_filling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_notice (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    key character varying(240) NOT NULL,
    told jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    mailed_at timestamp with time zone,
    posted_at timestamp with time zone,
    tries smallint NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    officer_id bigint NOT NULL,
    CONSTRAINT desk_notice_tries_check CHECK ((tries >= 0))
);
ALTER TABLE public.desk_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_noticemark (
    bureau_id bigint NOT NULL,
    "position" bigint NOT NULL,
    "on" date NOT NULL
);
CREATE TABLE public.desk_reach (
    id bigint NOT NULL,
    address jsonb NOT NULL,
    robot character varying(10) NOT NULL,
    by_mail character varying(12)[] NOT NULL,
    by_robot character varying(12)[] NOT NULL,
    quiet_from time without time zone NOT NULL,
    quiet_until time without time zone NOT NULL,
    language character varying(7) NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL
);
ALTER TABLE public.desk_reach ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_reach_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_savedlist (
    id bigint NOT NULL,
    place character varying(80) NOT NULL,
    name character varying(40) NOT NULL,
    query text NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL
);
ALTER TABLE public.desk_savedlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_savedlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_sending (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    case_number character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    result jsonb NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL
);
ALTER TABLE public.desk_sending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_sending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_disclosureduty (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    code character varying(10) NOT NULL,
    head character varying(60) NOT NULL,
    what character varying(200) NOT NULL,
    "where" character varying(100) NOT NULL,
    "when" character varying(100) NOT NULL,
    owner character varying(60) NOT NULL,
    duty_basis character varying(200) NOT NULL,
    ends boolean NOT NULL,
    approved_on date,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.disclosure_disclosureduty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_disclosureduty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_disclosurereport (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    report_year integer NOT NULL,
    received integer NOT NULL,
    handled integer NOT NULL,
    carried_out integer NOT NULL,
    signed_on date,
    submitted_on date,
    published_on date,
    erratum text NOT NULL,
    content jsonb NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT disclosure_disclosurereport_carried_out_check CHECK ((carried_out >= 0)),
    CONSTRAINT disclosure_disclosurereport_handled_check CHECK ((handled >= 0)),
    CONSTRAINT disclosure_disclosurereport_received_check CHECK ((received >= 0)),
    CONSTRAINT disclosure_disclosurereport_report_year_check CHECK ((report_year >= 0))
);
ALTER TABLE public.disclosure_disclosurereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_disclosurereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_informationrequest (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    applicant_kind character varying(60) NOT NULL,
    channel character varying(60) NOT NULL,
    applied_on date NOT NULL,
    received_on date,
    owner_department character varying(60) NOT NULL,
    corrected_asked_on date,
    corrected_on date,
    third_party_asked_on date,
    third_party_answered_on date,
    extended_on date,
    fee_fen bigint,
    paid_on date,
    answer_kind character varying(60) NOT NULL,
    answered_on date,
    due_on date,
    applicant_id bigint,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.disclosure_informationrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_informationrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_publicinformation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    index_number character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    head character varying(60) NOT NULL,
    owner character varying(60) NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    formed_on date NOT NULL,
    due_on date,
    published_on date,
    closed_ground character varying(60) NOT NULL,
    closed_on date,
    withdrawn_on date,
    withdraw_reason text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.disclosure_publicinformation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_publicinformation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disclosure_publishingexception (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    finding character varying(12) NOT NULL,
    reason text NOT NULL,
    asked_by character varying(60) NOT NULL,
    allowed_by character varying(60) NOT NULL,
    allowed_on date,
    refused_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    matter_id bigint NOT NULL
);
ALTER TABLE public.disclosure_publishingexception ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disclosure_publishingexception_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disputes_compensation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    claim character varying(200) NOT NULL,
    claimant text NOT NULL,
    claimed_fen bigint,
    received_on date NOT NULL,
    decided_on date,
    compensates boolean NOT NULL,
    paid_fen bigint,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.disputes_compensation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_compensation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disputes_lawsuit (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    court character varying(120) NOT NULL,
    court_number character varying(80) NOT NULL,
    instance character varying(60) NOT NULL,
    plaintiff text NOT NULL,
    act_title character varying(200) NOT NULL,
    act_on date NOT NULL,
    received_on date NOT NULL,
    due_on date NOT NULL,
    answered_on date,
    appeared_on date,
    appeared character varying(60) NOT NULL,
    outcome character varying(60) NOT NULL,
    judged_on date,
    cause character varying(60) NOT NULL,
    lesson text NOT NULL,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    about_disclosure boolean NOT NULL,
    after_review boolean NOT NULL
);
ALTER TABLE public.disputes_lawsuit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_lawsuit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disputes_mediation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    dispute character varying(200) NOT NULL,
    grade character varying(60) NOT NULL,
    accepted_on date NOT NULL,
    outcome character varying(60) NOT NULL,
    concluded_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.disputes_mediation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_mediation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.disputes_reconsideration (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    review_number character varying(80) NOT NULL,
    review_organ character varying(120) NOT NULL,
    applicant text NOT NULL,
    act_title character varying(200) NOT NULL,
    act_on date NOT NULL,
    review_kind character varying(60) NOT NULL,
    received_on date NOT NULL,
    due_on date NOT NULL,
    answered_on date,
    heard_on date,
    attended character varying(60) NOT NULL,
    outcome character varying(60) NOT NULL,
    decided_on date,
    cause character varying(60) NOT NULL,
    lesson text NOT NULL,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    about_disclosure boolean NOT NULL
);
ALTER TABLE public.disputes_reconsideration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_reconsideration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.documents_document (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(60) NOT NULL,
    document_number character varying(80) NOT NULL,
    issued_on date NOT NULL,
    effective_on date NOT NULL,
    expires_on date,
    ended_on date,
    keeper character varying(80) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.documents_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.draws_draw (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    draw_title character varying(200) NOT NULL,
    pool character varying(60) NOT NULL,
    listed integer NOT NULL,
    excluded integer NOT NULL,
    wanted integer NOT NULL,
    seed_kind character varying(60) NOT NULL,
    seed_source character varying(120) NOT NULL,
    seed_day date,
    fixed_on date NOT NULL,
    list_digest character varying(64) NOT NULL,
    value character varying(300) NOT NULL,
    seed_digest character varying(64) NOT NULL,
    drawn_on date,
    published_on date,
    cancelled_on date,
    cancel_reason text NOT NULL,
    list_text text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT draws_draw_excluded_check CHECK ((excluded >= 0)),
    CONSTRAINT draws_draw_listed_check CHECK ((listed >= 0)),
    CONSTRAINT draws_draw_wanted_check CHECK ((wanted >= 0))
);
ALTER TABLE public.draws_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.draws_drawnone (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name text NOT NULL,
    stratum character varying(60) NOT NULL,
    standing character varying(60) NOT NULL,
    drawn_on date NOT NULL,
    replaced_on date,
    reason character varying(60) NOT NULL,
    mark character varying(64) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    draw_id bigint NOT NULL
);
ALTER TABLE public.draws_drawnone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_drawnone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.draws_sealedpart (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    officer character varying(60) NOT NULL,
    part_digest character varying(64) NOT NULL,
    sealed_on date NOT NULL,
    secret character varying(200) NOT NULL,
    revealed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    draw_id bigint NOT NULL
);
ALTER TABLE public.draws_sealedpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_sealedpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enforcers_course (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    course character varying(200) NOT NULL,
    course_kind character varying(60) NOT NULL,
    held_on date NOT NULL,
    hours integer NOT NULL,
    people integer NOT NULL,
    organiser character varying(120) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT enforcers_course_hours_check CHECK ((hours >= 0)),
    CONSTRAINT enforcers_course_people_check CHECK ((people >= 0))
);
ALTER TABLE public.enforcers_course ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enforcers_course_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enforcers_enforcer (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    holder text NOT NULL,
    duty character varying(120) NOT NULL,
    entered_on date NOT NULL,
    certificate_kind character varying(60) NOT NULL,
    certificate_number character varying(60) NOT NULL,
    area character varying(80) NOT NULL,
    issued_by character varying(120) NOT NULL,
    issued_on date,
    valid_until date,
    suspended_on date,
    checked_year integer NOT NULL,
    ended_on date,
    ended_because character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    officer_id bigint NOT NULL,
    CONSTRAINT enforcer_ends_after_it_begins CHECK (((valid_until IS NULL) OR (valid_until >= issued_on))),
    CONSTRAINT enforcers_enforcer_checked_year_check CHECK ((checked_year >= 0))
);
ALTER TABLE public.enforcers_enforcer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enforcers_enforcer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enforcers_examination (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    exam character varying(60) NOT NULL,
    examined_on date NOT NULL,
    result character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    enforcer_id bigint NOT NULL
);
ALTER TABLE public.enforcers_examination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enforcers_examination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enforcers_suspension (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    from_on date NOT NULL,
    because character varying(200) NOT NULL,
    until_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    enforcer_id bigint NOT NULL
);
ALTER TABLE public.enforcers_suspension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enforcers_suspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.enforcers_training (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    course character varying(200) NOT NULL,
    course_kind character varying(60) NOT NULL,
    held_on date NOT NULL,
    trainee text NOT NULL,
    examined boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.enforcers_training ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enforcers_training_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.entitlements_enterpriseyear (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    data_year integer NOT NULL,
    source_kind character varying(60) NOT NULL,
    sales_fen bigint NOT NULL,
    rd_tax_fen bigint,
    staff_total integer NOT NULL,
    st_staff integer NOT NULL,
    entered_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT entitlements_enterpriseyear_data_year_check CHECK ((data_year >= 0)),
    CONSTRAINT entitlements_enterpriseyear_st_staff_check CHECK ((st_staff >= 0)),
    CONSTRAINT entitlements_enterpriseyear_staff_total_check CHECK ((staff_total >= 0))
);
ALTER TABLE public.entitlements_enterpriseyear ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entitlements_enterpriseyear_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.entitlements_entitlement (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    policy character varying(120) NOT NULL,
    conditions_of date NOT NULL,
    amount_fen bigint NOT NULL,
    listed_on date NOT NULL,
    told_on date,
    told_how character varying(120) NOT NULL,
    entitlement_state character varying(60) NOT NULL,
    settled_on date,
    award_number character varying(40) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint
);
ALTER TABLE public.entitlements_entitlement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entitlements_entitlement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.entitlements_notice (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    policy character varying(120) NOT NULL,
    name character varying(160) NOT NULL,
    uscc character varying(18) NOT NULL,
    told_how character varying(120) NOT NULL,
    told_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.entitlements_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entitlements_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.experts_expert (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    expert_name text NOT NULL,
    employer character varying(160) NOT NULL,
    rank character varying(60) NOT NULL,
    kind character varying(60) NOT NULL,
    knows character varying(200) NOT NULL,
    consented_on date NOT NULL,
    entered_on date,
    until date,
    standing character varying(60) NOT NULL,
    removed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.experts_expert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.experts_expert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.experts_expertaccount (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    bank character varying(120) NOT NULL,
    number_ends text NOT NULL,
    confirmed_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    expert_id bigint NOT NULL
);
ALTER TABLE public.experts_expertaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.experts_expertaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.experts_experttie (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    tied_to text NOT NULL,
    tie character varying(60) NOT NULL,
    since date,
    until date,
    declared_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    expert_id bigint NOT NULL
);
ALTER TABLE public.experts_experttie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.experts_experttie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.experts_reviewsheet (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    reviewer text NOT NULL,
    confirmed_on date NOT NULL,
    conflict character varying(60) NOT NULL,
    scored_on date,
    points numeric(6,2),
    recommends boolean NOT NULL,
    opinion character varying(1000) NOT NULL,
    is_outlier boolean NOT NULL,
    differs_by integer,
    opened_on date,
    sealed_points numeric(6,2),
    sealed_recommends boolean NOT NULL,
    sealed_opinion text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT experts_reviewsheet_differs_by_check CHECK ((differs_by >= 0))
);
ALTER TABLE public.experts_reviewsheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.experts_reviewsheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_allotment (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    decision_number character varying(40) NOT NULL,
    instalment character varying(80) NOT NULL,
    amount_fen bigint NOT NULL,
    allotted_on date NOT NULL,
    allotment_number character varying(80) NOT NULL,
    paid_fen bigint NOT NULL,
    paid_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    payee_id bigint,
    line_id bigint NOT NULL,
    decided_fen bigint NOT NULL,
    CONSTRAINT not_more_paid_than_allotted CHECK ((paid_fen <= amount_fen))
);
ALTER TABLE public.funds_allotment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_allotment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_award (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    award_kind character varying(60) NOT NULL,
    award_title character varying(160) NOT NULL,
    policy character varying(160) NOT NULL,
    recognition_number character varying(160) NOT NULL,
    amount_fen bigint NOT NULL,
    decided_on date NOT NULL,
    award_number character varying(80) NOT NULL,
    paid_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT something_was_awarded CHECK ((amount_fen > 0))
);
ALTER TABLE public.funds_award ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_award_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_budgetline (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    line_name character varying(120) NOT NULL,
    line_year integer NOT NULL,
    bearer character varying(60) NOT NULL,
    line_document character varying(120) NOT NULL,
    amount_fen bigint NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT funds_budgetline_line_year_check CHECK ((line_year >= 0))
);
ALTER TABLE public.funds_budgetline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_budgetline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_clawback (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    decision_number character varying(40) NOT NULL,
    clawback_title character varying(160) NOT NULL,
    ground character varying(60) NOT NULL,
    amount_fen bigint NOT NULL,
    decided_on date NOT NULL,
    barred_until date,
    because character varying(400) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT something_was_clawed_back CHECK ((amount_fen > 0))
);
ALTER TABLE public.funds_clawback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_clawback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_moneyreturn (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    returned_on date NOT NULL,
    amount_fen bigint NOT NULL,
    voucher character varying(80) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    recovery_id bigint NOT NULL
);
ALTER TABLE public.funds_moneyreturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_moneyreturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_obtained (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    money_kind character varying(60) NOT NULL,
    bearer character varying(60) NOT NULL,
    allotted_document character varying(120) NOT NULL,
    allotted_on date NOT NULL,
    amount_fen bigint NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT something_was_obtained CHECK ((amount_fen > 0))
);
ALTER TABLE public.funds_obtained ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_obtained_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_payment (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    paid_on date NOT NULL,
    amount_fen bigint NOT NULL,
    voucher character varying(80) NOT NULL,
    allotment_id bigint NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    payee_id bigint,
    CONSTRAINT something_was_paid CHECK ((amount_fen > 0))
);
ALTER TABLE public.funds_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_recovery (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    demanded_fen bigint NOT NULL,
    demanded_on date NOT NULL,
    pay_back_by date NOT NULL,
    returned_fen bigint NOT NULL,
    returned_on date,
    written_off_fen bigint NOT NULL,
    is_over boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT not_more_back_than_demanded CHECK ((demanded_fen >= (returned_fen + written_off_fen)))
);
ALTER TABLE public.funds_recovery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_recovery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_rentrelief (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    carrier character varying(120) NOT NULL,
    tenants integer NOT NULL,
    relieved_from date NOT NULL,
    relieved_until date NOT NULL,
    amount_fen bigint NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT funds_rentrelief_tenants_check CHECK ((tenants >= 0))
);
ALTER TABLE public.funds_rentrelief ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_rentrelief_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_voucher (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    voucher_number character varying(40) NOT NULL,
    service_kind character varying(60) NOT NULL,
    face_fen bigint NOT NULL,
    issued_on date NOT NULL,
    valid_until date NOT NULL,
    accepted_on date,
    invoice_number character varying(40) NOT NULL,
    redeemed_fen bigint NOT NULL,
    redeemed_on date,
    cleared_on date,
    lapsed_on date,
    state character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    provider_id bigint,
    CONSTRAINT not_more_redeemed_than_issued CHECK ((redeemed_fen <= face_fen))
);
ALTER TABLE public.funds_voucher ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_voucher_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.funds_voucherprovider (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    services character varying(200) NOT NULL,
    listed_from date NOT NULL,
    listed_until date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint
);
ALTER TABLE public.funds_voucherprovider ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.funds_voucherprovider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_bureau (
    id bigint NOT NULL,
    code character varying(63) NOT NULL,
    name character varying(120) NOT NULL,
    short_name character varying(60) NOT NULL,
    name_en character varying(160) NOT NULL,
    uscc character varying(18) NOT NULL,
    division_code character varying(6) NOT NULL,
    level character varying(10) NOT NULL,
    address character varying(200) NOT NULL,
    phone character varying(40) NOT NULL,
    document_mark character varying(20) NOT NULL,
    late_after_days smallint NOT NULL,
    file_limit_bytes bigint NOT NULL,
    calendar_version integer NOT NULL,
    first_day_on date,
    is_active boolean NOT NULL,
    is_demonstration boolean NOT NULL,
    CONSTRAINT house_bureau_calendar_version_check CHECK ((calendar_version >= 0)),
    CONSTRAINT house_bureau_file_limit_bytes_check CHECK ((file_limit_bytes >= 0)),
    CONSTRAINT house_bureau_late_after_days_check CHECK ((late_after_days >= 0))
);
ALTER TABLE public.house_bureau ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_bureau_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_department (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    name_en character varying(120) NOT NULL,
    is_active boolean NOT NULL,
    bureau_id bigint NOT NULL
);
ALTER TABLE public.house_department ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_department_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_holding (
    id bigint NOT NULL,
    from_on date NOT NULL,
    until_on date,
    kind character varying(12) NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL,
    post_id bigint NOT NULL,
    instead_of_id bigint,
    mandate bigint,
    CONSTRAINT holding_ends_after_it_begins CHECK (((until_on IS NULL) OR (until_on >= from_on))),
    CONSTRAINT stands_in_for_another_for_a_time CHECK ((((instead_of_id IS NULL) AND (mandate IS NULL)) OR ((instead_of_id IS NOT NULL) AND (mandate IS NOT NULL) AND (until_on IS NOT NULL) AND (NOT ((instead_of_id = officer_id) AND (instead_of_id IS NOT NULL))))))
);
ALTER TABLE public.house_holding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_holding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_holidaynotice (
    id bigint NOT NULL,
    year smallint NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT house_holidaynotice_year_check CHECK ((year >= 0))
);
ALTER TABLE public.house_holidaynotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_holidaynotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_houseorder (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    details jsonb NOT NULL,
    reason text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_position bigint NOT NULL,
    outcome character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    decision_note text NOT NULL,
    bureau_id bigint NOT NULL,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    officer_id bigint,
    post_id bigint,
    CONSTRAINT decided_by_somebody_at_a_time CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((outcome)::text = 'waiting'::text)) OR ((NOT ((outcome)::text = 'waiting'::text)) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT nobody_asks_for_themselves CHECK (((officer_id IS NULL) OR (NOT ((asked_by_id = officer_id) AND (officer_id IS NOT NULL))))),
    CONSTRAINT nobody_decides_for_themselves CHECK (((NOT ((outcome)::text = 'approved'::text)) OR (officer_id IS NULL) OR (NOT ((decided_by_id = officer_id) AND (decided_by_id IS NOT NULL) AND (officer_id IS NOT NULL))))),
    CONSTRAINT nobody_decides_what_they_asked CHECK (((NOT ((outcome)::text = ANY ((ARRAY['approved'::character varying, 'refused'::character varying])::text[]))) OR ((decided_by_id IS NOT NULL) AND (NOT ((decided_by_id = asked_by_id) AND (decided_by_id IS NOT NULL))))))
);
ALTER TABLE public.house_houseorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_houseorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_localclosure (
    id bigint NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    reason character varying(120) NOT NULL,
    reason_en character varying(160) NOT NULL,
    basis character varying(160) NOT NULL,
    basis_en character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    CONSTRAINT closure_ends_after_it_begins CHECK ((last_on >= first_on))
);
ALTER TABLE public.house_localclosure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_localclosure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_officer (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    staff_number character varying(30) NOT NULL,
    is_active boolean NOT NULL,
    is_outside boolean NOT NULL,
    must_change_password boolean NOT NULL,
    login_seal character varying(64) NOT NULL,
    bureau_id bigint NOT NULL,
    user_id integer
);
ALTER TABLE public.house_officer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_officer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_parametervalue (
    id bigint NOT NULL,
    key character varying(80) NOT NULL,
    value character varying(400) NOT NULL,
    from_on date NOT NULL,
    basis character varying(200) NOT NULL,
    log_position bigint NOT NULL,
    bureau_id bigint NOT NULL
);
ALTER TABLE public.house_parametervalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_parametervalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_post (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    name_en character varying(120) NOT NULL,
    powers character varying(80)[] NOT NULL,
    is_head boolean NOT NULL,
    is_active boolean NOT NULL,
    bureau_id bigint NOT NULL,
    department_id bigint NOT NULL
);
ALTER TABLE public.house_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.house_seat (
    id bigint NOT NULL,
    body character varying(20) NOT NULL,
    from_on date NOT NULL,
    until_on date,
    leads boolean NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL,
    CONSTRAINT seat_ends_after_it_begins CHECK (((until_on IS NULL) OR (until_on >= from_on)))
);
ALTER TABLE public.house_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.house_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspections_inspection (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item character varying(120) NOT NULL,
    kind character varying(60) NOT NULL,
    mode character varying(60) NOT NULL,
    applied_on date NOT NULL,
    approved_on date,
    notified_on date,
    inspected_on date,
    visit_of_year integer NOT NULL,
    result character varying(60) NOT NULL,
    correct_by date,
    rechecked_on date,
    rectified boolean NOT NULL,
    published_on date,
    cancelled_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint NOT NULL,
    CONSTRAINT inspections_inspection_visit_of_year_check CHECK ((visit_of_year >= 0))
);
ALTER TABLE public.inspections_inspection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_inspection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspections_item (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item_code character varying(40) NOT NULL,
    item character varying(120) NOT NULL,
    object_category character varying(60) NOT NULL,
    item_basis character varying(300) NOT NULL,
    contents text NOT NULL,
    yearly_ceiling integer NOT NULL,
    listed_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT inspections_item_yearly_ceiling_check CHECK ((yearly_ceiling >= 0))
);
ALTER TABLE public.inspections_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspections_object (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    object_category character varying(60) NOT NULL,
    risk character varying(60) NOT NULL,
    listed_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint NOT NULL
);
ALTER TABLE public.inspections_object ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_object_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.inspections_plan (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    plan_year integer NOT NULL,
    item character varying(120) NOT NULL,
    chosen_how character varying(60) NOT NULL,
    object_count integer NOT NULL,
    first_month integer NOT NULL,
    last_month integer NOT NULL,
    mode character varying(60) NOT NULL,
    published_on date,
    cancelled_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT inspections_plan_first_month_check CHECK ((first_month >= 0)),
    CONSTRAINT inspections_plan_last_month_check CHECK ((last_month >= 0)),
    CONSTRAINT inspections_plan_object_count_check CHECK ((object_count >= 0)),
    CONSTRAINT inspections_plan_plan_year_check CHECK ((plan_year >= 0))
);
ALTER TABLE public.inspections_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.inspections_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrity_commitment (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    commitment_kind character varying(60) NOT NULL,
    about character varying(160) NOT NULL,
    signed_on date NOT NULL,
    keep_until date NOT NULL,
    kept character varying(60) NOT NULL,
    settled_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    subject_id bigint NOT NULL
);
ALTER TABLE public.integrity_commitment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrity_commitment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrity_creditrecord (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    record_kind character varying(60) NOT NULL,
    list_kind character varying(60) NOT NULL,
    content text NOT NULL,
    document_number character varying(120) NOT NULL,
    decided_on date NOT NULL,
    valid_from date,
    valid_until date,
    grade character varying(60) NOT NULL,
    decision_name character varying(200) NOT NULL,
    licence_kind character varying(60) NOT NULL,
    certificate_name character varying(120) NOT NULL,
    certificate_number character varying(120) NOT NULL,
    violation_kind character varying(200) NOT NULL,
    violation_facts text NOT NULL,
    legal_basis text NOT NULL,
    penalty_kinds character varying(200) NOT NULL,
    fine_fen bigint,
    confiscated_fen bigint,
    licence_taken character varying(200) NOT NULL,
    display_until date,
    reported_on date NOT NULL,
    platform character varying(60) NOT NULL,
    received_on date,
    repaired_on date,
    display_ended_on date,
    withdrawn_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    subject_id bigint,
    CONSTRAINT no_negative_fine CHECK (((fine_fen IS NULL) OR (fine_fen >= 0)))
);
ALTER TABLE public.integrity_creditrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrity_creditrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrity_evaluation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    person text NOT NULL,
    role character varying(60) NOT NULL,
    period_year integer NOT NULL,
    grade character varying(60) NOT NULL,
    confirmed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    subject_id bigint NOT NULL,
    CONSTRAINT integrity_evaluation_period_year_check CHECK ((period_year >= 0))
);
ALTER TABLE public.integrity_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrity_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrity_jointmeasure (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    direction character varying(60) NOT NULL,
    measure character varying(200) NOT NULL,
    measure_law character varying(300) NOT NULL,
    decided_by character varying(200) NOT NULL,
    bars_from character varying(120) NOT NULL,
    holds_from date NOT NULL,
    holds_until date,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    subject_id bigint NOT NULL
);
ALTER TABLE public.integrity_jointmeasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrity_jointmeasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.integrity_misconduct (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    track character varying(60) NOT NULL,
    source character varying(60) NOT NULL,
    person text NOT NULL,
    conduct character varying(60) NOT NULL,
    reported_on date NOT NULL,
    accepted_on date,
    outcome character varying(60) NOT NULL,
    grade character varying(60) NOT NULL,
    decided_on date,
    decision_number character varying(60) NOT NULL,
    measures character varying(200) NOT NULL,
    bars_from character varying(120) NOT NULL,
    bar_from date,
    bar_until date,
    for_life boolean NOT NULL,
    quashed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    subject_id bigint NOT NULL
);
ALTER TABLE public.integrity_misconduct ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.integrity_misconduct_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leadership_groupevent (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    kind character varying(60) NOT NULL,
    added_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    matter_id bigint NOT NULL,
    group_id bigint NOT NULL
);
ALTER TABLE public.leadership_groupevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leadership_groupevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leadership_groupmember (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    person text NOT NULL,
    role character varying(60) NOT NULL,
    from_on date NOT NULL,
    by_document character varying(120) NOT NULL,
    until_on date,
    ended_by_document character varying(120) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    group_id bigint NOT NULL
);
ALTER TABLE public.leadership_groupmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leadership_groupmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leadership_leadinggroup (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(100) NOT NULL,
    document character varying(120) NOT NULL,
    established_on date NOT NULL,
    office_at character varying(80) NOT NULL,
    duties text NOT NULL,
    reviewed_on date,
    dissolved_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.leadership_leadinggroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leadership_leadinggroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leadership_statement (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    leader text NOT NULL,
    leader_post character varying(80) NOT NULL,
    due_on date NOT NULL,
    form character varying(60) NOT NULL,
    stated_on date,
    grade character varying(60) NOT NULL,
    assessed_on date,
    comments text NOT NULL,
    must_rectify boolean NOT NULL,
    rectified_on date,
    released_on date,
    release_reason character varying(200) NOT NULL,
    asked_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    round_id bigint NOT NULL
);
ALTER TABLE public.leadership_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leadership_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.leadership_statementround (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    statement_year integer NOT NULL,
    leaders integer NOT NULL,
    called_on date NOT NULL,
    collect_by_on date NOT NULL,
    concluded_on date,
    conclusion text NOT NULL,
    reported_on date,
    reported_to character varying(100) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT leadership_statementround_leaders_check CHECK ((leaders >= 0)),
    CONSTRAINT leadership_statementround_statement_year_check CHECK ((statement_year >= 0))
);
ALTER TABLE public.leadership_statementround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.leadership_statementround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_courthearing (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    court character varying(120) NOT NULL,
    subject character varying(200) NOT NULL,
    attended_on date NOT NULL,
    people integer NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT legalwork_courthearing_people_check CHECK ((people >= 0))
);
ALTER TABLE public.legalwork_courthearing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_courthearing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_demonstrationproject (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    project character varying(200) NOT NULL,
    planned_on date NOT NULL,
    kicked_off_on date,
    meetings integer NOT NULL,
    accepted_on date,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT legalwork_demonstrationproject_meetings_check CHECK ((meetings >= 0))
);
ALTER TABLE public.legalwork_demonstrationproject ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_demonstrationproject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_functiontransfer (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    function character varying(200) NOT NULL,
    direction character varying(60) NOT NULL,
    other_organ character varying(120) NOT NULL,
    basis character varying(200) NOT NULL,
    handed_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.legalwork_functiontransfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_functiontransfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_legislationpart (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    kind character varying(60) NOT NULL,
    subject character varying(200) NOT NULL,
    organ character varying(120) NOT NULL,
    done_on date NOT NULL,
    result character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.legalwork_legislationpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_legislationpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_meddling (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    matter character varying(200) NOT NULL,
    said_on date NOT NULL,
    reported_to character varying(120) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.legalwork_meddling ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_meddling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_publiclawyer (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    lawyer text NOT NULL,
    certificate_number character varying(60) NOT NULL,
    since date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.legalwork_publiclawyer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_publiclawyer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.legalwork_reviewlist (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item character varying(200) NOT NULL,
    kind character varying(60) NOT NULL,
    basis character varying(200) NOT NULL,
    listed_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.legalwork_reviewlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.legalwork_reviewlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.loans_loan (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    asked_fen bigint NOT NULL,
    limit_fen bigint NOT NULL,
    recommended_on date NOT NULL,
    principal_fen bigint NOT NULL,
    lent_on date,
    due_on date,
    repaid_fen bigint NOT NULL,
    overdue_on date,
    compensated_fen bigint NOT NULL,
    compensated_on date,
    ended_on date,
    state character varying(60) NOT NULL,
    bank_id bigint,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT not_more_compensated_than_lent CHECK ((principal_fen >= compensated_fen)),
    CONSTRAINT not_more_repaid_than_lent CHECK ((principal_fen >= repaid_fen))
);
ALTER TABLE public.loans_loan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.loans_loan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.loans_loanbank (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    agreement character varying(120) NOT NULL,
    fund_share integer NOT NULL,
    pool_fen bigint NOT NULL,
    agreed_from date NOT NULL,
    agreed_until date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT fund_bears_a_share CHECK (((fund_share >= 1) AND (fund_share <= 100))),
    CONSTRAINT loans_loanbank_fund_share_check CHECK ((fund_share >= 0))
);
ALTER TABLE public.loans_loanbank ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.loans_loanbank_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.loans_loanrecovery (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    recovered_on date NOT NULL,
    amount_fen bigint NOT NULL,
    fund_part_fen bigint NOT NULL,
    voucher character varying(80) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    loan_id bigint NOT NULL
);
ALTER TABLE public.loans_loanrecovery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.loans_loanrecovery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.loans_pledge (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    lender character varying(160) NOT NULL,
    notice_number character varying(80) NOT NULL,
    registered_on date NOT NULL,
    rights integer NOT NULL,
    principal_fen bigint NOT NULL,
    pledged_until date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT loans_pledge_rights_check CHECK ((rights >= 0)),
    CONSTRAINT something_is_pledged CHECK ((rights >= 1))
);
ALTER TABLE public.loans_pledge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.loans_pledge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.loans_pledgedright (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    patent character varying(60) NOT NULL,
    patent_title character varying(160) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    pledge_id bigint NOT NULL
);
ALTER TABLE public.loans_pledgedright ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.loans_pledgedright_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.log_checkpoint (
    bureau_id bigint NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    CONSTRAINT log_checkpoint_root_check CHECK ((octet_length(root) = 32)),
    CONSTRAINT log_checkpoint_size_check CHECK ((size > 0))
);
CREATE TABLE public.log_entry (
    bureau_id bigint NOT NULL,
    "position" bigint NOT NULL,
    case_id bigint,
    officer_id bigint,
    happened_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    case_version integer NOT NULL,
    late boolean NOT NULL,
    step text NOT NULL,
    kind text NOT NULL,
    leaf_hash bytea NOT NULL,
    entry bytea NOT NULL,
    CONSTRAINT leaf_is_the_hash_of_the_entry CHECK ((leaf_hash = sha256(('\x00'::bytea || entry)))),
    CONSTRAINT log_entry_leaf_hash_check CHECK ((octet_length(leaf_hash) = 32)),
    CONSTRAINT log_entry_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.log_head (
    bureau_id bigint NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    recorded_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    entered_by xid8,
    entered_in timestamp with time zone,
    CONSTRAINT log_head_size_check CHECK ((size >= 0))
)
WITH (fillfactor='20');
CREATE TABLE public.log_tile (
    bureau_id bigint NOT NULL,
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT log_tile_hashes_check CHECK ((octet_length(hashes) = 8192)),
    CONSTRAINT log_tile_index_check CHECK ((index >= 0)),
    CONSTRAINT log_tile_level_check CHECK (((level >= 0) AND (level <= 7))),
    CONSTRAINT log_tile_root_check CHECK ((octet_length(root) = 32))
);
ALTER TABLE ONLY public.log_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
CREATE TABLE public.meetings_attendance (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    held_on date NOT NULL,
    topic character varying(200) NOT NULL,
    member text NOT NULL,
    present boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.meetings_attendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_decideditem (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    kind_of_major character varying(60) NOT NULL,
    meeting_kind character varying(60) NOT NULL,
    legal_opinion character varying(60) NOT NULL,
    held_on date NOT NULL,
    entitled integer NOT NULL,
    present integer NOT NULL,
    votes_for integer NOT NULL,
    votes_against integer NOT NULL,
    has_dissent boolean NOT NULL,
    outcome character varying(60) NOT NULL,
    decided_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT item_votes_within_present CHECK (((present <= entitled) AND (votes_for <= present))),
    CONSTRAINT meetings_decideditem_entitled_check CHECK ((entitled >= 0)),
    CONSTRAINT meetings_decideditem_present_check CHECK ((present >= 0)),
    CONSTRAINT meetings_decideditem_votes_against_check CHECK ((votes_against >= 0)),
    CONSTRAINT meetings_decideditem_votes_for_check CHECK ((votes_for >= 0))
);
ALTER TABLE public.meetings_decideditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_decideditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_decisiontask (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    task character varying(200) NOT NULL,
    owner_department character varying(60) NOT NULL,
    responsible_leader character varying(60) NOT NULL,
    assigned_on date NOT NULL,
    due_on date NOT NULL,
    extended integer NOT NULL,
    escalated_on date,
    reported_done_on date,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT meetings_decisiontask_extended_check CHECK ((extended >= 0))
);
ALTER TABLE public.meetings_decisiontask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_decisiontask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_meeting (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    meeting_kind character varying(60) NOT NULL,
    topic character varying(200) NOT NULL,
    held_on date NOT NULL,
    entitled integer NOT NULL,
    present integer NOT NULL,
    discipline_present boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT meeting_present_within_entitled CHECK ((present <= entitled)),
    CONSTRAINT meetings_meeting_entitled_check CHECK ((entitled >= 0)),
    CONSTRAINT meetings_meeting_present_check CHECK ((present >= 0))
);
ALTER TABLE public.meetings_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_memberpart (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item character varying(200) NOT NULL,
    member text NOT NULL,
    stood_aside boolean NOT NULL,
    place integer,
    view text NOT NULL,
    vote character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT meetings_memberpart_place_check CHECK ((place >= 0))
);
ALTER TABLE public.meetings_memberpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_memberpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_proposeditem (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    kind_of_major character varying(60) NOT NULL,
    subject character varying(40) NOT NULL,
    proposed_on date NOT NULL,
    legal_opinion character varying(60) NOT NULL,
    sent_back_on date,
    withdrawn_on date,
    urgent_on date,
    reported_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.meetings_proposeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_proposeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.meetings_reportheard (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    topic character varying(200) NOT NULL,
    heard_on date NOT NULL,
    instructions text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.meetings_reportheard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_reportheard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.parties_party (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(160) NOT NULL,
    name_normalised character varying(160) NOT NULL,
    uscc character varying(18) NOT NULL,
    resident_id text NOT NULL,
    legal_representative character varying(60) NOT NULL,
    phone text NOT NULL,
    address text NOT NULL,
    division_code character varying(6) NOT NULL,
    uscc_confirmed_at timestamp with time zone,
    is_active boolean NOT NULL,
    bureau_id bigint NOT NULL,
    merged_into_id bigint,
    uscc_confirmed_by_id bigint,
    CONSTRAINT party_not_merged_into_itself CHECK ((NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL))))
);
ALTER TABLE public.parties_party ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_party_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.penalties_appraisal (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    appraised_number character varying(60) NOT NULL,
    round character varying(80) NOT NULL,
    score integer,
    appraised_grade character varying(60) NOT NULL,
    appraised_on date,
    confirmed_on date,
    rectified_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT penalties_appraisal_score_check CHECK ((score >= 0))
);
ALTER TABLE public.penalties_appraisal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.penalties_appraisal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.penalties_penalty (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    matter character varying(120) NOT NULL,
    source character varying(60) NOT NULL,
    clue_facts text NOT NULL,
    found_on date NOT NULL,
    act_ended_on date NOT NULL,
    harms boolean NOT NULL,
    clue_on date NOT NULL,
    filed_on date,
    told_on date,
    heard_on date,
    reviewed_on date,
    outcome character varying(60) NOT NULL,
    ended_on date,
    decision_number character varying(60) NOT NULL,
    main_kind character varying(60) NOT NULL,
    penalty_kinds character varying(200) NOT NULL,
    decision_law text NOT NULL,
    fine_fen bigint,
    confiscated_fen bigint,
    none_ground character varying(60) NOT NULL,
    served_on date,
    published_on date,
    paid_on date,
    paid_fen bigint,
    court_on date,
    closed_on date,
    withdrawn_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint NOT NULL
);
ALTER TABLE public.penalties_penalty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.penalties_penalty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.penalties_penaltychange (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    change character varying(60) NOT NULL,
    change_document character varying(200) NOT NULL,
    learnt_on date NOT NULL,
    withdrawn_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    penalty_id bigint NOT NULL
);
ALTER TABLE public.penalties_penaltychange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.penalties_penaltychange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.penalties_standard (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    standard_code character varying(40) NOT NULL,
    list_kind character varying(60) NOT NULL,
    standard_matter character varying(160) NOT NULL,
    standard_basis character varying(300) NOT NULL,
    circumstances text NOT NULL,
    standard_text text NOT NULL,
    fine_from_fen bigint,
    fine_to_fen bigint,
    published_as character varying(200) NOT NULL,
    in_force_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.penalties_standard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.penalties_standard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.penalties_summarypenalty (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    matter character varying(160) NOT NULL,
    decided_on date NOT NULL,
    spot_kind character varying(60) NOT NULL,
    fine_fen bigint,
    decision_number character varying(60) NOT NULL,
    competence character varying(300) NOT NULL,
    collected boolean NOT NULL,
    filed_on date,
    handed_in_on date,
    banked_on date,
    published_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint NOT NULL
);
ALTER TABLE public.penalties_summarypenalty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.penalties_summarypenalty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.permits_licence (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    licence_number character varying(60) NOT NULL,
    licence_use character varying(60) NOT NULL,
    species character varying(300) NOT NULL,
    facility character varying(300) NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    renewed_on date,
    ended_on date,
    ending character varying(60) NOT NULL,
    ending_reasons text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    holder_id bigint NOT NULL
);
ALTER TABLE public.permits_licence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.permits_licence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.permits_permitcheck (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    mode character varying(60) NOT NULL,
    planned_on date NOT NULL,
    concluded_on date,
    problem boolean NOT NULL,
    rectify_by date,
    rectified_on date,
    passed_to character varying(120) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    employer_id bigint NOT NULL,
    permit_id bigint NOT NULL
);
ALTER TABLE public.permits_permitcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.permits_permitcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.permits_workpermit (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    permit_number character varying(40) NOT NULL,
    act character varying(60) NOT NULL,
    permit_class character varying(60) NOT NULL,
    ground character varying(60) NOT NULL,
    points integer,
    holder text NOT NULL,
    nationality character varying(60) NOT NULL,
    "position" character varying(120) NOT NULL,
    filed_on date,
    accepted_on date,
    decided_on date NOT NULL,
    outcome character varying(60) NOT NULL,
    valid_from date,
    valid_until date,
    superseded_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    employer_id bigint NOT NULL,
    CONSTRAINT permits_workpermit_points_check CHECK ((points >= 0))
);
ALTER TABLE public.permits_workpermit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.permits_workpermit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.personnel_abroadtrip (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    who text NOT NULL,
    trip character varying(60) NOT NULL,
    destination character varying(120) NOT NULL,
    leaves_on date NOT NULL,
    back_on date NOT NULL,
    approved_on date,
    returned_on date,
    papers_back_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.personnel_abroadtrip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.personnel_abroadtrip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.personnel_fileuse (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    who text NOT NULL,
    use character varying(60) NOT NULL,
    done_on date NOT NULL,
    complete character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.personnel_fileuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.personnel_fileuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.personnel_handover (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    giver_name text NOT NULL,
    taker_name text NOT NULL,
    post_name character varying(120) NOT NULL,
    from_on date NOT NULL,
    lines integer NOT NULL,
    signed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    giver_id bigint NOT NULL,
    taker_id bigint NOT NULL,
    CONSTRAINT personnel_handover_lines_check CHECK ((lines >= 0))
);
ALTER TABLE public.personnel_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.personnel_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.personnel_interest (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    who text NOT NULL,
    tie character varying(60) NOT NULL,
    other_name text NOT NULL,
    uscc character varying(18) NOT NULL,
    declared_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    colleague_id bigint,
    officer_id bigint NOT NULL
);
ALTER TABLE public.personnel_interest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.personnel_interest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.personnel_rotation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    who text NOT NULL,
    post_name character varying(200) NOT NULL,
    held_since date NOT NULL,
    due_on date NOT NULL,
    way character varying(60) NOT NULL,
    to_post character varying(120) NOT NULL,
    done_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.personnel_rotation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.personnel_rotation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.planning_annualplan (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    plan_year integer NOT NULL,
    name character varying(200) NOT NULL,
    document_number character varying(60) NOT NULL,
    deliberated_in character varying(40) NOT NULL,
    issued_on date NOT NULL,
    published_on date,
    published_at character varying(200) NOT NULL,
    internal_reason character varying(200) NOT NULL,
    broken_down_on date,
    ends_on date NOT NULL,
    accounted_on date,
    account text NOT NULL,
    unfinished text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT planning_annualplan_plan_year_check CHECK ((plan_year >= 0))
);
ALTER TABLE public.planning_annualplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_annualplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.planning_monthlyreport (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    month character varying(7) NOT NULL,
    reported_on date NOT NULL,
    progress text NOT NULL,
    percent_done integer,
    unchanged boolean NOT NULL,
    difficulty text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    task_id bigint NOT NULL,
    CONSTRAINT planning_monthlyreport_percent_done_check CHECK ((percent_done >= 0))
);
ALTER TABLE public.planning_monthlyreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_monthlyreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.planning_plannedtask (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    plan_year integer NOT NULL,
    task_group character varying(80) NOT NULL,
    name character varying(200) NOT NULL,
    owner_department character varying(80) NOT NULL,
    responsible_leader character varying(80) NOT NULL,
    measure text NOT NULL,
    due_on date NOT NULL,
    progress_month character varying(7) NOT NULL,
    progress text NOT NULL,
    percent_done integer,
    adjusted text NOT NULL,
    overdue_on date,
    overdue_reason text NOT NULL,
    to_head_on date,
    supervised_on date,
    submitted_on date,
    state character varying(60) NOT NULL,
    closed_on date,
    approved_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    plan_id bigint,
    CONSTRAINT planning_plannedtask_percent_done_check CHECK ((percent_done >= 0)),
    CONSTRAINT planning_plannedtask_plan_year_check CHECK ((plan_year >= 0))
);
ALTER TABLE public.planning_plannedtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.planning_plannedtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.popularisation_duty (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    law character varying(200) NOT NULL,
    section character varying(80) NOT NULL,
    audience character varying(120) NOT NULL,
    channel character varying(120) NOT NULL,
    planned character varying(80) NOT NULL,
    listed_on date NOT NULL,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.popularisation_duty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.popularisation_duty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.popularisation_enterprise (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    uscc character varying(18) NOT NULL,
    held_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.popularisation_enterprise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.popularisation_enterprise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.popularisation_event (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    event_name character varying(200) NOT NULL,
    event_kind character varying(60) NOT NULL,
    held_on date NOT NULL,
    topic character varying(200) NOT NULL,
    audience character varying(120) NOT NULL,
    people integer NOT NULL,
    counted_by character varying(60) NOT NULL,
    handouts integer NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT popularisation_event_handouts_check CHECK ((handouts >= 0)),
    CONSTRAINT popularisation_event_people_check CHECK ((people >= 0))
);
ALTER TABLE public.popularisation_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.popularisation_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.popularisation_explanation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    law character varying(200) NOT NULL,
    published_at character varying(120) NOT NULL,
    explained_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    matter_id bigint NOT NULL
);
ALTER TABLE public.popularisation_explanation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.popularisation_explanation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.popularisation_policy (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    policy character varying(200) NOT NULL,
    audience character varying(120) NOT NULL,
    audience_count integer NOT NULL,
    told_count integer NOT NULL,
    told_how character varying(120) NOT NULL,
    told_on date NOT NULL,
    not_told character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT popularisation_policy_audience_count_check CHECK ((audience_count >= 0)),
    CONSTRAINT popularisation_policy_told_count_check CHECK ((told_count >= 0))
);
ALTER TABLE public.popularisation_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.popularisation_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.popularisation_reminder (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    reminder_number character varying(80) NOT NULL,
    received_on date NOT NULL,
    due_on date NOT NULL,
    answered_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.popularisation_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.popularisation_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.privacy_erasure (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    scope character varying(60) NOT NULL,
    ground character varying(60) NOT NULL,
    requested boolean NOT NULL,
    basis character varying(200) NOT NULL,
    proposed_on date NOT NULL,
    approved_on date,
    erased_on date,
    erased integer,
    refused_on date,
    refusal_reason character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT privacy_erasure_erased_check CHECK ((erased >= 0))
);
ALTER TABLE public.privacy_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.projects_instalment (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    instalment character varying(80) NOT NULL,
    due_on date NOT NULL,
    amount_fen bigint NOT NULL,
    on_what character varying(200) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    project_id bigint NOT NULL
);
ALTER TABLE public.projects_instalment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_instalment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.projects_project (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    project_number character varying(60) NOT NULL,
    project_title character varying(160) NOT NULL,
    level character varying(60) NOT NULL,
    programme character varying(120) NOT NULL,
    leader text NOT NULL,
    applied_fen bigint,
    approved_fen bigint,
    own_fen bigint,
    starts_on date,
    ends_on date,
    applied_on date,
    decided_on date,
    approved_on date,
    approved_by character varying(120) NOT NULL,
    document_number character varying(120) NOT NULL,
    signed_on date,
    accepted_on date,
    ended_on date,
    outcome character varying(60) NOT NULL,
    report_number character varying(80) NOT NULL,
    archived_on date,
    state character varying(60) NOT NULL,
    mirrored boolean NOT NULL,
    aim text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    undertaker_id bigint,
    CONSTRAINT no_negative_project CHECK (((approved_fen IS NULL) OR (approved_fen >= 0)))
);
ALTER TABLE public.projects_project ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.projects_projectbar (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    barred_from date NOT NULL,
    barred_until date NOT NULL,
    because character varying(400) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint
);
ALTER TABLE public.projects_projectbar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_projectbar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.projects_projectchange (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    change_kind character varying(60) NOT NULL,
    asked character varying(400) NOT NULL,
    approved boolean NOT NULL,
    decided_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    project_id bigint NOT NULL
);
ALTER TABLE public.projects_projectchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_projectchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.projects_projectdevice (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    device character varying(200) NOT NULL,
    cost_fen bigint NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    project_id bigint NOT NULL
);
ALTER TABLE public.projects_projectdevice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_projectdevice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.projects_projectmember (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name text NOT NULL,
    unit character varying(160) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    project_id bigint NOT NULL
);
ALTER TABLE public.projects_projectmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_projectmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.promotion_awardbar (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    who text NOT NULL,
    because character varying(200) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.promotion_awardbar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.promotion_awardbar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.promotion_honour (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    who text NOT NULL,
    honour_name character varying(200) NOT NULL,
    level character varying(60) NOT NULL,
    awarded_by character varying(120) NOT NULL,
    awarded_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.promotion_honour ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.promotion_honour_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.promotion_objection (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    received_on date NOT NULL,
    finding character varying(20) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.promotion_objection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.promotion_objection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.promotion_promotion (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    candidate text NOT NULL,
    track character varying(60) NOT NULL,
    post_name character varying(120) NOT NULL,
    decided_on date,
    notice_on date,
    appointed_on date,
    trial_until date,
    trial character varying(60) NOT NULL,
    stopped_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.promotion_promotion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.promotion_promotion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.published_publishedfigure (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    subject character varying(200) NOT NULL,
    year integer,
    value numeric(24,6) NOT NULL,
    unit character varying(60) NOT NULL,
    span character varying(200) NOT NULL,
    indicator character varying(120) NOT NULL,
    category character varying(60) NOT NULL,
    role character varying(60) NOT NULL,
    nature character varying(60) NOT NULL,
    corrected boolean NOT NULL,
    withdrawn_on date,
    start integer NOT NULL,
    "end" integer NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT published_publishedfigure_end_check CHECK (("end" >= 0)),
    CONSTRAINT published_publishedfigure_start_check CHECK ((start >= 0)),
    CONSTRAINT published_publishedfigure_year_check CHECK ((year >= 0))
);
ALTER TABLE public.published_publishedfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.published_publishedfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.published_publishedreport (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    report_title character varying(300) NOT NULL,
    report_of character varying(200) NOT NULL,
    report_year integer NOT NULL,
    whose character varying(60) NOT NULL,
    state character varying(60) NOT NULL,
    published_on date,
    taken_on date,
    source character varying(400) NOT NULL,
    file_name character varying(200) NOT NULL,
    file_digest character varying(64) NOT NULL,
    text text NOT NULL,
    proposed jsonb NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT published_publishedreport_report_year_check CHECK ((report_year >= 0))
);
ALTER TABLE public.published_publishedreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.published_publishedreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.recognition_candidate (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    candidate_name character varying(200) NOT NULL,
    target_kind character varying(60) NOT NULL,
    target_level character varying(60) NOT NULL,
    target_year integer NOT NULL,
    gaps integer NOT NULL,
    entered_on date NOT NULL,
    coached integer NOT NULL,
    last_coached_on date,
    left_on date,
    outcome character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT recognition_candidate_coached_check CHECK ((coached >= 0)),
    CONSTRAINT recognition_candidate_gaps_check CHECK ((gaps >= 0)),
    CONSTRAINT recognition_candidate_target_year_check CHECK ((target_year >= 0))
);
ALTER TABLE public.recognition_candidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.recognition_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.recognition_recognition (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    platform_kind character varying(60) NOT NULL,
    level character varying(60) NOT NULL,
    body_name character varying(200) NOT NULL,
    recognised_by character varying(120) NOT NULL,
    document_number character varying(120) NOT NULL,
    certificate_number character varying(80) NOT NULL,
    recognised_on date NOT NULL,
    valid_until date,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    party_id bigint,
    CONSTRAINT recognition_ends_after_it_begins CHECK (((valid_until IS NULL) OR (valid_until >= recognised_on)))
);
ALTER TABLE public.recognition_recognition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.recognition_recognition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_confirmation (
    id bigint NOT NULL,
    path character varying(240) NOT NULL,
    statements text NOT NULL,
    basis character varying(400) NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.report_confirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_confirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_correction (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    what text NOT NULL,
    reason text NOT NULL,
    begun_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.report_correction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_frozenfigure (
    id bigint NOT NULL,
    place integer NOT NULL,
    code character varying(120) NOT NULL,
    year smallint NOT NULL,
    content jsonb NOT NULL,
    records jsonb NOT NULL,
    bureau_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT report_frozenfigure_place_check CHECK ((place >= 0)),
    CONSTRAINT report_frozenfigure_year_check CHECK ((year >= 0))
);
ALTER TABLE public.report_frozenfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_frozenfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_output (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    media_type character varying(100) NOT NULL,
    digest character varying(64) NOT NULL,
    content bytea NOT NULL,
    bureau_id bigint NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.report_output ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_output_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_prose (
    id bigint NOT NULL,
    path character varying(240) NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint,
    report_id bigint NOT NULL,
    CONSTRAINT report_prose_number_check CHECK ((number >= 0))
);
ALTER TABLE public.report_prose ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_prose_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_prosedraft (
    id bigint NOT NULL,
    path character varying(240) NOT NULL,
    text text NOT NULL,
    started_from integer NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint NOT NULL,
    report_id bigint NOT NULL,
    CONSTRAINT report_prosedraft_started_from_check CHECK ((started_from >= 0))
);
ALTER TABLE public.report_prosedraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_prosedraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_publication (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    published_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint NOT NULL,
    report_id bigint NOT NULL
);
ALTER TABLE public.report_publication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_publication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_report (
    id bigint NOT NULL,
    year smallint NOT NULL,
    outline_key character varying(80) NOT NULL,
    outline_hash character varying(64) NOT NULL,
    outline text NOT NULL,
    title character varying(200) NOT NULL,
    dated_on date,
    status character varying(10) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    frozen_at timestamp with time zone,
    checkpoint text NOT NULL,
    bureau_id bigint NOT NULL,
    frozen_by_id bigint,
    edition smallint NOT NULL,
    CONSTRAINT frozen_at_a_moment CHECK ((((frozen_at IS NULL) AND ((status)::text = 'draft'::text)) OR ((frozen_at IS NOT NULL) AND ((status)::text = 'frozen'::text)))),
    CONSTRAINT report_report_edition_check CHECK ((edition >= 0)),
    CONSTRAINT report_report_year_check CHECK ((year >= 0))
);
ALTER TABLE public.report_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.report_tie (
    id bigint NOT NULL,
    path character varying(240) NOT NULL,
    number character varying(60) NOT NULL,
    clause text NOT NULL,
    source character varying(240) NOT NULL,
    reason character varying(400) NOT NULL,
    file_name character varying(200) NOT NULL,
    file_media_type character varying(100) NOT NULL,
    file_digest character varying(64) NOT NULL,
    tied_at timestamp with time zone NOT NULL,
    bureau_id bigint NOT NULL,
    officer_id bigint,
    report_id bigint NOT NULL
);
ALTER TABLE public.report_tie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.report_tie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.row_commitment (
    bureau_id bigint NOT NULL,
    seq bigint NOT NULL,
    after bigint NOT NULL,
    table_id smallint NOT NULL,
    row_key bigint NOT NULL,
    digest bytea,
    salt bytea,
    by_act boolean NOT NULL,
    CONSTRAINT row_commitment_digest_check CHECK ((octet_length(digest) = 32))
);
ALTER TABLE public.row_commitment ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.row_commitment_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.row_seal (
    bureau_id bigint NOT NULL,
    "position" bigint NOT NULL,
    last_seq bigint NOT NULL
);
CREATE TABLE public.row_table (
    id smallint NOT NULL,
    name text NOT NULL,
    columns text NOT NULL
);
ALTER TABLE public.row_table ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.row_table_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_cleanup (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    theme character varying(120) NOT NULL,
    conclusion character varying(60) NOT NULL,
    reason text NOT NULL,
    concluded_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    drive_id bigint,
    document_id bigint
);
ALTER TABLE public.rulemaking_cleanup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_cleanup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_cleanupdrive (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    theme character varying(120) NOT NULL,
    basis character varying(300) NOT NULL,
    scope character varying(60) NOT NULL,
    terms character varying(300) NOT NULL,
    started_on date NOT NULL,
    due_on date NOT NULL,
    listed_on date,
    list_number character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.rulemaking_cleanupdrive ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_cleanupdrive_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_cleanupitem (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    drive_id bigint NOT NULL,
    document_id bigint NOT NULL
);
ALTER TABLE public.rulemaking_cleanupitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_cleanupitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_documentevent (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    event character varying(60) NOT NULL,
    happened_on date NOT NULL,
    note character varying(500) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    document_id bigint NOT NULL
);
ALTER TABLE public.rulemaking_documentevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_documentevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_documentrelation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    relation character varying(60) NOT NULL,
    passage character varying(500) NOT NULL,
    since_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    document_id bigint NOT NULL,
    other_id bigint NOT NULL
);
ALTER TABLE public.rulemaking_documentrelation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_documentrelation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_documenttext (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    version integer NOT NULL,
    made_on date NOT NULL,
    is_final boolean NOT NULL,
    note character varying(500) NOT NULL,
    text text NOT NULL,
    explanation text NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    document_id bigint,
    CONSTRAINT rulemaking_documenttext_version_check CHECK ((version >= 0))
);
ALTER TABLE public.rulemaking_documenttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_documenttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.rulemaking_normativedocument (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    name character varying(200) NOT NULL,
    document_number character varying(60) NOT NULL,
    kind character varying(60) NOT NULL,
    issuing_body character varying(120) NOT NULL,
    issued_on date NOT NULL,
    effective_on date,
    expires_on date,
    status character varying(60) NOT NULL,
    register_number character varying(40) NOT NULL,
    published_on date,
    published_link character varying(500) NOT NULL,
    interpreted_on date,
    filing_due_on date,
    filed_on date,
    receipt_number character varying(80) NOT NULL,
    unlisted_since date,
    status_since date NOT NULL,
    is_trial boolean NOT NULL,
    department character varying(80) NOT NULL,
    is_published boolean NOT NULL,
    interpretation text NOT NULL,
    filed_with character varying(120) NOT NULL,
    receipt_on date,
    touches_market_actors boolean NOT NULL,
    reviewed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.rulemaking_normativedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rulemaking_normativedocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search_entry (
    bureau_id bigint NOT NULL,
    kind text NOT NULL,
    object_id bigint NOT NULL,
    case_id bigint,
    title text NOT NULL,
    words tsvector NOT NULL
);
CREATE TABLE public.search_head (
    bureau_id bigint NOT NULL,
    "position" bigint NOT NULL,
    party_id bigint NOT NULL
);
CREATE TABLE public.services_application (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item_name character varying(200) NOT NULL,
    item_kind character varying(60) NOT NULL,
    applied_on date NOT NULL,
    accepted_on date,
    decided_on date,
    completed_on date,
    outcome character varying(60) NOT NULL,
    corrections integer NOT NULL,
    visits integer,
    rating character varying(60) NOT NULL,
    applicant_id bigint,
    bureau_id bigint NOT NULL,
    case_id bigint,
    item_id bigint,
    CONSTRAINT services_application_corrections_check CHECK ((corrections >= 0)),
    CONSTRAINT services_application_visits_check CHECK ((visits >= 0))
);
ALTER TABLE public.services_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.services_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.services_serviceitem (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item_code character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    item_kind character varying(60) NOT NULL,
    handled_by character varying(60) NOT NULL,
    statutory_days integer NOT NULL,
    statutory_unit character varying(60) NOT NULL,
    promised_days integer NOT NULL,
    visits integer NOT NULL,
    online boolean NOT NULL,
    fee boolean NOT NULL,
    basis text NOT NULL,
    conditions text NOT NULL,
    materials text NOT NULL,
    published_on date NOT NULL,
    withdrawn_on date,
    result_name character varying(120) NOT NULL,
    place character varying(200) NOT NULL,
    phone character varying(40) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT services_serviceitem_promised_days_check CHECK ((promised_days >= 0)),
    CONSTRAINT services_serviceitem_statutory_days_check CHECK ((statutory_days >= 0)),
    CONSTRAINT services_serviceitem_visits_check CHECK ((visits >= 0))
);
ALTER TABLE public.services_serviceitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.services_serviceitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.services_technicalcontract (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    certificate_number character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    seller character varying(200) NOT NULL,
    buyer character varying(200) NOT NULL,
    contract_class character varying(60) NOT NULL,
    amount_fen bigint NOT NULL,
    technical_amount_fen bigint NOT NULL,
    registered_on date NOT NULL,
    changed_on date,
    rescinded_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT technical_amount_within_amount CHECK ((technical_amount_fen <= amount_fen))
);
ALTER TABLE public.services_technicalcontract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.services_technicalcontract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.statistics_statistic (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    item character varying(60) NOT NULL,
    item_words character varying(80) NOT NULL,
    region_kind character varying(60) NOT NULL,
    region character varying(60) NOT NULL,
    stat_year integer NOT NULL,
    scope character varying(60) NOT NULL,
    amount_fen bigint,
    value numeric(20,4),
    measured_in character varying(20) NOT NULL,
    out_of integer,
    source_body character varying(120) NOT NULL,
    publication character varying(160) NOT NULL,
    released_on date NOT NULL,
    release_state character varying(60) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT a_statistic_says_something CHECK (((amount_fen IS NOT NULL) OR (value IS NOT NULL))),
    CONSTRAINT statistics_statistic_out_of_check CHECK ((out_of >= 0)),
    CONSTRAINT statistics_statistic_stat_year_check CHECK ((stat_year >= 0))
);
ALTER TABLE public.statistics_statistic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.statistics_statistic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_exam (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    exam_name character varying(200) NOT NULL,
    organiser character varying(120) NOT NULL,
    held_on date NOT NULL,
    invited integer NOT NULL,
    sat integer NOT NULL,
    passed integer NOT NULL,
    excellent integer NOT NULL,
    entered_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT study_exam_excellent_check CHECK ((excellent >= 0)),
    CONSTRAINT study_exam_invited_check CHECK ((invited >= 0)),
    CONSTRAINT study_exam_passed_check CHECK ((passed >= 0)),
    CONSTRAINT study_exam_sat_check CHECK ((sat >= 0))
);
ALTER TABLE public.study_exam ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_exam_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_examseat (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    held_on date NOT NULL,
    sat boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    exam_id bigint NOT NULL
);
ALTER TABLE public.study_examseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_examseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_examsheet (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    held_on date NOT NULL,
    score numeric(5,1) NOT NULL,
    passed boolean NOT NULL,
    excellent boolean NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    exam_id bigint NOT NULL
);
ALTER TABLE public.study_examsheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_examsheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_mustknow (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    post_name character varying(120) NOT NULL,
    laws character varying(400) NOT NULL,
    laws_count integer NOT NULL,
    approved_on date NOT NULL,
    reviewed_on date,
    ended_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT study_mustknow_laws_count_check CHECK ((laws_count >= 0))
);
ALTER TABLE public.study_mustknow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_mustknow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_oath (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    officer_name text NOT NULL,
    post_name character varying(120) NOT NULL,
    appointed_on date NOT NULL,
    sworn_on date,
    led_by character varying(80) NOT NULL,
    released_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.study_oath ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_oath_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_studiedlaw (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    law character varying(200) NOT NULL,
    studied_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.study_studiedlaw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_studiedlaw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_studyplan (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    plan_name character varying(200) NOT NULL,
    plan_year integer NOT NULL,
    audience character varying(60) NOT NULL,
    sessions_least integer NOT NULL,
    hours_least integer NOT NULL,
    approved_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT study_studyplan_hours_least_check CHECK ((hours_least >= 0)),
    CONSTRAINT study_studyplan_plan_year_check CHECK ((plan_year >= 0)),
    CONSTRAINT study_studyplan_sessions_least_check CHECK ((sessions_least >= 0))
);
ALTER TABLE public.study_studyplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_studyplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.study_studysession (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    kind character varying(60) NOT NULL,
    topic character varying(200) NOT NULL,
    held_on date NOT NULL,
    led_by text NOT NULL,
    entitled integer NOT NULL,
    attended integer NOT NULL,
    laws character varying(400) NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint,
    CONSTRAINT study_studysession_attended_check CHECK ((attended >= 0)),
    CONSTRAINT study_studysession_entitled_check CHECK ((entitled >= 0))
);
ALTER TABLE public.study_studysession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.study_studysession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.suggestions_suggestion (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    kind character varying(60) NOT NULL,
    role character varying(60) NOT NULL,
    number character varying(40) NOT NULL,
    name character varying(200) NOT NULL,
    handed_over_on date NOT NULL,
    replied_on date,
    result_class character varying(60) NOT NULL,
    satisfaction character varying(60) NOT NULL,
    published_on date,
    returned_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.suggestions_suggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.suggestions_suggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_consultation (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    question text NOT NULL,
    requested_on date NOT NULL,
    waits boolean NOT NULL,
    opinion character varying(60) NOT NULL,
    opinion_text text NOT NULL,
    opinion_on date,
    response character varying(60) NOT NULL,
    response_reason text NOT NULL,
    accepted_on date,
    withdrawn_on date,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint,
    subject_id bigint NOT NULL
);
ALTER TABLE public.supervision_consultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_consultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_finding (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    source character varying(60) NOT NULL,
    from_organ character varying(100) NOT NULL,
    paper_number character varying(80) NOT NULL,
    finding text NOT NULL,
    received_on date NOT NULL,
    due_on date NOT NULL,
    owner_department character varying(80) NOT NULL,
    measures text NOT NULL,
    rectified_on date,
    rectified text NOT NULL,
    explanation text NOT NULL,
    confirmed_on date,
    reply_by_on date,
    replied_on date,
    reply_number character varying(80) NOT NULL,
    replied_in_time boolean,
    state character varying(60) NOT NULL,
    closed_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.supervision_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.supervision_superviseditem (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    kind character varying(60) NOT NULL,
    from_whom character varying(100) NOT NULL,
    item_number character varying(60) NOT NULL,
    said_on date NOT NULL,
    demand text NOT NULL,
    owner_department character varying(80) NOT NULL,
    responsible_leader character varying(80) NOT NULL,
    due_on date,
    progress_on date,
    progress text NOT NULL,
    result_on date,
    result text NOT NULL,
    overdue_on date,
    to_head_on date,
    state character varying(60) NOT NULL,
    closed_on date,
    entered_on date NOT NULL,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.supervision_superviseditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_superviseditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.voices_petition (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    national_number character varying(40) NOT NULL,
    received_on date NOT NULL,
    channel character varying(60) NOT NULL,
    kind character varying(60) NOT NULL,
    first boolean NOT NULL,
    matter character varying(100) NOT NULL,
    path character varying(60) NOT NULL,
    told_due_on date NOT NULL,
    told_on date,
    accepted_on date,
    due_on date,
    answered_on date,
    view character varying(60) NOT NULL,
    served_on date,
    review_outcome character varying(60) NOT NULL,
    concluded_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.voices_petition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voices_petition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.voices_voice (
    id bigint NOT NULL,
    log_position bigint NOT NULL,
    recorded_on date NOT NULL,
    kind character varying(60) NOT NULL,
    subject text NOT NULL,
    channel character varying(60) NOT NULL,
    received_on date NOT NULL,
    path character varying(60) NOT NULL,
    due_on date NOT NULL,
    replied_on date,
    finding character varying(60) NOT NULL,
    withdrawn_on date,
    name character varying(80) NOT NULL,
    public_content text NOT NULL,
    public_reply text NOT NULL,
    published_on date,
    bureau_id bigint NOT NULL,
    case_id bigint
);
ALTER TABLE public.voices_voice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.voices_voice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.desk_sending
    ADD CONSTRAINT a_form_is_taken_once UNIQUE (officer_id, key);
ALTER TABLE ONLY public.cases_shownhead
    ADD CONSTRAINT a_head_is_shown_once UNIQUE (witness_id, size);
ALTER TABLE ONLY public.loans_pledgedright
    ADD CONSTRAINT a_patent_once_in_a_pledge UNIQUE (bureau_id, pledge_id, patent);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.act_content
    ADD CONSTRAINT act_content_pkey PRIMARY KEY (bureau_id, "position");
ALTER TABLE ONLY public.cooperation_contact
    ADD CONSTRAINT an_enterprise_once_a_contact UNIQUE (bureau_id, case_id, uscc);
ALTER TABLE ONLY public.archives_destroyedmatter
    ADD CONSTRAINT archives_destroyedmatter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.archives_disposal
    ADD CONSTRAINT archives_disposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.archives_transfer
    ADD CONSTRAINT archives_transfer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.archives_transferredmatter
    ADD CONSTRAINT archives_transferredmatter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.attestations_attestation
    ADD CONSTRAINT attestations_attestation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_caselink
    ADD CONSTRAINT cases_caselink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_cosignedhead
    ADD CONSTRAINT cases_cosignedhead_log_id_key UNIQUE (log_id);
ALTER TABLE ONLY public.cases_cosignedhead
    ADD CONSTRAINT cases_cosignedhead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_counter
    ADD CONSTRAINT cases_counter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_deskitem
    ADD CONSTRAINT cases_deskitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_file
    ADD CONSTRAINT cases_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_headchoice
    ADD CONSTRAINT cases_headchoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_keptprocedure
    ADD CONSTRAINT cases_keptprocedure_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.cases_letter
    ADD CONSTRAINT cases_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_obligation
    ADD CONSTRAINT cases_obligation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_reading
    ADD CONSTRAINT cases_reading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_refusal
    ADD CONSTRAINT cases_refusal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_shownhead
    ADD CONSTRAINT cases_shownhead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_watchedlog
    ADD CONSTRAINT cases_watchedlog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_witness
    ADD CONSTRAINT cases_witness_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.competition_competitionreview
    ADD CONSTRAINT competition_competitionreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.competition_revieweddraft
    ADD CONSTRAINT competition_revieweddraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultation_consultation
    ADD CONSTRAINT consultation_consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.consultation_opinion
    ADD CONSTRAINT consultation_opinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_contractchange
    ADD CONSTRAINT contracts_contractchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_contractdispute
    ADD CONSTRAINT contracts_contractdispute_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_contractmilestone
    ADD CONSTRAINT contracts_contractmilestone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.contracts_payment
    ADD CONSTRAINT contracts_payment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.control_controlcheck
    ADD CONSTRAINT control_controlcheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.control_evaluation
    ADD CONSTRAINT control_evaluation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.control_riskpoint
    ADD CONSTRAINT control_riskpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.control_vehicleuse
    ADD CONSTRAINT control_vehicleuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_advice
    ADD CONSTRAINT cooperation_advice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_commissioner
    ADD CONSTRAINT cooperation_commissioner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_commissionerservice
    ADD CONSTRAINT cooperation_commissionerservice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_contact
    ADD CONSTRAINT cooperation_contact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_letter
    ADD CONSTRAINT cooperation_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_match
    ADD CONSTRAINT cooperation_match_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_need
    ADD CONSTRAINT cooperation_need_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cooperation_result
    ADD CONSTRAINT cooperation_result_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.counsel_consultation
    ADD CONSTRAINT counsel_consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.counsel_engagement
    ADD CONSTRAINT counsel_engagement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.decisions_catalogueitem
    ADD CONSTRAINT decisions_catalogueitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.decisions_decisionpart
    ADD CONSTRAINT decisions_decisionpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.decisions_evaluation
    ADD CONSTRAINT decisions_evaluation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.decisions_majordecision
    ADD CONSTRAINT decisions_majordecision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_feed
    ADD CONSTRAINT desk_feed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_feed
    ADD CONSTRAINT desk_feed_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.desk_filling
    ADD CONSTRAINT desk_filling_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT desk_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_noticemark
    ADD CONSTRAINT desk_noticemark_pkey PRIMARY KEY (bureau_id);
ALTER TABLE ONLY public.desk_reach
    ADD CONSTRAINT desk_reach_officer_id_key UNIQUE (officer_id);
ALTER TABLE ONLY public.desk_reach
    ADD CONSTRAINT desk_reach_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_savedlist
    ADD CONSTRAINT desk_savedlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_sending
    ADD CONSTRAINT desk_sending_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_disclosureduty
    ADD CONSTRAINT disclosure_disclosureduty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_disclosurereport
    ADD CONSTRAINT disclosure_disclosurereport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_informationrequest
    ADD CONSTRAINT disclosure_informationrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_publicinformation
    ADD CONSTRAINT disclosure_publicinformation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disclosure_publishingexception
    ADD CONSTRAINT disclosure_publishingexception_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disputes_compensation
    ADD CONSTRAINT disputes_compensation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disputes_lawsuit
    ADD CONSTRAINT disputes_lawsuit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disputes_mediation
    ADD CONSTRAINT disputes_mediation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.disputes_reconsideration
    ADD CONSTRAINT disputes_reconsideration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT documents_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.draws_drawnone
    ADD CONSTRAINT drawn_once UNIQUE (bureau_id, draw_id, mark);
ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.draws_drawnone
    ADD CONSTRAINT draws_drawnone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.draws_sealedpart
    ADD CONSTRAINT draws_sealedpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enforcers_course
    ADD CONSTRAINT enforcers_course_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enforcers_enforcer
    ADD CONSTRAINT enforcers_enforcer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enforcers_examination
    ADD CONSTRAINT enforcers_examination_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enforcers_suspension
    ADD CONSTRAINT enforcers_suspension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.enforcers_training
    ADD CONSTRAINT enforcers_training_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entitlements_enterpriseyear
    ADD CONSTRAINT entitlements_enterpriseyear_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entitlements_entitlement
    ADD CONSTRAINT entitlements_entitlement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entitlements_notice
    ADD CONSTRAINT entitlements_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.experts_expert
    ADD CONSTRAINT experts_expert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.experts_expertaccount
    ADD CONSTRAINT experts_expertaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.experts_experttie
    ADD CONSTRAINT experts_experttie_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.experts_reviewsheet
    ADD CONSTRAINT experts_reviewsheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_allotment
    ADD CONSTRAINT funds_allotment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_award
    ADD CONSTRAINT funds_award_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_budgetline
    ADD CONSTRAINT funds_budgetline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_clawback
    ADD CONSTRAINT funds_clawback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_moneyreturn
    ADD CONSTRAINT funds_moneyreturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_obtained
    ADD CONSTRAINT funds_obtained_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_payment
    ADD CONSTRAINT funds_payment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_recovery
    ADD CONSTRAINT funds_recovery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_rentrelief
    ADD CONSTRAINT funds_rentrelief_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT funds_voucher_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_voucherprovider
    ADD CONSTRAINT funds_voucherprovider_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT holdings_do_not_overlap EXCLUDE USING gist (post_id WITH =, officer_id WITH =, daterange(from_on, until_on, '[]'::text) WITH &&) WHERE ((instead_of_id IS NULL));
ALTER TABLE ONLY public.house_bureau
    ADD CONSTRAINT house_bureau_code_key UNIQUE (code);
ALTER TABLE ONLY public.house_bureau
    ADD CONSTRAINT house_bureau_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_department
    ADD CONSTRAINT house_department_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT house_holding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_holidaynotice
    ADD CONSTRAINT house_holidaynotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_holidaynotice
    ADD CONSTRAINT house_holidaynotice_year_key UNIQUE (year);
ALTER TABLE ONLY public.house_houseorder
    ADD CONSTRAINT house_houseorder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_localclosure
    ADD CONSTRAINT house_localclosure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_officer
    ADD CONSTRAINT house_officer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_officer
    ADD CONSTRAINT house_officer_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.house_parametervalue
    ADD CONSTRAINT house_parametervalue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_post
    ADD CONSTRAINT house_post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.house_seat
    ADD CONSTRAINT house_seat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspections_item
    ADD CONSTRAINT inspections_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspections_object
    ADD CONSTRAINT inspections_object_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.inspections_plan
    ADD CONSTRAINT inspections_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrity_commitment
    ADD CONSTRAINT integrity_commitment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrity_creditrecord
    ADD CONSTRAINT integrity_creditrecord_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrity_evaluation
    ADD CONSTRAINT integrity_evaluation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrity_jointmeasure
    ADD CONSTRAINT integrity_jointmeasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.integrity_misconduct
    ADD CONSTRAINT integrity_misconduct_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leadership_groupevent
    ADD CONSTRAINT leadership_groupevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leadership_groupmember
    ADD CONSTRAINT leadership_groupmember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leadership_leadinggroup
    ADD CONSTRAINT leadership_leadinggroup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leadership_statement
    ADD CONSTRAINT leadership_statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leadership_statementround
    ADD CONSTRAINT leadership_statementround_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_courthearing
    ADD CONSTRAINT legalwork_courthearing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_demonstrationproject
    ADD CONSTRAINT legalwork_demonstrationproject_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_functiontransfer
    ADD CONSTRAINT legalwork_functiontransfer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_legislationpart
    ADD CONSTRAINT legalwork_legislationpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_meddling
    ADD CONSTRAINT legalwork_meddling_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_publiclawyer
    ADD CONSTRAINT legalwork_publiclawyer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.legalwork_reviewlist
    ADD CONSTRAINT legalwork_reviewlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.loans_loan
    ADD CONSTRAINT loans_loan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.loans_loanbank
    ADD CONSTRAINT loans_loanbank_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.loans_loanrecovery
    ADD CONSTRAINT loans_loanrecovery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.loans_pledge
    ADD CONSTRAINT loans_pledge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.loans_pledgedright
    ADD CONSTRAINT loans_pledgedright_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.log_checkpoint
    ADD CONSTRAINT log_checkpoint_pkey PRIMARY KEY (bureau_id, size);
ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_pkey PRIMARY KEY (bureau_id, "position");
ALTER TABLE ONLY public.log_head
    ADD CONSTRAINT log_head_pkey PRIMARY KEY (bureau_id);
ALTER TABLE ONLY public.log_tile
    ADD CONSTRAINT log_tile_pkey PRIMARY KEY (bureau_id, level, index);
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT meetings_attendance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_decideditem
    ADD CONSTRAINT meetings_decideditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_decisiontask
    ADD CONSTRAINT meetings_decisiontask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_memberpart
    ADD CONSTRAINT meetings_memberpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_proposeditem
    ADD CONSTRAINT meetings_proposeditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.meetings_reportheard
    ADD CONSTRAINT meetings_reportheard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.funds_allotment
    ADD CONSTRAINT one_allotment_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.planning_annualplan
    ADD CONSTRAINT one_annual_plan_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.services_application
    ADD CONSTRAINT one_application_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.penalties_appraisal
    ADD CONSTRAINT one_appraisal_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT one_attendance_a_member UNIQUE (bureau_id, case_id, member);
ALTER TABLE ONLY public.funds_award
    ADD CONSTRAINT one_award_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT one_call_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.recognition_candidate
    ADD CONSTRAINT one_candidate_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.control_vehicleuse
    ADD CONSTRAINT one_car_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT one_case_of_a_number UNIQUE (bureau_id, number);
ALTER TABLE ONLY public.contracts_contractchange
    ADD CONSTRAINT one_change_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.cases_headchoice
    ADD CONSTRAINT one_choice_for_a_head UNIQUE (bureau_id, register, head);
ALTER TABLE ONLY public.funds_clawback
    ADD CONSTRAINT one_clawback_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.cooperation_commissioner
    ADD CONSTRAINT one_commissioner_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.integrity_commitment
    ADD CONSTRAINT one_commitment_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disputes_compensation
    ADD CONSTRAINT one_compensation_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.competition_competitionreview
    ADD CONSTRAINT one_competition_review_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.rulemaking_cleanup
    ADD CONSTRAINT one_conclusion_a_cleanup UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.consultation_consultation
    ADD CONSTRAINT one_consultation_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT one_contract_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.desk_filling
    ADD CONSTRAINT one_count_of_a_question UNIQUE (bureau_id, month, procedure_key, step, question);
ALTER TABLE ONLY public.cases_counter
    ADD CONSTRAINT one_counter_for_each_series UNIQUE (bureau_id, series, year);
ALTER TABLE ONLY public.integrity_creditrecord
    ADD CONSTRAINT one_credit_record_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.decisions_majordecision
    ADD CONSTRAINT one_decision_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.house_department
    ADD CONSTRAINT one_department_of_a_name UNIQUE (bureau_id, name);
ALTER TABLE ONLY public.cases_deskitem
    ADD CONSTRAINT one_desk_item_for_each_recipient UNIQUE (bureau_id, log_position, recipient_id);
ALTER TABLE ONLY public.archives_destroyedmatter
    ADD CONSTRAINT one_destruction_of_a_matter UNIQUE (bureau_id, number);
ALTER TABLE ONLY public.supervision_consultation
    ADD CONSTRAINT one_discipline_case_a_row UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disclosure_disclosurereport
    ADD CONSTRAINT one_disclosure_report_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.archives_disposal
    ADD CONSTRAINT one_disposal_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.contracts_contractdispute
    ADD CONSTRAINT one_dispute_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.rulemaking_normativedocument
    ADD CONSTRAINT one_document_a_registration UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.competition_revieweddraft
    ADD CONSTRAINT one_draft_a_version UNIQUE (bureau_id, case_id, version);
ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT one_draw_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.rulemaking_cleanupdrive
    ADD CONSTRAINT one_drive_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disclosure_disclosureduty
    ADD CONSTRAINT one_duty_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.enforcers_enforcer
    ADD CONSTRAINT one_enforcer_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.entitlements_entitlement
    ADD CONSTRAINT one_entitlement_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT one_erasure_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.integrity_evaluation
    ADD CONSTRAINT one_evaluation_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.leadership_groupevent
    ADD CONSTRAINT one_event_a_group_and_matter UNIQUE (group_id, matter_id);
ALTER TABLE ONLY public.study_exam
    ADD CONSTRAINT one_exam_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disclosure_publishingexception
    ADD CONSTRAINT one_exception_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.experts_expert
    ADD CONSTRAINT one_expert_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.published_publishedfigure
    ADD CONSTRAINT one_figure_at_a_place UNIQUE (bureau_id, report_id, start);
ALTER TABLE ONLY public.cases_file
    ADD CONSTRAINT one_file_in_a_place UNIQUE (bureau_id, log_position, place);
ALTER TABLE ONLY public.supervision_finding
    ADD CONSTRAINT one_finding_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.report_frozenfigure
    ADD CONSTRAINT one_frozen_figure_of_a_year UNIQUE (report_id, code, year);
ALTER TABLE ONLY public.personnel_handover
    ADD CONSTRAINT one_handover_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disclosure_publicinformation
    ADD CONSTRAINT one_information_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT one_inspection_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.personnel_interest
    ADD CONSTRAINT one_interest_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.services_serviceitem
    ADD CONSTRAINT one_item_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.rulemaking_cleanupitem
    ADD CONSTRAINT one_item_a_cleanup UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.meetings_decideditem
    ADD CONSTRAINT one_item_a_matter UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disputes_lawsuit
    ADD CONSTRAINT one_lawsuit_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.leadership_leadinggroup
    ADD CONSTRAINT one_leading_group_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.cases_letter
    ADD CONSTRAINT one_letter_for_each_act UNIQUE (bureau_id, log_position);
ALTER TABLE ONLY public.cases_letter
    ADD CONSTRAINT one_letter_of_a_document_number UNIQUE (bureau_id, mark, year, serial);
ALTER TABLE ONLY public.cooperation_letter
    ADD CONSTRAINT one_letter_of_advice_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.permits_licence
    ADD CONSTRAINT one_licence_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.funds_budgetline
    ADD CONSTRAINT one_line_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.decisions_catalogueitem
    ADD CONSTRAINT one_line_an_item_of_a_catalogue UNIQUE (bureau_id, case_id, name);
ALTER TABLE ONLY public.cases_caselink
    ADD CONSTRAINT one_link_of_a_kind UNIQUE (from_case_id, question, to_case_id);
ALTER TABLE ONLY public.loans_loan
    ADD CONSTRAINT one_loan_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.loans_loanbank
    ADD CONSTRAINT one_loan_bank_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.cooperation_match
    ADD CONSTRAINT one_match_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disputes_mediation
    ADD CONSTRAINT one_mediation_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT one_meeting_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.contracts_contractmilestone
    ADD CONSTRAINT one_milestone_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.integrity_misconduct
    ADD CONSTRAINT one_misconduct_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.cooperation_need
    ADD CONSTRAINT one_need_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT one_office_document_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.consultation_opinion
    ADD CONSTRAINT one_opinion_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.report_output
    ADD CONSTRAINT one_paper_of_a_name UNIQUE (report_id, name);
ALTER TABLE ONLY public.meetings_memberpart
    ADD CONSTRAINT one_part_a_member_of_an_item UNIQUE (bureau_id, case_id, member);
ALTER TABLE ONLY public.decisions_decisionpart
    ADD CONSTRAINT one_part_a_person_of_a_decision UNIQUE (bureau_id, case_id, part, person);
ALTER TABLE ONLY public.draws_sealedpart
    ADD CONSTRAINT one_part_an_officer UNIQUE (bureau_id, draw_id, officer);
ALTER TABLE ONLY public.funds_payment
    ADD CONSTRAINT one_payment_a_voucher UNIQUE (bureau_id, allotment_id, voucher);
ALTER TABLE ONLY public.penalties_penalty
    ADD CONSTRAINT one_penalty_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.penalties_penaltychange
    ADD CONSTRAINT one_penalty_change_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.permits_permitcheck
    ADD CONSTRAINT one_permit_check_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.voices_petition
    ADD CONSTRAINT one_petition_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.planning_plannedtask
    ADD CONSTRAINT one_planned_task_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.loans_pledge
    ADD CONSTRAINT one_pledge_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.house_post
    ADD CONSTRAINT one_post_of_a_name UNIQUE (department_id, name);
ALTER TABLE ONLY public.house_seat
    ADD CONSTRAINT one_presides_at_a_time EXCLUDE USING gist (bureau_id WITH =, body WITH =, daterange(from_on, until_on, '[]'::text) WITH &&) WHERE (leads);
ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT one_project_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.promotion_promotion
    ADD CONSTRAINT one_promotion_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.meetings_proposeditem
    ADD CONSTRAINT one_proposal_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.funds_voucherprovider
    ADD CONSTRAINT one_provider_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.published_publishedreport
    ADD CONSTRAINT one_published_report_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.recognition_recognition
    ADD CONSTRAINT one_recognition_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.disputes_reconsideration
    ADD CONSTRAINT one_reconsideration_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.funds_recovery
    ADD CONSTRAINT one_recovery_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.loans_loanrecovery
    ADD CONSTRAINT one_recovery_a_voucher UNIQUE (bureau_id, loan_id, voucher);
ALTER TABLE ONLY public.rulemaking_documentrelation
    ADD CONSTRAINT one_relation_of_a_kind UNIQUE (bureau_id, document_id, other_id, relation);
ALTER TABLE ONLY public.funds_rentrelief
    ADD CONSTRAINT one_relief_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.planning_monthlyreport
    ADD CONSTRAINT one_report_a_task_and_month UNIQUE (bureau_id, task_id, month);
ALTER TABLE ONLY public.report_report
    ADD CONSTRAINT one_report_of_an_edition UNIQUE (bureau_id, year, edition);
ALTER TABLE ONLY public.disclosure_informationrequest
    ADD CONSTRAINT one_request_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.personnel_rotation
    ADD CONSTRAINT one_rotation_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.permits_workpermit
    ADD CONSTRAINT one_row_a_work_permit_decision UNIQUE (bureau_id, permit_number, act, decided_on);
ALTER TABLE ONLY public.desk_savedlist
    ADD CONSTRAINT one_saved_list_of_a_name UNIQUE (officer_id, place, name);
ALTER TABLE ONLY public.experts_reviewsheet
    ADD CONSTRAINT one_sheet_an_expert UNIQUE (bureau_id, case_id, reviewer);
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT one_stands_in_at_a_time EXCLUDE USING gist (post_id WITH =, instead_of_id WITH =, daterange(from_on, until_on, '[]'::text) WITH &&) WHERE ((instead_of_id IS NOT NULL));
ALTER TABLE ONLY public.leadership_statement
    ADD CONSTRAINT one_statement_a_leader_and_round UNIQUE (round_id, leader);
ALTER TABLE ONLY public.leadership_statementround
    ADD CONSTRAINT one_statement_round_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.suggestions_suggestion
    ADD CONSTRAINT one_suggestion_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.funds_obtained
    ADD CONSTRAINT one_sum_obtained_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.penalties_summarypenalty
    ADD CONSTRAINT one_summary_penalty_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.supervision_superviseditem
    ADD CONSTRAINT one_supervised_item_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.meetings_decisiontask
    ADD CONSTRAINT one_task_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.services_technicalcontract
    ADD CONSTRAINT one_technical_contract_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.rulemaking_documenttext
    ADD CONSTRAINT one_text_a_version UNIQUE (bureau_id, case_id, version);
ALTER TABLE ONLY public.report_prose
    ADD CONSTRAINT one_text_for_each_version UNIQUE (report_id, path, number);
ALTER TABLE ONLY public.archives_transfer
    ADD CONSTRAINT one_transfer_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.archives_transferredmatter
    ADD CONSTRAINT one_transfer_of_a_matter UNIQUE (bureau_id, number);
ALTER TABLE ONLY public.report_prosedraft
    ADD CONSTRAINT one_unsaved_text_for_each_officer UNIQUE (report_id, path, officer_id);
ALTER TABLE ONLY public.voices_voice
    ADD CONSTRAINT one_voice_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT one_voucher_a_case UNIQUE (bureau_id, case_id);
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT one_voucher_a_number UNIQUE (bureau_id, voucher_number);
ALTER TABLE ONLY public.cases_obligation
    ADD CONSTRAINT owed_once_in_a_lane UNIQUE (case_id, rule_id, lane);
ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.penalties_appraisal
    ADD CONSTRAINT penalties_appraisal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.penalties_penalty
    ADD CONSTRAINT penalties_penalty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.penalties_penaltychange
    ADD CONSTRAINT penalties_penaltychange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.penalties_standard
    ADD CONSTRAINT penalties_standard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.penalties_summarypenalty
    ADD CONSTRAINT penalties_summarypenalty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.permits_licence
    ADD CONSTRAINT permits_licence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.permits_permitcheck
    ADD CONSTRAINT permits_permitcheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.permits_workpermit
    ADD CONSTRAINT permits_workpermit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.personnel_abroadtrip
    ADD CONSTRAINT personnel_abroadtrip_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.personnel_fileuse
    ADD CONSTRAINT personnel_fileuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.personnel_handover
    ADD CONSTRAINT personnel_handover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.personnel_interest
    ADD CONSTRAINT personnel_interest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.personnel_rotation
    ADD CONSTRAINT personnel_rotation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.planning_annualplan
    ADD CONSTRAINT planning_annualplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.planning_monthlyreport
    ADD CONSTRAINT planning_monthlyreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.planning_plannedtask
    ADD CONSTRAINT planning_plannedtask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.popularisation_duty
    ADD CONSTRAINT popularisation_duty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.popularisation_enterprise
    ADD CONSTRAINT popularisation_enterprise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.popularisation_event
    ADD CONSTRAINT popularisation_event_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.popularisation_explanation
    ADD CONSTRAINT popularisation_explanation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.popularisation_policy
    ADD CONSTRAINT popularisation_policy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.popularisation_reminder
    ADD CONSTRAINT popularisation_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects_instalment
    ADD CONSTRAINT projects_instalment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects_projectbar
    ADD CONSTRAINT projects_projectbar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects_projectchange
    ADD CONSTRAINT projects_projectchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects_projectdevice
    ADD CONSTRAINT projects_projectdevice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.projects_projectmember
    ADD CONSTRAINT projects_projectmember_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promotion_awardbar
    ADD CONSTRAINT promotion_awardbar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promotion_honour
    ADD CONSTRAINT promotion_honour_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promotion_objection
    ADD CONSTRAINT promotion_objection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promotion_promotion
    ADD CONSTRAINT promotion_promotion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.published_publishedfigure
    ADD CONSTRAINT published_publishedfigure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.published_publishedreport
    ADD CONSTRAINT published_publishedreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recognition_candidate
    ADD CONSTRAINT recognition_candidate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recognition_recognition
    ADD CONSTRAINT recognition_recognition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_confirmation
    ADD CONSTRAINT report_confirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_correction
    ADD CONSTRAINT report_correction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_frozenfigure
    ADD CONSTRAINT report_frozenfigure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_output
    ADD CONSTRAINT report_output_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_prose
    ADD CONSTRAINT report_prose_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_prosedraft
    ADD CONSTRAINT report_prosedraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_publication
    ADD CONSTRAINT report_publication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_publication
    ADD CONSTRAINT report_publication_report_id_key UNIQUE (report_id);
ALTER TABLE ONLY public.report_report
    ADD CONSTRAINT report_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report_tie
    ADD CONSTRAINT report_tie_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.row_commitment
    ADD CONSTRAINT row_commitment_pkey PRIMARY KEY (bureau_id, seq);
ALTER TABLE ONLY public.row_seal
    ADD CONSTRAINT row_seal_pkey PRIMARY KEY (bureau_id, "position");
ALTER TABLE ONLY public.row_table
    ADD CONSTRAINT row_table_name_key UNIQUE (name);
ALTER TABLE ONLY public.row_table
    ADD CONSTRAINT row_table_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_cleanup
    ADD CONSTRAINT rulemaking_cleanup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_cleanupdrive
    ADD CONSTRAINT rulemaking_cleanupdrive_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_cleanupitem
    ADD CONSTRAINT rulemaking_cleanupitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_documentevent
    ADD CONSTRAINT rulemaking_documentevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_documentrelation
    ADD CONSTRAINT rulemaking_documentrelation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_documenttext
    ADD CONSTRAINT rulemaking_documenttext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rulemaking_normativedocument
    ADD CONSTRAINT rulemaking_normativedocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_pkey PRIMARY KEY (bureau_id, kind, object_id);
ALTER TABLE ONLY public.search_head
    ADD CONSTRAINT search_head_pkey PRIMARY KEY (bureau_id);
ALTER TABLE ONLY public.house_seat
    ADD CONSTRAINT seats_do_not_overlap EXCLUDE USING gist (bureau_id WITH =, body WITH =, officer_id WITH =, daterange(from_on, until_on, '[]'::text) WITH &&);
ALTER TABLE ONLY public.services_application
    ADD CONSTRAINT services_application_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.services_serviceitem
    ADD CONSTRAINT services_serviceitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.services_technicalcontract
    ADD CONSTRAINT services_technicalcontract_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.statistics_statistic
    ADD CONSTRAINT statistics_statistic_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_exam
    ADD CONSTRAINT study_exam_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_examseat
    ADD CONSTRAINT study_examseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_examsheet
    ADD CONSTRAINT study_examsheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_mustknow
    ADD CONSTRAINT study_mustknow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_oath
    ADD CONSTRAINT study_oath_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_studiedlaw
    ADD CONSTRAINT study_studiedlaw_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_studyplan
    ADD CONSTRAINT study_studyplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.study_studysession
    ADD CONSTRAINT study_studysession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.suggestions_suggestion
    ADD CONSTRAINT suggestions_suggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_consultation
    ADD CONSTRAINT supervision_consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_finding
    ADD CONSTRAINT supervision_finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.supervision_superviseditem
    ADD CONSTRAINT supervision_superviseditem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT told_once UNIQUE (officer_id, key);
ALTER TABLE ONLY public.voices_petition
    ADD CONSTRAINT voices_petition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.voices_voice
    ADD CONSTRAINT voices_voice_pkey PRIMARY KEY (id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX allotment_by_decision ON public.funds_allotment USING btree (bureau_id, decision_number);
CREATE INDEX application_by_completion ON public.services_application USING btree (bureau_id, completed_on);
CREATE INDEX archives_destroyedmatter_case_id_eb495ecd ON public.archives_destroyedmatter USING btree (case_id);
CREATE INDEX archives_disposal_case_id_bb8d56dc ON public.archives_disposal USING btree (case_id);
CREATE INDEX archives_transfer_case_id_11f11134 ON public.archives_transfer USING btree (case_id);
CREATE INDEX archives_transferredmatter_case_id_92182b2e ON public.archives_transferredmatter USING btree (case_id);
CREATE INDEX attestations_attestation_case_id_13166d60 ON public.attestations_attestation USING btree (case_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX auth_user_groups_group_id_97559544 ON public.auth_user_groups USING btree (group_id);
CREATE INDEX auth_user_groups_user_id_6a12ed8b ON public.auth_user_groups USING btree (user_id);
CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON public.auth_user_user_permissions USING btree (permission_id);
CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON public.auth_user_user_permissions USING btree (user_id);
CREATE INDEX auth_user_username_6821ab7c_like ON public.auth_user USING btree (username varchar_pattern_ops);
CREATE INDEX award_by_party ON public.funds_award USING btree (bureau_id, party_id, decided_on);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE INDEX calls_call_case_id_c1a05ae2 ON public.calls_call USING btree (case_id);
CREATE INDEX case_by_assignee ON public.cases_case USING btree (assignee_id, id) WHERE (closed_on IS NULL);
CREATE INDEX case_by_bureau ON public.cases_case USING btree (bureau_id, id DESC);
CREATE INDEX case_by_department ON public.cases_case USING btree (department_id, id) WHERE (closed_on IS NULL);
CREATE INDEX case_by_kind ON public.cases_case USING btree (bureau_id, procedure_key, id DESC);
CREATE INDEX case_by_subject ON public.cases_case USING btree (bureau_id, subject_kind, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX case_open ON public.cases_case USING btree (bureau_id, id DESC) WHERE (closed_on IS NULL);
CREATE INDEX cases_case_party_id_c8eb957e ON public.cases_case USING btree (party_id);
CREATE INDEX cases_caselink_from_case_id_d46bc4bd ON public.cases_caselink USING btree (from_case_id);
CREATE INDEX cases_caselink_to_case_id_bd91346b ON public.cases_caselink USING btree (to_case_id);
CREATE INDEX cases_deskitem_case_id_249bfd47 ON public.cases_deskitem USING btree (case_id);
CREATE INDEX cases_deskitem_recipient_id_04b1afca ON public.cases_deskitem USING btree (recipient_id);
CREATE INDEX cases_deskitem_sender_id_7c722dbc ON public.cases_deskitem USING btree (sender_id);
CREATE INDEX cases_draft_officer_id_8d94f00e ON public.cases_draft USING btree (officer_id);
CREATE INDEX cases_file_case_id_f24f7e6c ON public.cases_file USING btree (case_id);
CREATE INDEX cases_headchoice_chosen_by_id_cb164b2c ON public.cases_headchoice USING btree (chosen_by_id);
CREATE INDEX cases_keptprocedure_hash_875acb79_like ON public.cases_keptprocedure USING btree (hash varchar_pattern_ops);
CREATE INDEX cases_letter_case_id_653c3cd9 ON public.cases_letter USING btree (case_id);
CREATE INDEX cases_reading_case_id_bf48e51a ON public.cases_reading USING btree (case_id);
CREATE INDEX cases_reading_officer_id_c3dca5b0 ON public.cases_reading USING btree (officer_id);
CREATE INDEX cases_reading_party_id_4d11e009 ON public.cases_reading USING btree (party_id);
CREATE INDEX cases_refusal_case_id_66187bcd ON public.cases_refusal USING btree (case_id);
CREATE INDEX cases_refusal_officer_id_3432a53c ON public.cases_refusal USING btree (officer_id);
CREATE INDEX cases_shownhead_witness_id_46f59ace ON public.cases_shownhead USING btree (witness_id);
CREATE INDEX clawback_by_decision ON public.funds_clawback USING btree (bureau_id, decision_number);
CREATE INDEX competition_competitionreview_case_id_efb2ce7d ON public.competition_competitionreview USING btree (case_id);
CREATE INDEX competition_revieweddraft_case_id_634f0151 ON public.competition_revieweddraft USING btree (case_id);
CREATE INDEX confirmations_of_a_report ON public.report_confirmation USING btree (report_id, path);
CREATE INDEX consultation_consultation_case_id_bf1270b8 ON public.consultation_consultation USING btree (case_id);
CREATE INDEX consultation_opinion_case_id_1d031be0 ON public.consultation_opinion USING btree (case_id);
CREATE INDEX consultation_opinion_consultation_id_235c11d6 ON public.consultation_opinion USING btree (consultation_id);
CREATE INDEX contracts_contract_case_id_406dfa70 ON public.contracts_contract USING btree (case_id);
CREATE INDEX contracts_contract_counterparty_id_022bf9aa ON public.contracts_contract USING btree (counterparty_id);
CREATE INDEX contracts_contractchange_case_id_c097d9ce ON public.contracts_contractchange USING btree (case_id);
CREATE INDEX contracts_contractchange_contract_id_365bdcf8 ON public.contracts_contractchange USING btree (contract_id);
CREATE INDEX contracts_contractdispute_case_id_5f7cae36 ON public.contracts_contractdispute USING btree (case_id);
CREATE INDEX contracts_contractdispute_contract_id_4722168b ON public.contracts_contractdispute USING btree (contract_id);
CREATE INDEX contracts_contractmilestone_case_id_ce719048 ON public.contracts_contractmilestone USING btree (case_id);
CREATE INDEX contracts_contractmilestone_contract_id_67a4472c ON public.contracts_contractmilestone USING btree (contract_id);
CREATE INDEX contracts_payment_case_id_eef4613f ON public.contracts_payment USING btree (case_id);
CREATE INDEX contracts_payment_contract_id_cd2003be ON public.contracts_payment USING btree (contract_id);
CREATE INDEX control_controlcheck_about_id_352dbba7 ON public.control_controlcheck USING btree (about_id);
CREATE INDEX control_controlcheck_case_id_f82d1b5c ON public.control_controlcheck USING btree (case_id);
CREATE INDEX control_evaluation_case_id_e6e869cc ON public.control_evaluation USING btree (case_id);
CREATE INDEX control_riskpoint_case_id_117a264a ON public.control_riskpoint USING btree (case_id);
CREATE INDEX control_vehicleuse_case_id_9c12c0c5 ON public.control_vehicleuse USING btree (case_id);
CREATE INDEX cooperation_advice_case_id_0eefbc90 ON public.cooperation_advice USING btree (case_id);
CREATE INDEX cooperation_advice_letter_id_57902c34 ON public.cooperation_advice USING btree (letter_id);
CREATE INDEX cooperation_commissioner_case_id_c3daba97 ON public.cooperation_commissioner USING btree (case_id);
CREATE INDEX cooperation_commissionerservice_case_id_8e2d5af9 ON public.cooperation_commissionerservice USING btree (case_id);
CREATE INDEX cooperation_commissionerservice_commissioner_id_05fe4ec8 ON public.cooperation_commissionerservice USING btree (commissioner_id);
CREATE INDEX cooperation_contact_case_id_17d6fb40 ON public.cooperation_contact USING btree (case_id);
CREATE INDEX cooperation_letter_case_id_ffbb6ab0 ON public.cooperation_letter USING btree (case_id);
CREATE INDEX cooperation_letter_party_id_a18fbcc4 ON public.cooperation_letter USING btree (party_id);
CREATE INDEX cooperation_match_case_id_8c9823d9 ON public.cooperation_match USING btree (case_id);
CREATE INDEX cooperation_match_party_id_cbe30967 ON public.cooperation_match USING btree (party_id);
CREATE INDEX cooperation_need_case_id_b136abfe ON public.cooperation_need USING btree (case_id);
CREATE INDEX cooperation_need_party_id_a2c5fb01 ON public.cooperation_need USING btree (party_id);
CREATE INDEX cooperation_result_case_id_07e01172 ON public.cooperation_result USING btree (case_id);
CREATE INDEX counsel_consultation_case_id_e0d23405 ON public.counsel_consultation USING btree (case_id);
CREATE INDEX counsel_engagement_case_id_1f5d6f00 ON public.counsel_engagement USING btree (case_id);
CREATE INDEX decisions_catalogueitem_case_id_ac6c454c ON public.decisions_catalogueitem USING btree (case_id);
CREATE INDEX decisions_decisionpart_case_id_6e8be633 ON public.decisions_decisionpart USING btree (case_id);
CREATE INDEX decisions_evaluation_case_id_d7dde8d5 ON public.decisions_evaluation USING btree (case_id);
CREATE INDEX decisions_majordecision_case_id_4c6c1717 ON public.decisions_majordecision USING btree (case_id);
CREATE INDEX desk_feed_officer_id_20bf38e9 ON public.desk_feed USING btree (officer_id);
CREATE INDEX desk_feed_token_hash_db119d4d_like ON public.desk_feed USING btree (token_hash varchar_pattern_ops);
CREATE INDEX desk_item_open ON public.cases_deskitem USING btree (recipient_id, id) WHERE (answered_position IS NULL);
CREATE INDEX desk_notice_case_id_a056a06b ON public.desk_notice USING btree (case_id);
CREATE INDEX desk_notice_officer_id_9821d2a6 ON public.desk_notice USING btree (officer_id);
CREATE INDEX desk_savedlist_officer_id_c640da5c ON public.desk_savedlist USING btree (officer_id);
CREATE INDEX desk_sending_officer_id_51b3de63 ON public.desk_sending USING btree (officer_id);
CREATE INDEX disclosure_disclosureduty_case_id_28467567 ON public.disclosure_disclosureduty USING btree (case_id);
CREATE INDEX disclosure_disclosurereport_case_id_ee15ae23 ON public.disclosure_disclosurereport USING btree (case_id);
CREATE INDEX disclosure_informationrequest_applicant_id_ee1d3dd1 ON public.disclosure_informationrequest USING btree (applicant_id);
CREATE INDEX disclosure_informationrequest_case_id_b5862b40 ON public.disclosure_informationrequest USING btree (case_id);
CREATE INDEX disclosure_publicinformation_case_id_944bf0f2 ON public.disclosure_publicinformation USING btree (case_id);
CREATE INDEX disclosure_publishingexception_case_id_1a98267c ON public.disclosure_publishingexception USING btree (case_id);
CREATE INDEX disclosure_publishingexception_matter_id_eb5ac586 ON public.disclosure_publishingexception USING btree (matter_id);
CREATE INDEX disputes_compensation_case_id_f758d06c ON public.disputes_compensation USING btree (case_id);
CREATE INDEX disputes_lawsuit_case_id_ef7edd8d ON public.disputes_lawsuit USING btree (case_id);
CREATE INDEX disputes_mediation_case_id_919d1b8f ON public.disputes_mediation USING btree (case_id);
CREATE INDEX disputes_reconsideration_case_id_e975cb87 ON public.disputes_reconsideration USING btree (case_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX documents_document_case_id_52612f13 ON public.documents_document USING btree (case_id);
CREATE INDEX draws_draw_case_id_6cee8224 ON public.draws_draw USING btree (case_id);
CREATE INDEX draws_drawnone_case_id_2881a1ac ON public.draws_drawnone USING btree (case_id);
CREATE INDEX draws_drawnone_draw_id_1203567c ON public.draws_drawnone USING btree (draw_id);
CREATE INDEX draws_sealedpart_case_id_9eb226c1 ON public.draws_sealedpart USING btree (case_id);
CREATE INDEX draws_sealedpart_draw_id_0d648ba8 ON public.draws_sealedpart USING btree (draw_id);
CREATE INDEX enforcers_course_case_id_eea9d769 ON public.enforcers_course USING btree (case_id);
CREATE INDEX enforcers_enforcer_case_id_5b96cc40 ON public.enforcers_enforcer USING btree (case_id);
CREATE INDEX enforcers_enforcer_officer_id_d83beebb ON public.enforcers_enforcer USING btree (officer_id);
CREATE INDEX enforcers_examination_case_id_fd2922a2 ON public.enforcers_examination USING btree (case_id);
CREATE INDEX enforcers_examination_enforcer_id_b93d82c1 ON public.enforcers_examination USING btree (enforcer_id);
CREATE INDEX enforcers_suspension_case_id_6a02a9c9 ON public.enforcers_suspension USING btree (case_id);
CREATE INDEX enforcers_suspension_enforcer_id_3c5dea7b ON public.enforcers_suspension USING btree (enforcer_id);
CREATE INDEX enforcers_training_case_id_8a3562bf ON public.enforcers_training USING btree (case_id);
CREATE INDEX enterprise_year ON public.entitlements_enterpriseyear USING btree (bureau_id, party_id, data_year);
CREATE INDEX entitlements_enterpriseyear_case_id_475c743b ON public.entitlements_enterpriseyear USING btree (case_id);
CREATE INDEX entitlements_enterpriseyear_party_id_e47d79a5 ON public.entitlements_enterpriseyear USING btree (party_id);
CREATE INDEX entitlements_entitlement_case_id_d1b2e849 ON public.entitlements_entitlement USING btree (case_id);
CREATE INDEX entitlements_entitlement_party_id_e8c0fea7 ON public.entitlements_entitlement USING btree (party_id);
CREATE INDEX entitlements_notice_case_id_fb0534e1 ON public.entitlements_notice USING btree (case_id);
CREATE INDEX experts_expert_case_id_ce20867b ON public.experts_expert USING btree (case_id);
CREATE INDEX experts_expertaccount_case_id_6bd93193 ON public.experts_expertaccount USING btree (case_id);
CREATE INDEX experts_expertaccount_expert_id_1d6f1e8a ON public.experts_expertaccount USING btree (expert_id);
CREATE INDEX experts_experttie_case_id_0c887009 ON public.experts_experttie USING btree (case_id);
CREATE INDEX experts_experttie_expert_id_71550ad7 ON public.experts_experttie USING btree (expert_id);
CREATE INDEX experts_reviewsheet_case_id_8d32a8fb ON public.experts_reviewsheet USING btree (case_id);
CREATE INDEX file_by_digest ON public.cases_file USING btree (bureau_id, digest);
CREATE INDEX funds_allotment_case_id_c48d8d33 ON public.funds_allotment USING btree (case_id);
CREATE INDEX funds_allotment_line_id_e77bb7e3 ON public.funds_allotment USING btree (line_id);
CREATE INDEX funds_allotment_payee_id_3c3f1973 ON public.funds_allotment USING btree (payee_id);
CREATE INDEX funds_award_case_id_5e97a636 ON public.funds_award USING btree (case_id);
CREATE INDEX funds_award_party_id_8f8147b3 ON public.funds_award USING btree (party_id);
CREATE INDEX funds_budgetline_case_id_56fe2840 ON public.funds_budgetline USING btree (case_id);
CREATE INDEX funds_clawback_case_id_7b03b67f ON public.funds_clawback USING btree (case_id);
CREATE INDEX funds_clawback_party_id_0a841742 ON public.funds_clawback USING btree (party_id);
CREATE INDEX funds_moneyreturn_case_id_c598aa80 ON public.funds_moneyreturn USING btree (case_id);
CREATE INDEX funds_moneyreturn_party_id_bf1d9a46 ON public.funds_moneyreturn USING btree (party_id);
CREATE INDEX funds_moneyreturn_recovery_id_abffdfa2 ON public.funds_moneyreturn USING btree (recovery_id);
CREATE INDEX funds_obtained_case_id_6d29b23e ON public.funds_obtained USING btree (case_id);
CREATE INDEX funds_payment_allotment_id_2cd49d00 ON public.funds_payment USING btree (allotment_id);
CREATE INDEX funds_payment_case_id_7184c86f ON public.funds_payment USING btree (case_id);
CREATE INDEX funds_payment_payee_id_da9aa15e ON public.funds_payment USING btree (payee_id);
CREATE INDEX funds_recovery_case_id_064094d7 ON public.funds_recovery USING btree (case_id);
CREATE INDEX funds_recovery_party_id_fee3e28a ON public.funds_recovery USING btree (party_id);
CREATE INDEX funds_rentrelief_case_id_180f6e39 ON public.funds_rentrelief USING btree (case_id);
CREATE INDEX funds_rentrelief_party_id_63231635 ON public.funds_rentrelief USING btree (party_id);
CREATE INDEX funds_voucher_case_id_96dfebce ON public.funds_voucher USING btree (case_id);
CREATE INDEX funds_voucher_party_id_134bade5 ON public.funds_voucher USING btree (party_id);
CREATE INDEX funds_voucher_provider_id_b92519bb ON public.funds_voucher USING btree (provider_id);
CREATE INDEX funds_voucherprovider_case_id_4e815430 ON public.funds_voucherprovider USING btree (case_id);
CREATE INDEX funds_voucherprovider_party_id_1f56d674 ON public.funds_voucherprovider USING btree (party_id);
CREATE INDEX house_bureau_code_49f6e733_like ON public.house_bureau USING btree (code varchar_pattern_ops);
CREATE INDEX house_holding_instead_of_id_fbe8ef43 ON public.house_holding USING btree (instead_of_id);
CREATE INDEX house_holding_officer_id_c4be637f ON public.house_holding USING btree (officer_id);
CREATE INDEX house_holding_post_id_1a569b2c ON public.house_holding USING btree (post_id);
CREATE INDEX house_houseorder_asked_by_id_9b63b667 ON public.house_houseorder USING btree (asked_by_id);
CREATE INDEX house_houseorder_decided_by_id_61697d5e ON public.house_houseorder USING btree (decided_by_id);
CREATE INDEX house_houseorder_officer_id_dba78e3c ON public.house_houseorder USING btree (officer_id);
CREATE INDEX house_houseorder_post_id_159567a1 ON public.house_houseorder USING btree (post_id);
CREATE INDEX house_post_department_id_bacebe81 ON public.house_post USING btree (department_id);
CREATE INDEX house_seat_officer_id_5e14485a ON public.house_seat USING btree (officer_id);
CREATE INDEX information_by_publication ON public.disclosure_publicinformation USING btree (bureau_id, published_on);
CREATE INDEX inspections_inspection_case_id_5d31ab0b ON public.inspections_inspection USING btree (case_id);
CREATE INDEX inspections_inspection_party_id_879adf87 ON public.inspections_inspection USING btree (party_id);
CREATE INDEX inspections_item_case_id_b0d9da39 ON public.inspections_item USING btree (case_id);
CREATE INDEX inspections_object_case_id_68adfca8 ON public.inspections_object USING btree (case_id);
CREATE INDEX inspections_object_party_id_aaa24590 ON public.inspections_object USING btree (party_id);
CREATE INDEX inspections_plan_case_id_05afe12b ON public.inspections_plan USING btree (case_id);
CREATE INDEX integrity_commitment_case_id_05477da4 ON public.integrity_commitment USING btree (case_id);
CREATE INDEX integrity_commitment_subject_id_ee468402 ON public.integrity_commitment USING btree (subject_id);
CREATE INDEX integrity_creditrecord_case_id_ec927c31 ON public.integrity_creditrecord USING btree (case_id);
CREATE INDEX integrity_creditrecord_subject_id_5e346107 ON public.integrity_creditrecord USING btree (subject_id);
CREATE INDEX integrity_evaluation_case_id_f566443d ON public.integrity_evaluation USING btree (case_id);
CREATE INDEX integrity_evaluation_subject_id_7ca62d38 ON public.integrity_evaluation USING btree (subject_id);
CREATE INDEX integrity_jointmeasure_case_id_94e1e247 ON public.integrity_jointmeasure USING btree (case_id);
CREATE INDEX integrity_jointmeasure_subject_id_4e3dfda7 ON public.integrity_jointmeasure USING btree (subject_id);
CREATE INDEX integrity_misconduct_case_id_dea62ae9 ON public.integrity_misconduct USING btree (case_id);
CREATE INDEX integrity_misconduct_subject_id_51146d00 ON public.integrity_misconduct USING btree (subject_id);
CREATE INDEX leadership_groupevent_case_id_c69795eb ON public.leadership_groupevent USING btree (case_id);
CREATE INDEX leadership_groupevent_group_id_9969c31c ON public.leadership_groupevent USING btree (group_id);
CREATE INDEX leadership_groupevent_matter_id_56ea8542 ON public.leadership_groupevent USING btree (matter_id);
CREATE INDEX leadership_groupmember_case_id_8501aadd ON public.leadership_groupmember USING btree (case_id);
CREATE INDEX leadership_groupmember_group_id_d62a9de4 ON public.leadership_groupmember USING btree (group_id);
CREATE INDEX leadership_leadinggroup_case_id_c06acf0f ON public.leadership_leadinggroup USING btree (case_id);
CREATE INDEX leadership_statement_case_id_accc11bd ON public.leadership_statement USING btree (case_id);
CREATE INDEX leadership_statement_round_id_f11b9b96 ON public.leadership_statement USING btree (round_id);
CREATE INDEX leadership_statementround_case_id_c50de24b ON public.leadership_statementround USING btree (case_id);
CREATE INDEX legalwork_courthearing_case_id_f50fae5c ON public.legalwork_courthearing USING btree (case_id);
CREATE INDEX legalwork_demonstrationproject_case_id_a5df4279 ON public.legalwork_demonstrationproject USING btree (case_id);
CREATE INDEX legalwork_functiontransfer_case_id_849af08d ON public.legalwork_functiontransfer USING btree (case_id);
CREATE INDEX legalwork_legislationpart_case_id_44c513ff ON public.legalwork_legislationpart USING btree (case_id);
CREATE INDEX legalwork_meddling_case_id_19bc87b1 ON public.legalwork_meddling USING btree (case_id);
CREATE INDEX legalwork_publiclawyer_case_id_8c44cba5 ON public.legalwork_publiclawyer USING btree (case_id);
CREATE INDEX legalwork_reviewlist_case_id_8208ee87 ON public.legalwork_reviewlist USING btree (case_id);
CREATE INDEX loan_by_bank ON public.loans_loan USING btree (bureau_id, bank_id, compensated_on);
CREATE INDEX loans_loan_bank_id_5e826e86 ON public.loans_loan USING btree (bank_id);
CREATE INDEX loans_loan_case_id_d5650e9c ON public.loans_loan USING btree (case_id);
CREATE INDEX loans_loan_party_id_c07dbb5a ON public.loans_loan USING btree (party_id);
CREATE INDEX loans_loanbank_case_id_d21b0db3 ON public.loans_loanbank USING btree (case_id);
CREATE INDEX loans_loanbank_party_id_03f5fcde ON public.loans_loanbank USING btree (party_id);
CREATE INDEX loans_loanrecovery_case_id_6e637f15 ON public.loans_loanrecovery USING btree (case_id);
CREATE INDEX loans_loanrecovery_loan_id_5b0a7fda ON public.loans_loanrecovery USING btree (loan_id);
CREATE INDEX loans_pledge_case_id_31607223 ON public.loans_pledge USING btree (case_id);
CREATE INDEX loans_pledge_party_id_0a502787 ON public.loans_pledge USING btree (party_id);
CREATE INDEX loans_pledgedright_case_id_a536546c ON public.loans_pledgedright USING btree (case_id);
CREATE INDEX loans_pledgedright_pledge_id_ea5367db ON public.loans_pledgedright USING btree (pledge_id);
CREATE UNIQUE INDEX log_entry_of_case ON public.log_entry USING btree (case_id, case_version) WHERE (case_id IS NOT NULL);
CREATE INDEX matter_waits_for_opinion ON public.supervision_consultation USING btree (subject_id) WHERE (((opinion)::text = ''::text) AND waits AND (withdrawn_on IS NULL));
CREATE INDEX meetings_attendance_case_id_d08c4aa6 ON public.meetings_attendance USING btree (case_id);
CREATE INDEX meetings_decideditem_case_id_dedfdde9 ON public.meetings_decideditem USING btree (case_id);
CREATE INDEX meetings_decisiontask_case_id_dcac7b41 ON public.meetings_decisiontask USING btree (case_id);
CREATE INDEX meetings_meeting_case_id_af5918a1 ON public.meetings_meeting USING btree (case_id);
CREATE INDEX meetings_memberpart_case_id_09f49a7e ON public.meetings_memberpart USING btree (case_id);
CREATE INDEX meetings_proposeditem_case_id_1166caab ON public.meetings_proposeditem USING btree (case_id);
CREATE INDEX meetings_reportheard_case_id_c50aacfd ON public.meetings_reportheard USING btree (case_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX notice_by_officer ON public.desk_notice USING btree (officer_id, id DESC);
CREATE INDEX notice_by_policy ON public.entitlements_notice USING btree (bureau_id, policy, uscc);
CREATE INDEX notice_unseen ON public.desk_notice USING btree (officer_id) WHERE (seen_at IS NULL);
CREATE UNIQUE INDEX one_document_a_register_number ON public.rulemaking_normativedocument USING btree (bureau_id, register_number) WHERE (NOT ((register_number)::text = ''::text));
CREATE UNIQUE INDEX one_draft_for_each_form ON public.cases_draft USING btree (COALESCE(case_id, (0)::bigint), procedure_key, step, officer_id);
CREATE UNIQUE INDEX one_enforcer_a_number ON public.enforcers_enforcer USING btree (bureau_id, certificate_number) WHERE (NOT ((certificate_number)::text = ''::text));
CREATE UNIQUE INDEX one_object_a_category ON public.inspections_object USING btree (bureau_id, party_id, object_category) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX one_office_document_a_number ON public.documents_document USING btree (bureau_id, document_number) WHERE (NOT ((document_number)::text = ''::text));
CREATE UNIQUE INDEX one_officer_of_a_number ON public.house_officer USING btree (bureau_id, staff_number) WHERE (NOT ((staff_number)::text = ''::text));
CREATE UNIQUE INDEX one_order_waits ON public.house_houseorder USING btree (bureau_id, kind, officer_id, post_id, ((details ->> 'body'::text))) NULLS NOT DISTINCT WHERE ((outcome)::text = 'waiting'::text);
CREATE UNIQUE INDEX one_party_of_a_resident_id ON public.parties_party USING btree (bureau_id, resident_id) WHERE ((NOT (resident_id = ''::text)) AND (merged_into_id IS NULL));
CREATE UNIQUE INDEX one_party_of_a_uscc ON public.parties_party USING btree (bureau_id, uscc) WHERE ((NOT ((uscc)::text = ''::text)) AND (merged_into_id IS NULL));
CREATE UNIQUE INDEX one_seat_a_person_in_a_group ON public.leadership_groupmember USING btree (group_id, person, role) WHERE (until_on IS NULL);
CREATE UNIQUE INDEX one_standard_a_code ON public.penalties_standard USING btree (bureau_id, standard_code) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX one_watch_of_a_log ON public.cases_watchedlog USING btree (bureau_id, origin) WHERE (ended_position IS NULL);
CREATE UNIQUE INDEX one_witness_of_a_name ON public.cases_witness USING btree (bureau_id, name) WHERE (ended_position IS NULL);
CREATE INDEX orders_that_wait ON public.house_houseorder USING btree (bureau_id, outcome);
CREATE INDEX owed_by_day ON public.cases_obligation USING btree (bureau_id, sort_on, id);
CREATE INDEX owed_by_lane ON public.cases_obligation USING btree (bureau_id, lane, sort_on, case_id);
CREATE INDEX parameter_on_a_day ON public.house_parametervalue USING btree (bureau_id, key, from_on);
CREATE INDEX parties_party_merged_into_id_83b7b758 ON public.parties_party USING btree (merged_into_id);
CREATE INDEX parties_party_uscc_confirmed_by_id_2b9e6aa2 ON public.parties_party USING btree (uscc_confirmed_by_id);
CREATE INDEX party_by_likeness ON public.parties_party USING gin (name_normalised public.gin_trgm_ops);
CREATE INDEX party_by_name ON public.parties_party USING btree (bureau_id, name_normalised);
CREATE INDEX penalties_appraisal_case_id_e027fec1 ON public.penalties_appraisal USING btree (case_id);
CREATE INDEX penalties_penalty_case_id_e92203bd ON public.penalties_penalty USING btree (case_id);
CREATE INDEX penalties_penalty_party_id_af408c6b ON public.penalties_penalty USING btree (party_id);
CREATE INDEX penalties_penaltychange_case_id_5050c872 ON public.penalties_penaltychange USING btree (case_id);
CREATE INDEX penalties_penaltychange_penalty_id_92db8c4c ON public.penalties_penaltychange USING btree (penalty_id);
CREATE INDEX penalties_standard_case_id_3398cdb0 ON public.penalties_standard USING btree (case_id);
CREATE INDEX penalties_summarypenalty_case_id_bff65eb2 ON public.penalties_summarypenalty USING btree (case_id);
CREATE INDEX penalties_summarypenalty_party_id_c4a2d749 ON public.penalties_summarypenalty USING btree (party_id);
CREATE INDEX permits_licence_case_id_6794adce ON public.permits_licence USING btree (case_id);
CREATE INDEX permits_licence_holder_id_b4f4655c ON public.permits_licence USING btree (holder_id);
CREATE INDEX permits_permitcheck_case_id_c2c94377 ON public.permits_permitcheck USING btree (case_id);
CREATE INDEX permits_permitcheck_employer_id_27d9fa40 ON public.permits_permitcheck USING btree (employer_id);
CREATE INDEX permits_permitcheck_permit_id_82455370 ON public.permits_permitcheck USING btree (permit_id);
CREATE INDEX permits_workpermit_case_id_3b890e9b ON public.permits_workpermit USING btree (case_id);
CREATE INDEX permits_workpermit_employer_id_c3d03aa6 ON public.permits_workpermit USING btree (employer_id);
CREATE INDEX personnel_abroadtrip_case_id_431360cb ON public.personnel_abroadtrip USING btree (case_id);
CREATE INDEX personnel_fileuse_case_id_86c9c79e ON public.personnel_fileuse USING btree (case_id);
CREATE INDEX personnel_handover_case_id_d9d4db15 ON public.personnel_handover USING btree (case_id);
CREATE INDEX personnel_handover_giver_id_9fea975c ON public.personnel_handover USING btree (giver_id);
CREATE INDEX personnel_handover_taker_id_3f5db680 ON public.personnel_handover USING btree (taker_id);
CREATE INDEX personnel_interest_case_id_02bef7b8 ON public.personnel_interest USING btree (case_id);
CREATE INDEX personnel_interest_colleague_id_c9fee657 ON public.personnel_interest USING btree (colleague_id);
CREATE INDEX personnel_interest_officer_id_e486be62 ON public.personnel_interest USING btree (officer_id);
CREATE INDEX personnel_rotation_case_id_83f0ebbc ON public.personnel_rotation USING btree (case_id);
CREATE INDEX planning_annualplan_case_id_4cb05cbb ON public.planning_annualplan USING btree (case_id);
CREATE INDEX planning_monthlyreport_case_id_8a563d13 ON public.planning_monthlyreport USING btree (case_id);
CREATE INDEX planning_monthlyreport_task_id_6877586d ON public.planning_monthlyreport USING btree (task_id);
CREATE INDEX planning_plannedtask_case_id_1e66de31 ON public.planning_plannedtask USING btree (case_id);
CREATE INDEX planning_plannedtask_plan_id_70958666 ON public.planning_plannedtask USING btree (plan_id);
CREATE INDEX popularisation_duty_case_id_83f08616 ON public.popularisation_duty USING btree (case_id);
CREATE INDEX popularisation_enterprise_case_id_6cbbe0d8 ON public.popularisation_enterprise USING btree (case_id);
CREATE INDEX popularisation_event_case_id_98c7a628 ON public.popularisation_event USING btree (case_id);
CREATE INDEX popularisation_explanation_case_id_b77d6aea ON public.popularisation_explanation USING btree (case_id);
CREATE INDEX popularisation_explanation_matter_id_76077bd6 ON public.popularisation_explanation USING btree (matter_id);
CREATE INDEX popularisation_policy_case_id_8341c18b ON public.popularisation_policy USING btree (case_id);
CREATE INDEX popularisation_reminder_case_id_338c6e5f ON public.popularisation_reminder USING btree (case_id);
CREATE INDEX privacy_erasure_case_id_b0dc9e37 ON public.privacy_erasure USING btree (case_id);
CREATE INDEX project_aim_by_likeness ON public.projects_project USING gin (aim public.gin_trgm_ops);
CREATE INDEX project_title_by_likeness ON public.projects_project USING gin (project_title public.gin_trgm_ops);
CREATE INDEX projects_instalment_case_id_fc7442e5 ON public.projects_instalment USING btree (case_id);
CREATE INDEX projects_instalment_project_id_47e1d76c ON public.projects_instalment USING btree (project_id);
CREATE INDEX projects_project_case_id_aabc2d51 ON public.projects_project USING btree (case_id);
CREATE INDEX projects_project_undertaker_id_e877855b ON public.projects_project USING btree (undertaker_id);
CREATE INDEX projects_projectbar_case_id_e51d8a65 ON public.projects_projectbar USING btree (case_id);
CREATE INDEX projects_projectbar_party_id_346c74ab ON public.projects_projectbar USING btree (party_id);
CREATE INDEX projects_projectchange_case_id_c9d9c6b8 ON public.projects_projectchange USING btree (case_id);
CREATE INDEX projects_projectchange_project_id_4083d535 ON public.projects_projectchange USING btree (project_id);
CREATE INDEX projects_projectdevice_case_id_98391c85 ON public.projects_projectdevice USING btree (case_id);
CREATE INDEX projects_projectdevice_project_id_b46b7ed4 ON public.projects_projectdevice USING btree (project_id);
CREATE INDEX projects_projectmember_case_id_fcde0153 ON public.projects_projectmember USING btree (case_id);
CREATE INDEX projects_projectmember_project_id_e589ddea ON public.projects_projectmember USING btree (project_id);
CREATE INDEX promotion_awardbar_case_id_fc3312b8 ON public.promotion_awardbar USING btree (case_id);
CREATE INDEX promotion_honour_case_id_432b5407 ON public.promotion_honour USING btree (case_id);
CREATE INDEX promotion_objection_case_id_f6e87bfe ON public.promotion_objection USING btree (case_id);
CREATE INDEX promotion_promotion_case_id_dd98cff0 ON public.promotion_promotion USING btree (case_id);
CREATE INDEX published_by_indicator ON public.published_publishedfigure USING btree (bureau_id, indicator, year);
CREATE INDEX published_publishedfigure_case_id_eda977cb ON public.published_publishedfigure USING btree (case_id);
CREATE INDEX published_publishedreport_case_id_ec737e5a ON public.published_publishedreport USING btree (case_id);
CREATE INDEX reading_by_bureau ON public.cases_reading USING btree (bureau_id, id DESC);
CREATE INDEX reading_by_time ON public.cases_reading USING btree (bureau_id, at);
CREATE INDEX reading_of_case ON public.cases_reading USING btree (officer_id, case_id, at);
CREATE INDEX recognition_by_kind ON public.recognition_recognition USING btree (bureau_id, platform_kind, level, recognised_on);
CREATE INDEX recognition_candidate_case_id_c1ef5e39 ON public.recognition_candidate USING btree (case_id);
CREATE INDEX recognition_candidate_party_id_e35f401b ON public.recognition_candidate USING btree (party_id);
CREATE INDEX recognition_recognition_case_id_bd5b7986 ON public.recognition_recognition USING btree (case_id);
CREATE INDEX recognition_recognition_party_id_0eda8915 ON public.recognition_recognition USING btree (party_id);
CREATE INDEX refusal_by_bureau ON public.cases_refusal USING btree (bureau_id, id DESC);
CREATE INDEX report_confirmation_officer_id_918c893b ON public.report_confirmation USING btree (officer_id);
CREATE INDEX report_correction_case_id_02167d3c ON public.report_correction USING btree (case_id);
CREATE INDEX report_correction_report_id_7c8ef0c5 ON public.report_correction USING btree (report_id);
CREATE INDEX report_prose_officer_id_ab2a5c8e ON public.report_prose USING btree (officer_id);
CREATE INDEX report_prosedraft_officer_id_692ecf8a ON public.report_prosedraft USING btree (officer_id);
CREATE INDEX report_report_frozen_by_id_0b186da5 ON public.report_report USING btree (frozen_by_id);
CREATE INDEX report_tie_officer_id_c07b8257 ON public.report_tie USING btree (officer_id);
CREATE INDEX report_tie_report_id_cf75d4a7 ON public.report_tie USING btree (report_id);
CREATE INDEX request_by_answer ON public.disclosure_informationrequest USING btree (bureau_id, answered_on);
CREATE INDEX request_by_receipt ON public.disclosure_informationrequest USING btree (bureau_id, received_on);
CREATE UNIQUE INDEX row_commitment_now ON public.row_commitment USING btree (table_id, row_key, bureau_id) WHERE (salt IS NOT NULL);
CREATE INDEX rulemaking_cleanup_case_id_ac37e558 ON public.rulemaking_cleanup USING btree (case_id);
CREATE INDEX rulemaking_cleanup_document_id_25c1d768 ON public.rulemaking_cleanup USING btree (document_id);
CREATE INDEX rulemaking_cleanup_drive_id_cbf8dd06 ON public.rulemaking_cleanup USING btree (drive_id);
CREATE INDEX rulemaking_cleanupdrive_case_id_25df55fa ON public.rulemaking_cleanupdrive USING btree (case_id);
CREATE INDEX rulemaking_cleanupitem_case_id_80c3afc7 ON public.rulemaking_cleanupitem USING btree (case_id);
CREATE INDEX rulemaking_cleanupitem_document_id_b22ba6de ON public.rulemaking_cleanupitem USING btree (document_id);
CREATE INDEX rulemaking_cleanupitem_drive_id_6be199fb ON public.rulemaking_cleanupitem USING btree (drive_id);
CREATE INDEX rulemaking_documentevent_case_id_f40f7c34 ON public.rulemaking_documentevent USING btree (case_id);
CREATE INDEX rulemaking_documentevent_document_id_c5ee4fae ON public.rulemaking_documentevent USING btree (document_id);
CREATE INDEX rulemaking_documentrelation_case_id_9a38e0b5 ON public.rulemaking_documentrelation USING btree (case_id);
CREATE INDEX rulemaking_documentrelation_document_id_ac832f91 ON public.rulemaking_documentrelation USING btree (document_id);
CREATE INDEX rulemaking_documentrelation_other_id_8f6bbae1 ON public.rulemaking_documentrelation USING btree (other_id);
CREATE INDEX rulemaking_documenttext_case_id_92301ee1 ON public.rulemaking_documenttext USING btree (case_id);
CREATE INDEX rulemaking_documenttext_document_id_6ad1ee8f ON public.rulemaking_documenttext USING btree (document_id);
CREATE INDEX rulemaking_normativedocument_case_id_ed21863d ON public.rulemaking_normativedocument USING btree (case_id);
CREATE INDEX search_entry_words ON public.search_entry USING gin (words) WITH (fastupdate='on');
CREATE INDEX service_item_by_code ON public.services_serviceitem USING btree (bureau_id, item_code);
CREATE INDEX services_application_applicant_id_e2477b8a ON public.services_application USING btree (applicant_id);
CREATE INDEX services_application_case_id_c554cc86 ON public.services_application USING btree (case_id);
CREATE INDEX services_application_item_id_495827f1 ON public.services_application USING btree (item_id);
CREATE INDEX services_serviceitem_case_id_1099ebc4 ON public.services_serviceitem USING btree (case_id);
CREATE INDEX services_technicalcontract_case_id_a5d5c24e ON public.services_technicalcontract USING btree (case_id);
CREATE INDEX statistic_by_item ON public.statistics_statistic USING btree (bureau_id, item, stat_year);
CREATE INDEX statistics_statistic_case_id_051bd58e ON public.statistics_statistic USING btree (case_id);
CREATE INDEX study_exam_case_id_65e7e85c ON public.study_exam USING btree (case_id);
CREATE INDEX study_examseat_case_id_ea39f556 ON public.study_examseat USING btree (case_id);
CREATE INDEX study_examseat_exam_id_4aa5e080 ON public.study_examseat USING btree (exam_id);
CREATE INDEX study_examsheet_case_id_fcad5f8a ON public.study_examsheet USING btree (case_id);
CREATE INDEX study_examsheet_exam_id_71a40c4c ON public.study_examsheet USING btree (exam_id);
CREATE INDEX study_mustknow_case_id_b4434082 ON public.study_mustknow USING btree (case_id);
CREATE INDEX study_oath_case_id_12f4ad64 ON public.study_oath USING btree (case_id);
CREATE INDEX study_studiedlaw_case_id_56272143 ON public.study_studiedlaw USING btree (case_id);
CREATE INDEX study_studyplan_case_id_0cb00f40 ON public.study_studyplan USING btree (case_id);
CREATE INDEX study_studysession_case_id_8742e372 ON public.study_studysession USING btree (case_id);
CREATE INDEX suggestions_suggestion_case_id_170b4f16 ON public.suggestions_suggestion USING btree (case_id);
CREATE INDEX supervision_consultation_case_id_2ced5412 ON public.supervision_consultation USING btree (case_id);
CREATE INDEX supervision_consultation_subject_id_c5927f58 ON public.supervision_consultation USING btree (subject_id);
CREATE INDEX supervision_finding_case_id_c11736a6 ON public.supervision_finding USING btree (case_id);
CREATE INDEX supervision_superviseditem_case_id_630eacc2 ON public.supervision_superviseditem USING btree (case_id);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX voices_petition_case_id_9e409902 ON public.voices_petition USING btree (case_id);
CREATE INDEX voices_voice_case_id_6bd3d584 ON public.voices_voice USING btree (case_id);
CREATE INDEX voucher_by_party ON public.funds_voucher USING btree (bureau_id, party_id, issued_on);
CREATE TRIGGER only_forget BEFORE UPDATE ON public.act_content FOR EACH ROW EXECUTE FUNCTION public.yifa_only_forget();
ALTER TABLE public.act_content ENABLE ALWAYS TRIGGER only_forget;
CREATE TRIGGER only_forget BEFORE UPDATE ON public.row_commitment FOR EACH ROW WHEN (((new.salt IS NOT NULL) OR (((((((new.bureau_id IS DISTINCT FROM old.bureau_id) OR (new.seq IS DISTINCT FROM old.seq)) OR (new.after IS DISTINCT FROM old.after)) OR (new.table_id IS DISTINCT FROM old.table_id)) OR (new.row_key IS DISTINCT FROM old.row_key)) OR (new.digest IS DISTINCT FROM old.digest)) OR (new.by_act IS DISTINCT FROM old.by_act)))) EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.row_commitment ENABLE ALWAYS TRIGGER only_forget;
CREATE TRIGGER only_grow BEFORE UPDATE ON public.log_head FOR EACH ROW EXECUTE FUNCTION public.yifa_only_grow();
ALTER TABLE public.log_head ENABLE ALWAYS TRIGGER only_grow;
CREATE TRIGGER order_stands BEFORE UPDATE ON public.house_houseorder FOR EACH ROW EXECUTE FUNCTION public.yifa_order_stands();
ALTER TABLE public.house_houseorder ENABLE ALWAYS TRIGGER order_stands;
CREATE TRIGGER reading_stays BEFORE DELETE OR UPDATE ON public.cases_reading FOR EACH ROW EXECUTE FUNCTION public.yifa_reading_stays();
ALTER TABLE public.cases_reading ENABLE ALWAYS TRIGGER reading_stays;
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON public.act_content FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.act_content ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cases_keptprocedure FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.cases_keptprocedure ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE TRUNCATE ON public.cases_reading FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.cases_reading ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.log_checkpoint ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_entry FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.log_entry ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON public.log_head FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.log_head ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_tile FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.log_tile ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE ON public.row_commitment FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.row_commitment ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON public.row_seal FOR EACH STATEMENT EXECUTE FUNCTION public.yifa_refuse_change();
ALTER TABLE public.row_seal ENABLE ALWAYS TRIGGER refuse_change;
CREATE TRIGGER report_is_fixed BEFORE DELETE OR UPDATE ON public.report_report FOR EACH ROW EXECUTE FUNCTION public.report_is_fixed();
CREATE TRIGGER report_takes_no_more BEFORE INSERT ON public.report_confirmation FOR EACH ROW EXECUTE FUNCTION public.report_takes_no_more();
CREATE TRIGGER report_takes_no_more BEFORE INSERT ON public.report_prose FOR EACH ROW EXECUTE FUNCTION public.report_takes_no_more();
CREATE TRIGGER report_takes_no_more BEFORE INSERT OR UPDATE ON public.report_tie FOR EACH ROW EXECUTE FUNCTION public.report_takes_no_more();
CREATE CONSTRAINT TRIGGER rows_need_an_entry AFTER INSERT ON public.row_commitment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.by_act) EXECUTE FUNCTION public.yifa_rows_need_an_entry();
ALTER TABLE public.row_commitment ENABLE ALWAYS TRIGGER rows_need_an_entry;
CREATE TRIGGER say_who_entered BEFORE UPDATE ON public.log_head FOR EACH ROW WHEN ((new.size > old.size)) EXECUTE FUNCTION public.yifa_say_who_entered();
ALTER TABLE public.log_head ENABLE ALWAYS TRIGGER say_who_entered;
CREATE TRIGGER seal_has_its_entry BEFORE INSERT ON public.row_seal FOR EACH ROW EXECUTE FUNCTION public.yifa_seal_has_its_entry();
ALTER TABLE public.row_seal ENABLE ALWAYS TRIGGER seal_has_its_entry;
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_destroyedmatter
    ADD CONSTRAINT archives_destroyedmatter_bureau_id_86b1468e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_destroyedmatter
    ADD CONSTRAINT archives_destroyedmatter_case_id_eb495ecd_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_disposal
    ADD CONSTRAINT archives_disposal_bureau_id_d67c23c3_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_disposal
    ADD CONSTRAINT archives_disposal_case_id_bb8d56dc_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_transfer
    ADD CONSTRAINT archives_transfer_bureau_id_770c6d8e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_transfer
    ADD CONSTRAINT archives_transfer_case_id_11f11134_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_transferredmatter
    ADD CONSTRAINT archives_transferred_bureau_id_a87724d2_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.archives_transferredmatter
    ADD CONSTRAINT archives_transferredmatter_case_id_92182b2e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attestations_attestation
    ADD CONSTRAINT attestations_attestation_bureau_id_506aec9d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.attestations_attestation
    ADD CONSTRAINT attestations_attestation_case_id_13166d60_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_bureau_id_013f1f80_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.calls_call
    ADD CONSTRAINT calls_call_case_id_c1a05ae2_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT case_under_a_kept_procedure FOREIGN KEY (procedure_hash) REFERENCES public.cases_keptprocedure(hash);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_assignee_id_28343c2e_fk_house_officer_id FOREIGN KEY (assignee_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_bureau_id_524a6f07_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_department_id_c5b7309d_fk_house_department_id FOREIGN KEY (department_id) REFERENCES public.house_department(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_party_id_c8eb957e_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_caselink
    ADD CONSTRAINT cases_caselink_bureau_id_9510afe9_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_caselink
    ADD CONSTRAINT cases_caselink_from_case_id_d46bc4bd_fk_cases_case_id FOREIGN KEY (from_case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_caselink
    ADD CONSTRAINT cases_caselink_to_case_id_bd91346b_fk_cases_case_id FOREIGN KEY (to_case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_cosignedhead
    ADD CONSTRAINT cases_cosignedhead_bureau_id_e290fe61_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_cosignedhead
    ADD CONSTRAINT cases_cosignedhead_log_id_c81882da_fk_cases_watchedlog_id FOREIGN KEY (log_id) REFERENCES public.cases_watchedlog(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_counter
    ADD CONSTRAINT cases_counter_bureau_id_7b3b64b8_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_deskitem
    ADD CONSTRAINT cases_deskitem_bureau_id_816af674_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_deskitem
    ADD CONSTRAINT cases_deskitem_case_id_249bfd47_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_deskitem
    ADD CONSTRAINT cases_deskitem_recipient_id_04b1afca_fk_house_officer_id FOREIGN KEY (recipient_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_deskitem
    ADD CONSTRAINT cases_deskitem_sender_id_7c722dbc_fk_house_officer_id FOREIGN KEY (sender_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_bureau_id_0daa38f3_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_case_id_2bc2a7d9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_officer_id_8d94f00e_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_file
    ADD CONSTRAINT cases_file_bureau_id_85f8bccc_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_file
    ADD CONSTRAINT cases_file_case_id_f24f7e6c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_headchoice
    ADD CONSTRAINT cases_headchoice_bureau_id_01dc2e81_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_headchoice
    ADD CONSTRAINT cases_headchoice_chosen_by_id_cb164b2c_fk_house_officer_id FOREIGN KEY (chosen_by_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_letter
    ADD CONSTRAINT cases_letter_bureau_id_9d983d74_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_letter
    ADD CONSTRAINT cases_letter_case_id_653c3cd9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_obligation
    ADD CONSTRAINT cases_obligation_case_id_97728ea5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_reading
    ADD CONSTRAINT cases_reading_bureau_id_5cad4680_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_reading
    ADD CONSTRAINT cases_reading_case_id_bf48e51a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_reading
    ADD CONSTRAINT cases_reading_officer_id_c3dca5b0_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_reading
    ADD CONSTRAINT cases_reading_party_id_4d11e009_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_refusal
    ADD CONSTRAINT cases_refusal_bureau_id_a74c8a50_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_refusal
    ADD CONSTRAINT cases_refusal_case_id_66187bcd_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_refusal
    ADD CONSTRAINT cases_refusal_officer_id_3432a53c_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_shownhead
    ADD CONSTRAINT cases_shownhead_bureau_id_ee0fab78_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_shownhead
    ADD CONSTRAINT cases_shownhead_witness_id_46f59ace_fk_cases_witness_id FOREIGN KEY (witness_id) REFERENCES public.cases_witness(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_watchedlog
    ADD CONSTRAINT cases_watchedlog_bureau_id_31bbf4b4_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_witness
    ADD CONSTRAINT cases_witness_bureau_id_1006102a_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.competition_competitionreview
    ADD CONSTRAINT competition_competit_bureau_id_6ca1b788_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.competition_competitionreview
    ADD CONSTRAINT competition_competitionreview_case_id_efb2ce7d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.competition_revieweddraft
    ADD CONSTRAINT competition_revieweddraft_bureau_id_4e9d2f90_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.competition_revieweddraft
    ADD CONSTRAINT competition_revieweddraft_case_id_634f0151_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultation_consultation
    ADD CONSTRAINT consultation_consultation_bureau_id_2fa86360_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultation_consultation
    ADD CONSTRAINT consultation_consultation_case_id_bf1270b8_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultation_opinion
    ADD CONSTRAINT consultation_opinion_bureau_id_81aa791e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultation_opinion
    ADD CONSTRAINT consultation_opinion_case_id_1d031be0_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.consultation_opinion
    ADD CONSTRAINT consultation_opinion_consultation_id_235c11d6_fk_consultat FOREIGN KEY (consultation_id) REFERENCES public.consultation_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_bureau_id_8be7bbbf_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_case_id_406dfa70_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_counterparty_id_022bf9aa_fk_parties_party_id FOREIGN KEY (counterparty_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractchange
    ADD CONSTRAINT contracts_contractch_contract_id_365bdcf8_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractchange
    ADD CONSTRAINT contracts_contractchange_bureau_id_adc8090a_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractchange
    ADD CONSTRAINT contracts_contractchange_case_id_c097d9ce_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractdispute
    ADD CONSTRAINT contracts_contractdi_contract_id_4722168b_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractdispute
    ADD CONSTRAINT contracts_contractdispute_bureau_id_dfb78bf8_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractdispute
    ADD CONSTRAINT contracts_contractdispute_case_id_5f7cae36_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractmilestone
    ADD CONSTRAINT contracts_contractmi_bureau_id_9ebec9f2_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractmilestone
    ADD CONSTRAINT contracts_contractmi_contract_id_67a4472c_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_contractmilestone
    ADD CONSTRAINT contracts_contractmilestone_case_id_ce719048_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_payment
    ADD CONSTRAINT contracts_payment_bureau_id_1d993f8c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_payment
    ADD CONSTRAINT contracts_payment_case_id_eef4613f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.contracts_payment
    ADD CONSTRAINT contracts_payment_contract_id_cd2003be_fk_contracts_contract_id FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_controlcheck
    ADD CONSTRAINT control_controlcheck_about_id_352dbba7_fk_cases_case_id FOREIGN KEY (about_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_controlcheck
    ADD CONSTRAINT control_controlcheck_bureau_id_38d61517_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_controlcheck
    ADD CONSTRAINT control_controlcheck_case_id_f82d1b5c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_evaluation
    ADD CONSTRAINT control_evaluation_bureau_id_b5d049a3_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_evaluation
    ADD CONSTRAINT control_evaluation_case_id_e6e869cc_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_riskpoint
    ADD CONSTRAINT control_riskpoint_bureau_id_3eb0a2b0_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_riskpoint
    ADD CONSTRAINT control_riskpoint_case_id_117a264a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_vehicleuse
    ADD CONSTRAINT control_vehicleuse_bureau_id_bb769225_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.control_vehicleuse
    ADD CONSTRAINT control_vehicleuse_case_id_9c12c0c5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_advice
    ADD CONSTRAINT cooperation_advice_bureau_id_56b41b30_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_advice
    ADD CONSTRAINT cooperation_advice_case_id_0eefbc90_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_advice
    ADD CONSTRAINT cooperation_advice_letter_id_57902c34_fk_cooperation_letter_id FOREIGN KEY (letter_id) REFERENCES public.cooperation_letter(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_commissionerservice
    ADD CONSTRAINT cooperation_commissi_bureau_id_00ac7793_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_commissionerservice
    ADD CONSTRAINT cooperation_commissi_case_id_8e2d5af9_fk_cases_cas FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_commissionerservice
    ADD CONSTRAINT cooperation_commissi_commissioner_id_05fe4ec8_fk_cooperati FOREIGN KEY (commissioner_id) REFERENCES public.cooperation_commissioner(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_commissioner
    ADD CONSTRAINT cooperation_commissioner_bureau_id_2f8570cb_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_commissioner
    ADD CONSTRAINT cooperation_commissioner_case_id_c3daba97_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_contact
    ADD CONSTRAINT cooperation_contact_bureau_id_501021de_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_contact
    ADD CONSTRAINT cooperation_contact_case_id_17d6fb40_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_letter
    ADD CONSTRAINT cooperation_letter_bureau_id_7e21ab7d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_letter
    ADD CONSTRAINT cooperation_letter_case_id_ffbb6ab0_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_letter
    ADD CONSTRAINT cooperation_letter_party_id_a18fbcc4_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_match
    ADD CONSTRAINT cooperation_match_bureau_id_4aca5b32_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_match
    ADD CONSTRAINT cooperation_match_case_id_8c9823d9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_match
    ADD CONSTRAINT cooperation_match_party_id_cbe30967_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_need
    ADD CONSTRAINT cooperation_need_bureau_id_c806dd8b_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_need
    ADD CONSTRAINT cooperation_need_case_id_b136abfe_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_need
    ADD CONSTRAINT cooperation_need_party_id_a2c5fb01_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_result
    ADD CONSTRAINT cooperation_result_bureau_id_0a8796bb_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cooperation_result
    ADD CONSTRAINT cooperation_result_case_id_07e01172_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.counsel_consultation
    ADD CONSTRAINT counsel_consultation_bureau_id_4864c27f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.counsel_consultation
    ADD CONSTRAINT counsel_consultation_case_id_e0d23405_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.counsel_engagement
    ADD CONSTRAINT counsel_engagement_bureau_id_be7af78d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.counsel_engagement
    ADD CONSTRAINT counsel_engagement_case_id_1f5d6f00_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_catalogueitem
    ADD CONSTRAINT decisions_catalogueitem_bureau_id_ed20b2ed_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_catalogueitem
    ADD CONSTRAINT decisions_catalogueitem_case_id_ac6c454c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_decisionpart
    ADD CONSTRAINT decisions_decisionpart_bureau_id_7412ec15_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_decisionpart
    ADD CONSTRAINT decisions_decisionpart_case_id_6e8be633_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_evaluation
    ADD CONSTRAINT decisions_evaluation_bureau_id_30df470d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_evaluation
    ADD CONSTRAINT decisions_evaluation_case_id_d7dde8d5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_majordecision
    ADD CONSTRAINT decisions_majordecision_bureau_id_db6746c7_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.decisions_majordecision
    ADD CONSTRAINT decisions_majordecision_case_id_4c6c1717_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_feed
    ADD CONSTRAINT desk_feed_bureau_id_a65cc0c6_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_feed
    ADD CONSTRAINT desk_feed_officer_id_20bf38e9_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_filling
    ADD CONSTRAINT desk_filling_bureau_id_db31c0b5_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT desk_notice_bureau_id_3a12faaf_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT desk_notice_case_id_a056a06b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT desk_notice_officer_id_9821d2a6_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_noticemark
    ADD CONSTRAINT desk_noticemark_bureau_id_203a67a2_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_reach
    ADD CONSTRAINT desk_reach_bureau_id_ba5b97cc_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_reach
    ADD CONSTRAINT desk_reach_officer_id_3dd75ae8_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_savedlist
    ADD CONSTRAINT desk_savedlist_bureau_id_da082358_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_savedlist
    ADD CONSTRAINT desk_savedlist_officer_id_c640da5c_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_sending
    ADD CONSTRAINT desk_sending_bureau_id_84fa5d5a_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.desk_sending
    ADD CONSTRAINT desk_sending_officer_id_51b3de63_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurereport
    ADD CONSTRAINT disclosure_disclosur_bureau_id_ec26d317_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosureduty
    ADD CONSTRAINT disclosure_disclosureduty_bureau_id_e39c58bd_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosureduty
    ADD CONSTRAINT disclosure_disclosureduty_case_id_28467567_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_disclosurereport
    ADD CONSTRAINT disclosure_disclosurereport_case_id_ee15ae23_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_informationrequest
    ADD CONSTRAINT disclosure_informati_applicant_id_ee1d3dd1_fk_parties_p FOREIGN KEY (applicant_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_informationrequest
    ADD CONSTRAINT disclosure_informati_bureau_id_d7193866_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_informationrequest
    ADD CONSTRAINT disclosure_informationrequest_case_id_b5862b40_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_publicinformation
    ADD CONSTRAINT disclosure_publicinf_bureau_id_ad177e27_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_publicinformation
    ADD CONSTRAINT disclosure_publicinformation_case_id_944bf0f2_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_publishingexception
    ADD CONSTRAINT disclosure_publishin_bureau_id_74b40c4b_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_publishingexception
    ADD CONSTRAINT disclosure_publishin_case_id_1a98267c_fk_cases_cas FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disclosure_publishingexception
    ADD CONSTRAINT disclosure_publishin_matter_id_eb5ac586_fk_cases_cas FOREIGN KEY (matter_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_compensation
    ADD CONSTRAINT disputes_compensation_bureau_id_b9bfe302_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_compensation
    ADD CONSTRAINT disputes_compensation_case_id_f758d06c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_lawsuit
    ADD CONSTRAINT disputes_lawsuit_bureau_id_ae139bd6_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_lawsuit
    ADD CONSTRAINT disputes_lawsuit_case_id_ef7edd8d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_mediation
    ADD CONSTRAINT disputes_mediation_bureau_id_b09c7ded_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_mediation
    ADD CONSTRAINT disputes_mediation_case_id_919d1b8f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_reconsideration
    ADD CONSTRAINT disputes_reconsideration_bureau_id_fbd97f19_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.disputes_reconsideration
    ADD CONSTRAINT disputes_reconsideration_case_id_e975cb87_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT documents_document_bureau_id_96459178_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.documents_document
    ADD CONSTRAINT documents_document_case_id_52612f13_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_bureau_id_554ac45c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_case_id_6cee8224_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_drawnone
    ADD CONSTRAINT draws_drawnone_bureau_id_4e0102b1_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_drawnone
    ADD CONSTRAINT draws_drawnone_case_id_2881a1ac_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_drawnone
    ADD CONSTRAINT draws_drawnone_draw_id_1203567c_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_sealedpart
    ADD CONSTRAINT draws_sealedpart_bureau_id_661bf8cc_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_sealedpart
    ADD CONSTRAINT draws_sealedpart_case_id_9eb226c1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.draws_sealedpart
    ADD CONSTRAINT draws_sealedpart_draw_id_0d648ba8_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_course
    ADD CONSTRAINT enforcers_course_bureau_id_31813208_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_course
    ADD CONSTRAINT enforcers_course_case_id_eea9d769_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_enforcer
    ADD CONSTRAINT enforcers_enforcer_bureau_id_2485488c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_enforcer
    ADD CONSTRAINT enforcers_enforcer_case_id_5b96cc40_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_enforcer
    ADD CONSTRAINT enforcers_enforcer_officer_id_d83beebb_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_examination
    ADD CONSTRAINT enforcers_examinatio_enforcer_id_b93d82c1_fk_enforcers FOREIGN KEY (enforcer_id) REFERENCES public.enforcers_enforcer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_examination
    ADD CONSTRAINT enforcers_examination_bureau_id_7a4b73b0_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_examination
    ADD CONSTRAINT enforcers_examination_case_id_fd2922a2_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_suspension
    ADD CONSTRAINT enforcers_suspension_bureau_id_f9cd9d81_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_suspension
    ADD CONSTRAINT enforcers_suspension_case_id_6a02a9c9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_suspension
    ADD CONSTRAINT enforcers_suspension_enforcer_id_3c5dea7b_fk_enforcers FOREIGN KEY (enforcer_id) REFERENCES public.enforcers_enforcer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_training
    ADD CONSTRAINT enforcers_training_bureau_id_c1ca6ebc_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.enforcers_training
    ADD CONSTRAINT enforcers_training_case_id_8a3562bf_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_enterpriseyear
    ADD CONSTRAINT entitlements_enterpr_bureau_id_23a7b03e_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_enterpriseyear
    ADD CONSTRAINT entitlements_enterpr_party_id_e47d79a5_fk_parties_p FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_enterpriseyear
    ADD CONSTRAINT entitlements_enterpriseyear_case_id_475c743b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_entitlement
    ADD CONSTRAINT entitlements_entitlement_bureau_id_36dbfd32_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_entitlement
    ADD CONSTRAINT entitlements_entitlement_case_id_d1b2e849_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_entitlement
    ADD CONSTRAINT entitlements_entitlement_party_id_e8c0fea7_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_notice
    ADD CONSTRAINT entitlements_notice_bureau_id_d3076772_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.entitlements_notice
    ADD CONSTRAINT entitlements_notice_case_id_fb0534e1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_expert
    ADD CONSTRAINT experts_expert_bureau_id_377b58d7_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_expert
    ADD CONSTRAINT experts_expert_case_id_ce20867b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_expertaccount
    ADD CONSTRAINT experts_expertaccount_bureau_id_1b704bc1_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_expertaccount
    ADD CONSTRAINT experts_expertaccount_case_id_6bd93193_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_expertaccount
    ADD CONSTRAINT experts_expertaccount_expert_id_1d6f1e8a_fk_experts_expert_id FOREIGN KEY (expert_id) REFERENCES public.experts_expert(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_experttie
    ADD CONSTRAINT experts_experttie_bureau_id_2aa84831_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_experttie
    ADD CONSTRAINT experts_experttie_case_id_0c887009_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_experttie
    ADD CONSTRAINT experts_experttie_expert_id_71550ad7_fk_experts_expert_id FOREIGN KEY (expert_id) REFERENCES public.experts_expert(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_reviewsheet
    ADD CONSTRAINT experts_reviewsheet_bureau_id_42cd7046_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.experts_reviewsheet
    ADD CONSTRAINT experts_reviewsheet_case_id_8d32a8fb_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_allotment
    ADD CONSTRAINT funds_allotment_bureau_id_732a0fbf_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_allotment
    ADD CONSTRAINT funds_allotment_case_id_c48d8d33_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_allotment
    ADD CONSTRAINT funds_allotment_line_id_e77bb7e3_fk_funds_budgetline_id FOREIGN KEY (line_id) REFERENCES public.funds_budgetline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_allotment
    ADD CONSTRAINT funds_allotment_payee_id_3c3f1973_fk_parties_party_id FOREIGN KEY (payee_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_award
    ADD CONSTRAINT funds_award_bureau_id_fce90668_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_award
    ADD CONSTRAINT funds_award_case_id_5e97a636_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_award
    ADD CONSTRAINT funds_award_party_id_8f8147b3_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_budgetline
    ADD CONSTRAINT funds_budgetline_bureau_id_a2b7c3cd_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_budgetline
    ADD CONSTRAINT funds_budgetline_case_id_56fe2840_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_clawback
    ADD CONSTRAINT funds_clawback_bureau_id_b3b63451_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_clawback
    ADD CONSTRAINT funds_clawback_case_id_7b03b67f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_clawback
    ADD CONSTRAINT funds_clawback_party_id_0a841742_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_moneyreturn
    ADD CONSTRAINT funds_moneyreturn_bureau_id_6e820afa_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_moneyreturn
    ADD CONSTRAINT funds_moneyreturn_case_id_c598aa80_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_moneyreturn
    ADD CONSTRAINT funds_moneyreturn_party_id_bf1d9a46_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_moneyreturn
    ADD CONSTRAINT funds_moneyreturn_recovery_id_abffdfa2_fk_funds_recovery_id FOREIGN KEY (recovery_id) REFERENCES public.funds_recovery(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_obtained
    ADD CONSTRAINT funds_obtained_bureau_id_a547b857_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_obtained
    ADD CONSTRAINT funds_obtained_case_id_6d29b23e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_payment
    ADD CONSTRAINT funds_payment_allotment_id_2cd49d00_fk_funds_allotment_id FOREIGN KEY (allotment_id) REFERENCES public.funds_allotment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_payment
    ADD CONSTRAINT funds_payment_bureau_id_26644b90_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_payment
    ADD CONSTRAINT funds_payment_case_id_7184c86f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_payment
    ADD CONSTRAINT funds_payment_payee_id_da9aa15e_fk_parties_party_id FOREIGN KEY (payee_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_recovery
    ADD CONSTRAINT funds_recovery_bureau_id_a0782b1b_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_recovery
    ADD CONSTRAINT funds_recovery_case_id_064094d7_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_recovery
    ADD CONSTRAINT funds_recovery_party_id_fee3e28a_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_rentrelief
    ADD CONSTRAINT funds_rentrelief_bureau_id_c1f99b6f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_rentrelief
    ADD CONSTRAINT funds_rentrelief_case_id_180f6e39_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_rentrelief
    ADD CONSTRAINT funds_rentrelief_party_id_63231635_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT funds_voucher_bureau_id_8e9202c5_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT funds_voucher_case_id_96dfebce_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT funds_voucher_party_id_134bade5_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucher
    ADD CONSTRAINT funds_voucher_provider_id_b92519bb_fk_parties_party_id FOREIGN KEY (provider_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucherprovider
    ADD CONSTRAINT funds_voucherprovider_bureau_id_a289877d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucherprovider
    ADD CONSTRAINT funds_voucherprovider_case_id_4e815430_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.funds_voucherprovider
    ADD CONSTRAINT funds_voucherprovider_party_id_1f56d674_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_department
    ADD CONSTRAINT house_department_bureau_id_c3d0e316_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT house_holding_bureau_id_dea18bf4_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT house_holding_instead_of_id_fbe8ef43_fk_house_officer_id FOREIGN KEY (instead_of_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT house_holding_officer_id_c4be637f_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_holding
    ADD CONSTRAINT house_holding_post_id_1a569b2c_fk_house_post_id FOREIGN KEY (post_id) REFERENCES public.house_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_houseorder
    ADD CONSTRAINT house_houseorder_asked_by_id_9b63b667_fk_house_officer_id FOREIGN KEY (asked_by_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_houseorder
    ADD CONSTRAINT house_houseorder_bureau_id_b3721b66_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_houseorder
    ADD CONSTRAINT house_houseorder_decided_by_id_61697d5e_fk_house_officer_id FOREIGN KEY (decided_by_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_houseorder
    ADD CONSTRAINT house_houseorder_officer_id_dba78e3c_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_houseorder
    ADD CONSTRAINT house_houseorder_post_id_159567a1_fk_house_post_id FOREIGN KEY (post_id) REFERENCES public.house_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_localclosure
    ADD CONSTRAINT house_localclosure_bureau_id_1d575f77_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_officer
    ADD CONSTRAINT house_officer_bureau_id_e8d2214f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_officer
    ADD CONSTRAINT house_officer_user_id_bad986bc_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_parametervalue
    ADD CONSTRAINT house_parametervalue_bureau_id_53e3cc8c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_post
    ADD CONSTRAINT house_post_bureau_id_85eabde8_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_post
    ADD CONSTRAINT house_post_department_id_bacebe81_fk_house_department_id FOREIGN KEY (department_id) REFERENCES public.house_department(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_seat
    ADD CONSTRAINT house_seat_bureau_id_566366f2_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.house_seat
    ADD CONSTRAINT house_seat_officer_id_5e14485a_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_bureau_id_fdff592a_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_case_id_5d31ab0b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_inspection
    ADD CONSTRAINT inspections_inspection_party_id_879adf87_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_item
    ADD CONSTRAINT inspections_item_bureau_id_18401433_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_item
    ADD CONSTRAINT inspections_item_case_id_b0d9da39_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_object
    ADD CONSTRAINT inspections_object_bureau_id_012e8923_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_object
    ADD CONSTRAINT inspections_object_case_id_68adfca8_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_object
    ADD CONSTRAINT inspections_object_party_id_aaa24590_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_plan
    ADD CONSTRAINT inspections_plan_bureau_id_5ee3a67e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.inspections_plan
    ADD CONSTRAINT inspections_plan_case_id_05afe12b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_commitment
    ADD CONSTRAINT integrity_commitment_bureau_id_8f3a944d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_commitment
    ADD CONSTRAINT integrity_commitment_case_id_05477da4_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_commitment
    ADD CONSTRAINT integrity_commitment_subject_id_ee468402_fk_parties_party_id FOREIGN KEY (subject_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_creditrecord
    ADD CONSTRAINT integrity_creditrecord_bureau_id_25b799c8_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_creditrecord
    ADD CONSTRAINT integrity_creditrecord_case_id_ec927c31_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_creditrecord
    ADD CONSTRAINT integrity_creditrecord_subject_id_5e346107_fk_parties_party_id FOREIGN KEY (subject_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_evaluation
    ADD CONSTRAINT integrity_evaluation_bureau_id_e82f2323_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_evaluation
    ADD CONSTRAINT integrity_evaluation_case_id_f566443d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_evaluation
    ADD CONSTRAINT integrity_evaluation_subject_id_7ca62d38_fk_parties_party_id FOREIGN KEY (subject_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_jointmeasure
    ADD CONSTRAINT integrity_jointmeasure_bureau_id_80fec95c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_jointmeasure
    ADD CONSTRAINT integrity_jointmeasure_case_id_94e1e247_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_jointmeasure
    ADD CONSTRAINT integrity_jointmeasure_subject_id_4e3dfda7_fk_parties_party_id FOREIGN KEY (subject_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_misconduct
    ADD CONSTRAINT integrity_misconduct_bureau_id_a84786e1_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_misconduct
    ADD CONSTRAINT integrity_misconduct_case_id_dea62ae9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.integrity_misconduct
    ADD CONSTRAINT integrity_misconduct_subject_id_51146d00_fk_parties_party_id FOREIGN KEY (subject_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupevent
    ADD CONSTRAINT leadership_groupeven_group_id_9969c31c_fk_leadershi FOREIGN KEY (group_id) REFERENCES public.leadership_leadinggroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupevent
    ADD CONSTRAINT leadership_groupevent_bureau_id_259dbf90_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupevent
    ADD CONSTRAINT leadership_groupevent_case_id_c69795eb_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupevent
    ADD CONSTRAINT leadership_groupevent_matter_id_56ea8542_fk_cases_case_id FOREIGN KEY (matter_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupmember
    ADD CONSTRAINT leadership_groupmemb_group_id_d62a9de4_fk_leadershi FOREIGN KEY (group_id) REFERENCES public.leadership_leadinggroup(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupmember
    ADD CONSTRAINT leadership_groupmember_bureau_id_572b018f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_groupmember
    ADD CONSTRAINT leadership_groupmember_case_id_8501aadd_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_leadinggroup
    ADD CONSTRAINT leadership_leadinggroup_bureau_id_a025708c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_leadinggroup
    ADD CONSTRAINT leadership_leadinggroup_case_id_c06acf0f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_statement
    ADD CONSTRAINT leadership_statement_bureau_id_c7dce5df_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_statement
    ADD CONSTRAINT leadership_statement_case_id_accc11bd_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_statement
    ADD CONSTRAINT leadership_statement_round_id_f11b9b96_fk_leadershi FOREIGN KEY (round_id) REFERENCES public.leadership_statementround(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_statementround
    ADD CONSTRAINT leadership_statementround_bureau_id_9a7ba24d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.leadership_statementround
    ADD CONSTRAINT leadership_statementround_case_id_c50de24b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_courthearing
    ADD CONSTRAINT legalwork_courthearing_bureau_id_2367c653_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_courthearing
    ADD CONSTRAINT legalwork_courthearing_case_id_f50fae5c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_demonstrationproject
    ADD CONSTRAINT legalwork_demonstrat_bureau_id_f7c91f92_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_demonstrationproject
    ADD CONSTRAINT legalwork_demonstrat_case_id_a5df4279_fk_cases_cas FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_functiontransfer
    ADD CONSTRAINT legalwork_functiontr_bureau_id_b85007c7_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_functiontransfer
    ADD CONSTRAINT legalwork_functiontransfer_case_id_849af08d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_legislationpart
    ADD CONSTRAINT legalwork_legislationpart_bureau_id_41ed660f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_legislationpart
    ADD CONSTRAINT legalwork_legislationpart_case_id_44c513ff_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_meddling
    ADD CONSTRAINT legalwork_meddling_bureau_id_357eff7b_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_meddling
    ADD CONSTRAINT legalwork_meddling_case_id_19bc87b1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_publiclawyer
    ADD CONSTRAINT legalwork_publiclawyer_bureau_id_630f58d1_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_publiclawyer
    ADD CONSTRAINT legalwork_publiclawyer_case_id_8c44cba5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_reviewlist
    ADD CONSTRAINT legalwork_reviewlist_bureau_id_44b04fb6_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.legalwork_reviewlist
    ADD CONSTRAINT legalwork_reviewlist_case_id_8208ee87_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loan
    ADD CONSTRAINT loans_loan_bank_id_5e826e86_fk_parties_party_id FOREIGN KEY (bank_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loan
    ADD CONSTRAINT loans_loan_bureau_id_ca25cd4a_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loan
    ADD CONSTRAINT loans_loan_case_id_d5650e9c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loan
    ADD CONSTRAINT loans_loan_party_id_c07dbb5a_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loanbank
    ADD CONSTRAINT loans_loanbank_bureau_id_655ec263_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loanbank
    ADD CONSTRAINT loans_loanbank_case_id_d21b0db3_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loanbank
    ADD CONSTRAINT loans_loanbank_party_id_03f5fcde_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loanrecovery
    ADD CONSTRAINT loans_loanrecovery_bureau_id_d33c7598_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loanrecovery
    ADD CONSTRAINT loans_loanrecovery_case_id_6e637f15_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_loanrecovery
    ADD CONSTRAINT loans_loanrecovery_loan_id_5b0a7fda_fk_loans_loan_id FOREIGN KEY (loan_id) REFERENCES public.loans_loan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_pledge
    ADD CONSTRAINT loans_pledge_bureau_id_61b06e02_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_pledge
    ADD CONSTRAINT loans_pledge_case_id_31607223_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_pledge
    ADD CONSTRAINT loans_pledge_party_id_0a502787_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_pledgedright
    ADD CONSTRAINT loans_pledgedright_bureau_id_480a212e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_pledgedright
    ADD CONSTRAINT loans_pledgedright_case_id_a536546c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.loans_pledgedright
    ADD CONSTRAINT loans_pledgedright_pledge_id_ea5367db_fk_loans_pledge_id FOREIGN KEY (pledge_id) REFERENCES public.loans_pledge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.log_checkpoint
    ADD CONSTRAINT log_checkpoint_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES public.log_head(bureau_id);
ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases_case(id);
ALTER TABLE ONLY public.log_entry
    ADD CONSTRAINT log_entry_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES public.house_officer(id);
ALTER TABLE ONLY public.log_head
    ADD CONSTRAINT log_head_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id);
ALTER TABLE ONLY public.log_tile
    ADD CONSTRAINT log_tile_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES public.log_head(bureau_id);
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT meetings_attendance_bureau_id_fa7836d4_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_attendance
    ADD CONSTRAINT meetings_attendance_case_id_d08c4aa6_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decideditem
    ADD CONSTRAINT meetings_decideditem_bureau_id_f17dfd36_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decideditem
    ADD CONSTRAINT meetings_decideditem_case_id_dedfdde9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decisiontask
    ADD CONSTRAINT meetings_decisiontask_bureau_id_9d562486_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_decisiontask
    ADD CONSTRAINT meetings_decisiontask_case_id_dcac7b41_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_bureau_id_b73a812f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_case_id_af5918a1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_memberpart
    ADD CONSTRAINT meetings_memberpart_bureau_id_2b28b4c0_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_memberpart
    ADD CONSTRAINT meetings_memberpart_case_id_09f49a7e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_proposeditem
    ADD CONSTRAINT meetings_proposeditem_bureau_id_45a3b98b_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_proposeditem
    ADD CONSTRAINT meetings_proposeditem_case_id_1166caab_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_reportheard
    ADD CONSTRAINT meetings_reportheard_bureau_id_d6994893_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.meetings_reportheard
    ADD CONSTRAINT meetings_reportheard_case_id_c50aacfd_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_bureau_id_e1d695fe_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_merged_into_id_83b7b758_fk_parties_party_id FOREIGN KEY (merged_into_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_uscc_confirmed_by_id_2b9e6aa2_fk_house_officer_id FOREIGN KEY (uscc_confirmed_by_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_appraisal
    ADD CONSTRAINT penalties_appraisal_bureau_id_beb5a909_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_appraisal
    ADD CONSTRAINT penalties_appraisal_case_id_e027fec1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_penalty
    ADD CONSTRAINT penalties_penalty_bureau_id_ac3bf826_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_penalty
    ADD CONSTRAINT penalties_penalty_case_id_e92203bd_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_penalty
    ADD CONSTRAINT penalties_penalty_party_id_af408c6b_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_penaltychange
    ADD CONSTRAINT penalties_penaltycha_penalty_id_92db8c4c_fk_penalties FOREIGN KEY (penalty_id) REFERENCES public.penalties_penalty(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_penaltychange
    ADD CONSTRAINT penalties_penaltychange_bureau_id_41ea550e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_penaltychange
    ADD CONSTRAINT penalties_penaltychange_case_id_5050c872_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_standard
    ADD CONSTRAINT penalties_standard_bureau_id_a9c1080c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_standard
    ADD CONSTRAINT penalties_standard_case_id_3398cdb0_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_summarypenalty
    ADD CONSTRAINT penalties_summarypenalty_bureau_id_0a1ca271_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_summarypenalty
    ADD CONSTRAINT penalties_summarypenalty_case_id_bff65eb2_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.penalties_summarypenalty
    ADD CONSTRAINT penalties_summarypenalty_party_id_c4a2d749_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_licence
    ADD CONSTRAINT permits_licence_bureau_id_bdfc0011_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_licence
    ADD CONSTRAINT permits_licence_case_id_6794adce_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_licence
    ADD CONSTRAINT permits_licence_holder_id_b4f4655c_fk_parties_party_id FOREIGN KEY (holder_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_permitcheck
    ADD CONSTRAINT permits_permitcheck_bureau_id_09600fd2_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_permitcheck
    ADD CONSTRAINT permits_permitcheck_case_id_c2c94377_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_permitcheck
    ADD CONSTRAINT permits_permitcheck_employer_id_27d9fa40_fk_parties_party_id FOREIGN KEY (employer_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_permitcheck
    ADD CONSTRAINT permits_permitcheck_permit_id_82455370_fk_permits_workpermit_id FOREIGN KEY (permit_id) REFERENCES public.permits_workpermit(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_workpermit
    ADD CONSTRAINT permits_workpermit_bureau_id_ecd8eccc_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_workpermit
    ADD CONSTRAINT permits_workpermit_case_id_3b890e9b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.permits_workpermit
    ADD CONSTRAINT permits_workpermit_employer_id_c3d03aa6_fk_parties_party_id FOREIGN KEY (employer_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_abroadtrip
    ADD CONSTRAINT personnel_abroadtrip_bureau_id_421aa6e2_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_abroadtrip
    ADD CONSTRAINT personnel_abroadtrip_case_id_431360cb_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_fileuse
    ADD CONSTRAINT personnel_fileuse_bureau_id_8f06341c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_fileuse
    ADD CONSTRAINT personnel_fileuse_case_id_86c9c79e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_handover
    ADD CONSTRAINT personnel_handover_bureau_id_941a456c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_handover
    ADD CONSTRAINT personnel_handover_case_id_d9d4db15_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_handover
    ADD CONSTRAINT personnel_handover_giver_id_9fea975c_fk_house_officer_id FOREIGN KEY (giver_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_handover
    ADD CONSTRAINT personnel_handover_taker_id_3f5db680_fk_house_officer_id FOREIGN KEY (taker_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_interest
    ADD CONSTRAINT personnel_interest_bureau_id_4f2be0af_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_interest
    ADD CONSTRAINT personnel_interest_case_id_02bef7b8_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_interest
    ADD CONSTRAINT personnel_interest_colleague_id_c9fee657_fk_house_officer_id FOREIGN KEY (colleague_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_interest
    ADD CONSTRAINT personnel_interest_officer_id_e486be62_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_rotation
    ADD CONSTRAINT personnel_rotation_bureau_id_ce1289b2_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.personnel_rotation
    ADD CONSTRAINT personnel_rotation_case_id_83f0ebbc_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_annualplan
    ADD CONSTRAINT planning_annualplan_bureau_id_451bafeb_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_annualplan
    ADD CONSTRAINT planning_annualplan_case_id_4cb05cbb_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_monthlyreport
    ADD CONSTRAINT planning_monthlyrepo_task_id_6877586d_fk_planning_ FOREIGN KEY (task_id) REFERENCES public.planning_plannedtask(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_monthlyreport
    ADD CONSTRAINT planning_monthlyreport_bureau_id_6ac26ffc_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_monthlyreport
    ADD CONSTRAINT planning_monthlyreport_case_id_8a563d13_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_plannedtask
    ADD CONSTRAINT planning_plannedtask_bureau_id_cb3fc3dd_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_plannedtask
    ADD CONSTRAINT planning_plannedtask_case_id_1e66de31_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.planning_plannedtask
    ADD CONSTRAINT planning_plannedtask_plan_id_70958666_fk_planning_annualplan_id FOREIGN KEY (plan_id) REFERENCES public.planning_annualplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_duty
    ADD CONSTRAINT popularisation_duty_bureau_id_af3c8f48_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_duty
    ADD CONSTRAINT popularisation_duty_case_id_83f08616_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_enterprise
    ADD CONSTRAINT popularisation_enterprise_bureau_id_953f9919_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_enterprise
    ADD CONSTRAINT popularisation_enterprise_case_id_6cbbe0d8_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_event
    ADD CONSTRAINT popularisation_event_bureau_id_4212dc0c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_event
    ADD CONSTRAINT popularisation_event_case_id_98c7a628_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_explanation
    ADD CONSTRAINT popularisation_expla_bureau_id_08af5829_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_explanation
    ADD CONSTRAINT popularisation_explanation_case_id_b77d6aea_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_explanation
    ADD CONSTRAINT popularisation_explanation_matter_id_76077bd6_fk_cases_case_id FOREIGN KEY (matter_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_policy
    ADD CONSTRAINT popularisation_policy_bureau_id_bafa4257_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_policy
    ADD CONSTRAINT popularisation_policy_case_id_8341c18b_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_reminder
    ADD CONSTRAINT popularisation_reminder_bureau_id_4819e586_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.popularisation_reminder
    ADD CONSTRAINT popularisation_reminder_case_id_338c6e5f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_bureau_id_37cd624c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_case_id_b0dc9e37_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_instalment
    ADD CONSTRAINT projects_instalment_bureau_id_31e77d94_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_instalment
    ADD CONSTRAINT projects_instalment_case_id_fc7442e5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_instalment
    ADD CONSTRAINT projects_instalment_project_id_47e1d76c_fk_projects_project_id FOREIGN KEY (project_id) REFERENCES public.projects_project(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_bureau_id_75d39b39_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_case_id_aabc2d51_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_undertaker_id_e877855b_fk_parties_party_id FOREIGN KEY (undertaker_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectbar
    ADD CONSTRAINT projects_projectbar_bureau_id_49b1672f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectbar
    ADD CONSTRAINT projects_projectbar_case_id_e51d8a65_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectbar
    ADD CONSTRAINT projects_projectbar_party_id_346c74ab_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectchange
    ADD CONSTRAINT projects_projectchan_project_id_4083d535_fk_projects_ FOREIGN KEY (project_id) REFERENCES public.projects_project(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectchange
    ADD CONSTRAINT projects_projectchange_bureau_id_c8c820d6_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectchange
    ADD CONSTRAINT projects_projectchange_case_id_c9d9c6b8_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectdevice
    ADD CONSTRAINT projects_projectdevi_project_id_b46b7ed4_fk_projects_ FOREIGN KEY (project_id) REFERENCES public.projects_project(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectdevice
    ADD CONSTRAINT projects_projectdevice_bureau_id_6715b58d_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectdevice
    ADD CONSTRAINT projects_projectdevice_case_id_98391c85_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectmember
    ADD CONSTRAINT projects_projectmemb_project_id_e589ddea_fk_projects_ FOREIGN KEY (project_id) REFERENCES public.projects_project(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectmember
    ADD CONSTRAINT projects_projectmember_bureau_id_e8e15065_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.projects_projectmember
    ADD CONSTRAINT projects_projectmember_case_id_fcde0153_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_awardbar
    ADD CONSTRAINT promotion_awardbar_bureau_id_9e9be1ce_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_awardbar
    ADD CONSTRAINT promotion_awardbar_case_id_fc3312b8_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_honour
    ADD CONSTRAINT promotion_honour_bureau_id_51a5b2a4_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_honour
    ADD CONSTRAINT promotion_honour_case_id_432b5407_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_objection
    ADD CONSTRAINT promotion_objection_bureau_id_472f62a4_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_objection
    ADD CONSTRAINT promotion_objection_case_id_f6e87bfe_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_promotion
    ADD CONSTRAINT promotion_promotion_bureau_id_27f89fb0_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.promotion_promotion
    ADD CONSTRAINT promotion_promotion_case_id_dd98cff0_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.published_publishedfigure
    ADD CONSTRAINT published_publishedf_report_id_76c3c5c6_fk_published FOREIGN KEY (report_id) REFERENCES public.published_publishedreport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.published_publishedfigure
    ADD CONSTRAINT published_publishedfigure_bureau_id_944e7a11_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.published_publishedfigure
    ADD CONSTRAINT published_publishedfigure_case_id_eda977cb_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.published_publishedreport
    ADD CONSTRAINT published_publishedreport_bureau_id_6d4335e1_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.published_publishedreport
    ADD CONSTRAINT published_publishedreport_case_id_ec737e5a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recognition_candidate
    ADD CONSTRAINT recognition_candidate_bureau_id_17b92931_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recognition_candidate
    ADD CONSTRAINT recognition_candidate_case_id_c1ef5e39_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recognition_candidate
    ADD CONSTRAINT recognition_candidate_party_id_e35f401b_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recognition_recognition
    ADD CONSTRAINT recognition_recognition_bureau_id_41cf1f3e_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recognition_recognition
    ADD CONSTRAINT recognition_recognition_case_id_bd5b7986_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.recognition_recognition
    ADD CONSTRAINT recognition_recognition_party_id_0eda8915_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_confirmation
    ADD CONSTRAINT report_confirmation_bureau_id_e4329186_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_confirmation
    ADD CONSTRAINT report_confirmation_officer_id_918c893b_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_confirmation
    ADD CONSTRAINT report_confirmation_report_id_34b8e160_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_correction
    ADD CONSTRAINT report_correction_bureau_id_ddee89f6_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_correction
    ADD CONSTRAINT report_correction_case_id_02167d3c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_correction
    ADD CONSTRAINT report_correction_report_id_7c8ef0c5_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_frozenfigure
    ADD CONSTRAINT report_frozenfigure_bureau_id_d0c0c8a6_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_frozenfigure
    ADD CONSTRAINT report_frozenfigure_report_id_fd49ec69_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_output
    ADD CONSTRAINT report_output_bureau_id_86461d53_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_output
    ADD CONSTRAINT report_output_report_id_e2c07186_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_prose
    ADD CONSTRAINT report_prose_bureau_id_53660b5f_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_prose
    ADD CONSTRAINT report_prose_officer_id_ab2a5c8e_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_prose
    ADD CONSTRAINT report_prose_report_id_cc071042_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_prosedraft
    ADD CONSTRAINT report_prosedraft_bureau_id_c23f3f22_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_prosedraft
    ADD CONSTRAINT report_prosedraft_officer_id_692ecf8a_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_prosedraft
    ADD CONSTRAINT report_prosedraft_report_id_0122fd38_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_publication
    ADD CONSTRAINT report_publication_bureau_id_bcf9bf56_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_publication
    ADD CONSTRAINT report_publication_case_id_b8abc6a0_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_publication
    ADD CONSTRAINT report_publication_report_id_d53a05e1_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_report
    ADD CONSTRAINT report_report_bureau_id_6551a3ad_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_report
    ADD CONSTRAINT report_report_frozen_by_id_0b186da5_fk_house_officer_id FOREIGN KEY (frozen_by_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_tie
    ADD CONSTRAINT report_tie_bureau_id_a66f7703_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_tie
    ADD CONSTRAINT report_tie_officer_id_c07b8257_fk_house_officer_id FOREIGN KEY (officer_id) REFERENCES public.house_officer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.report_tie
    ADD CONSTRAINT report_tie_report_id_cf75d4a7_fk_report_report_id FOREIGN KEY (report_id) REFERENCES public.report_report(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.row_seal
    ADD CONSTRAINT row_seal_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id);
ALTER TABLE ONLY public.rulemaking_cleanup
    ADD CONSTRAINT rulemaking_cleanup_bureau_id_b3ad4566_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanup
    ADD CONSTRAINT rulemaking_cleanup_case_id_ac37e558_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanup
    ADD CONSTRAINT rulemaking_cleanup_document_id_25c1d768_fk_rulemakin FOREIGN KEY (document_id) REFERENCES public.rulemaking_normativedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanup
    ADD CONSTRAINT rulemaking_cleanup_drive_id_cbf8dd06_fk_rulemakin FOREIGN KEY (drive_id) REFERENCES public.rulemaking_cleanupdrive(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanupdrive
    ADD CONSTRAINT rulemaking_cleanupdrive_bureau_id_bd54f16a_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanupdrive
    ADD CONSTRAINT rulemaking_cleanupdrive_case_id_25df55fa_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanupitem
    ADD CONSTRAINT rulemaking_cleanupit_document_id_b22ba6de_fk_rulemakin FOREIGN KEY (document_id) REFERENCES public.rulemaking_normativedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanupitem
    ADD CONSTRAINT rulemaking_cleanupit_drive_id_6be199fb_fk_rulemakin FOREIGN KEY (drive_id) REFERENCES public.rulemaking_cleanupdrive(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanupitem
    ADD CONSTRAINT rulemaking_cleanupitem_bureau_id_65002181_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_cleanupitem
    ADD CONSTRAINT rulemaking_cleanupitem_case_id_80c3afc7_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentevent
    ADD CONSTRAINT rulemaking_documente_document_id_c5ee4fae_fk_rulemakin FOREIGN KEY (document_id) REFERENCES public.rulemaking_normativedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentevent
    ADD CONSTRAINT rulemaking_documentevent_bureau_id_8c41f73b_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentevent
    ADD CONSTRAINT rulemaking_documentevent_case_id_f40f7c34_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentrelation
    ADD CONSTRAINT rulemaking_documentr_bureau_id_91b6735e_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentrelation
    ADD CONSTRAINT rulemaking_documentr_document_id_ac832f91_fk_rulemakin FOREIGN KEY (document_id) REFERENCES public.rulemaking_normativedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentrelation
    ADD CONSTRAINT rulemaking_documentr_other_id_8f6bbae1_fk_rulemakin FOREIGN KEY (other_id) REFERENCES public.rulemaking_normativedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documentrelation
    ADD CONSTRAINT rulemaking_documentrelation_case_id_9a38e0b5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documenttext
    ADD CONSTRAINT rulemaking_documentt_document_id_6ad1ee8f_fk_rulemakin FOREIGN KEY (document_id) REFERENCES public.rulemaking_normativedocument(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documenttext
    ADD CONSTRAINT rulemaking_documenttext_bureau_id_6632fe3c_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_documenttext
    ADD CONSTRAINT rulemaking_documenttext_case_id_92301ee1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_normativedocument
    ADD CONSTRAINT rulemaking_normative_bureau_id_fba18ab4_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.rulemaking_normativedocument
    ADD CONSTRAINT rulemaking_normativedocument_case_id_ed21863d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id);
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases_case(id);
ALTER TABLE ONLY public.search_head
    ADD CONSTRAINT search_head_bureau_id_fkey FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id);
ALTER TABLE ONLY public.services_application
    ADD CONSTRAINT services_application_applicant_id_e2477b8a_fk_parties_party_id FOREIGN KEY (applicant_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_application
    ADD CONSTRAINT services_application_bureau_id_a14064f9_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_application
    ADD CONSTRAINT services_application_case_id_c554cc86_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_application
    ADD CONSTRAINT services_application_item_id_495827f1_fk_services_ FOREIGN KEY (item_id) REFERENCES public.services_serviceitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_serviceitem
    ADD CONSTRAINT services_serviceitem_bureau_id_aee9a965_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_serviceitem
    ADD CONSTRAINT services_serviceitem_case_id_1099ebc4_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_technicalcontract
    ADD CONSTRAINT services_technicalco_bureau_id_418a9298_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.services_technicalcontract
    ADD CONSTRAINT services_technicalcontract_case_id_a5d5c24e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.statistics_statistic
    ADD CONSTRAINT statistics_statistic_bureau_id_e30c46f7_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.statistics_statistic
    ADD CONSTRAINT statistics_statistic_case_id_051bd58e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_exam
    ADD CONSTRAINT study_exam_bureau_id_f17083a9_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_exam
    ADD CONSTRAINT study_exam_case_id_65e7e85c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_examseat
    ADD CONSTRAINT study_examseat_bureau_id_c5fd7047_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_examseat
    ADD CONSTRAINT study_examseat_case_id_ea39f556_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_examseat
    ADD CONSTRAINT study_examseat_exam_id_4aa5e080_fk_study_exam_id FOREIGN KEY (exam_id) REFERENCES public.study_exam(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_examsheet
    ADD CONSTRAINT study_examsheet_bureau_id_d2a50971_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_examsheet
    ADD CONSTRAINT study_examsheet_case_id_fcad5f8a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_examsheet
    ADD CONSTRAINT study_examsheet_exam_id_71a40c4c_fk_study_exam_id FOREIGN KEY (exam_id) REFERENCES public.study_exam(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_mustknow
    ADD CONSTRAINT study_mustknow_bureau_id_3ad91708_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_mustknow
    ADD CONSTRAINT study_mustknow_case_id_b4434082_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_oath
    ADD CONSTRAINT study_oath_bureau_id_db770255_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_oath
    ADD CONSTRAINT study_oath_case_id_12f4ad64_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_studiedlaw
    ADD CONSTRAINT study_studiedlaw_bureau_id_9f6e0c83_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_studiedlaw
    ADD CONSTRAINT study_studiedlaw_case_id_56272143_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_studyplan
    ADD CONSTRAINT study_studyplan_bureau_id_b63d9e33_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_studyplan
    ADD CONSTRAINT study_studyplan_case_id_0cb00f40_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_studysession
    ADD CONSTRAINT study_studysession_bureau_id_f3b284e1_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.study_studysession
    ADD CONSTRAINT study_studysession_case_id_8742e372_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.suggestions_suggestion
    ADD CONSTRAINT suggestions_suggestion_bureau_id_487b2a74_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.suggestions_suggestion
    ADD CONSTRAINT suggestions_suggestion_case_id_170b4f16_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_consultation
    ADD CONSTRAINT supervision_consultation_bureau_id_0fa34a95_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_consultation
    ADD CONSTRAINT supervision_consultation_case_id_2ced5412_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_consultation
    ADD CONSTRAINT supervision_consultation_subject_id_c5927f58_fk_cases_case_id FOREIGN KEY (subject_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_finding
    ADD CONSTRAINT supervision_finding_bureau_id_c1bea108_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_finding
    ADD CONSTRAINT supervision_finding_case_id_c11736a6_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_superviseditem
    ADD CONSTRAINT supervision_supervis_bureau_id_df9f24bb_fk_house_bur FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.supervision_superviseditem
    ADD CONSTRAINT supervision_superviseditem_case_id_630eacc2_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.voices_petition
    ADD CONSTRAINT voices_petition_bureau_id_a28511d4_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.voices_petition
    ADD CONSTRAINT voices_petition_case_id_9e409902_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.voices_voice
    ADD CONSTRAINT voices_voice_bureau_id_82f31e15_fk_house_bureau_id FOREIGN KEY (bureau_id) REFERENCES public.house_bureau(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.voices_voice
    ADD CONSTRAINT voices_voice_case_id_6bd3d584_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
INSERT INTO public.django_migrations (app, name, applied) VALUES
    ('account', '0001_initial', now()),
    ('account', '0002_email_max_length', now()),
    ('account', '0003_alter_emailaddress_create_unique_verified_email', now()),
    ('account', '0004_alter_emailaddress_drop_unique_email', now()),
    ('account', '0005_emailaddress_idx_upper_email', now()),
    ('account', '0006_emailaddress_lower', now()),
    ('account', '0007_emailaddress_idx_email', now()),
    ('account', '0008_emailaddress_unique_primary_email_fixup', now()),
    ('account', '0009_emailaddress_unique_primary_email', now()),
    ('archives', '0001_initial', now()),
    ('attestations', '0001_initial', now()),
    ('auth', '0001_initial', now()),
    ('auth', '0002_alter_permission_name_max_length', now()),
    ('auth', '0003_alter_user_email_max_length', now()),
    ('auth', '0004_alter_user_username_opts', now()),
    ('auth', '0005_alter_user_last_login_null', now()),
    ('auth', '0006_require_contenttypes_0002', now()),
    ('auth', '0007_alter_validators_add_error_messages', now()),
    ('auth', '0008_alter_user_username_max_length', now()),
    ('auth', '0009_alter_user_last_name_max_length', now()),
    ('auth', '0010_alter_group_name_max_length', now()),
    ('auth', '0011_update_proxy_permissions', now()),
    ('auth', '0012_alter_user_first_name_max_length', now()),
    ('axes', '0001_initial', now()),
    ('axes', '0002_auto_20151217_2044', now()),
    ('axes', '0003_auto_20160322_0929', now()),
    ('axes', '0004_auto_20181024_1538', now()),
    ('axes', '0005_remove_accessattempt_trusted', now()),
    ('axes', '0006_remove_accesslog_trusted', now()),
    ('axes', '0007_alter_accessattempt_unique_together', now()),
    ('axes', '0008_accessfailurelog', now()),
    ('axes', '0009_add_session_hash', now()),
    ('axes', '0010_accessattemptexpiration', now()),
    ('calls', '0001_initial', now()),
    ('cases', '0001_initial', now()),
    ('cases', '0002_log', now()),
    ('cases', '0003_rows', now()),
    ('cases', '0004_search', now()),
    ('cases', '0005_personal_data', now()),
    ('cases', '0006_seals_have_entries', now()),
    ('competition', '0001_initial', now()),
    ('consultation', '0001_initial', now()),
    ('contenttypes', '0001_initial', now()),
    ('contenttypes', '0002_remove_content_type_name', now()),
    ('contracts', '0001_initial', now()),
    ('control', '0001_initial', now()),
    ('cooperation', '0001_initial', now()),
    ('counsel', '0001_initial', now()),
    ('decisions', '0001_initial', now()),
    ('desk', '0001_own_working', now()),
    ('desk', '0002_notices', now()),
    ('desk', '0003_saved_lists', now()),
    ('disclosure', '0001_initial', now()),
    ('disputes', '0001_initial', now()),
    ('disputes', '0002_about_disclosure', now()),
    ('documents', '0001_initial', now()),
    ('draws', '0001_initial', now()),
    ('draws', '0002_ceiling', now()),
    ('enforcers', '0001_initial', now()),
    ('entitlements', '0001_initial', now()),
    ('experts', '0001_initial', now()),
    ('funds', '0001_initial', now()),
    ('funds', '0002_allotments', now()),
    ('funds', '0003_awards', now()),
    ('funds', '0004_clawback', now()),
    ('house', '0001_extensions', now()),
    ('house', '0002_initial', now()),
    ('house', '0003_order_stands', now()),
    ('house', '0004_standing_in', now()),
    ('inspections', '0001_initial', now()),
    ('integrity', '0001_initial', now()),
    ('leadership', '0001_initial', now()),
    ('legalwork', '0001_initial', now()),
    ('loans', '0001_initial', now()),
    ('meetings', '0001_initial', now()),
    ('mfa', '0001_initial', now()),
    ('mfa', '0002_authenticator_timestamps', now()),
    ('mfa', '0003_authenticator_type_uniq', now()),
    ('parties', '0001_initial', now()),
    ('penalties', '0001_initial', now()),
    ('permits', '0001_initial', now()),
    ('personnel', '0001_initial', now()),
    ('planning', '0001_initial', now()),
    ('popularisation', '0001_initial', now()),
    ('privacy', '0001_initial', now()),
    ('projects', '0001_initial', now()),
    ('promotion', '0001_initial', now()),
    ('published', '0001_initial', now()),
    ('recognition', '0001_initial', now()),
    ('report', '0001_initial', now()),
    ('report', '0002_frozen', now()),
    ('report', '0003_editions', now()),
    ('rulemaking', '0001_initial', now()),
    ('services', '0001_initial', now()),
    ('sessions', '0001_initial', now()),
    ('statistics', '0001_initial', now()),
    ('study', '0001_initial', now()),
    ('suggestions', '0001_initial', now()),
    ('supervision', '0001_initial', now()),
    ('voices', '0001_initial', now());
