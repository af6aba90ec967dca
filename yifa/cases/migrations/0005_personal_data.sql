-- Personal data: sealed answers, readings that nobody changes, and what an act of erasure takes away besides answers.

-- Whether the log of the bureau ends, in this transaction, with an act of the kind (and of the step, where one is given).
create function yifa_ends_with(p_bureau bigint, p_kind text, p_step text, p_case bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
        select from log_head h join log_entry e on e.bureau_id = h.bureau_id and e.position = h.size - 1
        where h.bureau_id = p_bureau and h.entered_by = pg_current_xact_id() and h.entered_in = transaction_timestamp()
            and e.kind = p_kind and (p_step is null or e.step = p_step) and (p_case is null or e.case_id = p_case)
    )
$$;

-- Answers under a new key; only in the transaction of the act that says so.
create function yifa_reseal(p_bureau bigint, p_positions bigint[], p_answers text[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
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

-- The title of a case that names somebody, right after the act of erasure in that case.
create function yifa_retitle(p_bureau bigint, p_case bigint, p_title text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform yifa_work_for(p_bureau);
    if not yifa_ends_with(p_bureau, 'erasure', null, p_case) then
        raise exception 'A title changes by an act of erasure.' using errcode = 'YF009';
    end if;
    update cases_case set title = p_title where bureau_id = p_bureau and id = p_case;
end $$;

-- What refused attempts and reasons of readings say, right after the act of erasure that wants it gone; that there were any stays.
create function yifa_forget_words(p_bureau bigint, p_refusals bigint[], p_readings bigint[]) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
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

create function yifa_reading_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or new.reason <> '—' or to_jsonb(new) - 'reason' is distinct from to_jsonb(old) - 'reason' then
        raise exception 'That somebody read personal data stays as it was entered.' using errcode = 'YF009';
    end if;
    return new;
end $$;
create trigger reading_stays before update or delete on cases_reading for each row execute function yifa_reading_stays();
create trigger refuse_change before truncate on cases_reading for each statement execute function yifa_refuse_change();
alter table cases_reading enable always trigger reading_stays;
alter table cases_reading enable always trigger refuse_change;
