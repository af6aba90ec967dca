-- Commitments to rows: whatever a table holds that a figure, a page or a ruling rests on is committed to when it is written.
--
-- Triggers on every protected table (yifa.cases.log.rows makes them from the models after each migration) write a salted digest
-- of the row here, in the order of the bureau's log. A seal, an entry of the log, holds the root over them (yifa.cases.log.seals);
-- so they stand under the signed checkpoint. The application may read these tables and write to neither: see docs/decisions/0108.

create table row_table (
    id smallint generated always as identity primary key,
    name text not null unique,
    -- Names and types of the columns that digests cover.
    columns text not null
);

create table row_commitment (
    bureau_id bigint not null,
    seq bigint generated always as identity,
    -- Entries of the log when the row changed; the act's own among them where it was entered first.
    after bigint not null,
    table_id smallint not null,
    row_key bigint not null,
    -- Null: the row is gone.
    digest bytea check (octet_length(digest) = 32),
    -- Only what a row says now can be opened: the salt goes when the row changes.
    salt bytea,
    by_act boolean not null,
    primary key (bureau_id, seq)
);
create unique index row_commitment_now on row_commitment (table_id, row_key, bureau_id) where salt is not null;

-- How far the seals of a bureau's log go: the entry at position covers what came after the seal before it, up to last_seq.
create table row_seal (
    bureau_id bigint not null references house_bureau (id),
    position bigint not null,
    last_seq bigint not null,
    primary key (bureau_id, position)
);

create trigger refuse_change before delete or truncate on row_commitment
    for each statement execute function yifa_refuse_change();
create trigger refuse_change before update or delete or truncate on row_seal
    for each statement execute function yifa_refuse_change();
-- What may be forgotten is the salt alone; only a change of anything else calls a function.
create trigger only_forget before update on row_commitment for each row when (
    new.salt is not null or (new.bureau_id, new.seq, new.after, new.table_id, new.row_key, new.digest, new.by_act)
        is distinct from (old.bureau_id, old.seq, old.after, old.table_id, old.row_key, old.digest, old.by_act)
) execute function yifa_refuse_change();
alter table row_commitment enable always trigger refuse_change;
alter table row_commitment enable always trigger only_forget;
alter table row_seal enable always trigger refuse_change;

-- What a digest is over: 16 random bytes, then this text. Settings are those of the functions that call it.
create function yifa_row_text(p_table text, p_row jsonb) returns bytea language sql immutable parallel safe as $$
    select convert_to('yifa-row-v1' || chr(10) || p_table || chr(10) || p_row::text, 'UTF8')
$$;

-- The head's lock, which orders the changes of a bureau; the number of its entries.
create function yifa_order_change(p_bureau bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
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

-- At the commit: rows that only an act may change were changed in a transaction that entered an act.
create function yifa_rows_need_an_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
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
create constraint trigger rows_need_an_entry after insert on row_commitment
    deferrable initially deferred for each row when (new.by_act) execute function yifa_rows_need_an_entry();
alter table row_commitment enable always trigger rows_need_an_entry;

-- What rows that belong to no bureau say now, whichever bureau's act wrote them.
create function yifa_shared_rows(p_table smallint) returns table (row_key bigint, digest bytea, salt bytea)
language sql stable security definer set search_path = public, pg_temp as $$
    select c.row_key, c.digest, c.salt from row_commitment c where c.table_id = p_table and c.salt is not null
$$;

-- What a transaction brought is not counted before it ends, and plans made for empty tables are slow in full ones: a batch that
-- brings many acts has the record's tables counted in between.
create function yifa_count_anew() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze cases_case, cases_obligation, cases_letter, cases_caselink, log_entry, act_content, row_commitment;
end $$;
