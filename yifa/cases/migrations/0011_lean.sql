-- What an act costs: fewer functions called for a row, fewer questions asked for an act.

-- The functions that commit to rows are made for each table now (yifa.cases.log.row_triggers), with its names and columns in
-- place, instead of two for all that look at every row as JSON.
do $$
declare
    v_table text;
begin
    for v_table in select name from row_table where to_regclass(quote_ident(name)) is not null loop
        execute format('drop trigger if exists rows_inserted on %I', v_table);
        execute format('drop trigger if exists rows_changed on %I', v_table);
        execute format('drop trigger if exists rows_deleted on %I', v_table);
    end loop;
end $$;
drop function if exists yifa_commit_inserted();
drop function if exists yifa_commit_changed();

-- What may be forgotten is the salt alone; only a change of anything else calls a function.
drop trigger only_forget on row_commitment;
drop function yifa_only_forget_salt();
create trigger only_forget before update on row_commitment for each row when (
    new.salt is not null or (new.bureau_id, new.seq, new.after, new.table_id, new.row_key, new.digest, new.by_act)
        is distinct from (old.bureau_id, old.seq, old.after, old.table_id, old.row_key, old.digest, old.by_act)
) execute function yifa_refuse_change();
alter table row_commitment enable always trigger only_forget;

-- A case with all that an act or its registers ask of it: whose it is, too.
drop function yifa_read_case(bigint, bigint);
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

-- What a transaction brought is not counted before it ends, and plans made for empty tables are slow in full ones: a batch that
-- brings many acts has the record's tables counted in between.
create function yifa_count_anew() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze cases_case, cases_obligation, cases_letter, cases_caselink, log_entry, act_content, row_commitment;
end $$;
