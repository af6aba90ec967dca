-- Commitments to rows: whatever a table holds that a figure, a page or a ruling rests on is committed to when it is written.
--
-- Triggers on every protected table (yifa.cases.log.rows makes them from the models after each migration) write a salted digest
-- of the row here, in the order of the bureau's log. A seal, an entry of the log, holds the root over them (yifa.cases.log.seals);
-- so they stand under the signed checkpoint. The application may read these tables and write to neither: see docs/decisions/0108.

-- The transaction that entered last: rows that only an act may change are refused at the commit of any other.
alter table log_head add column entered_by xid8, add column entered_in timestamptz;
create function yifa_say_who_entered() returns trigger language plpgsql as $$
begin
    new.entered_by := pg_current_xact_id();
    new.entered_in := transaction_timestamp();
    return new;
end $$;
create trigger say_who_entered before update on log_head for each row when (new.size > old.size)
    execute function yifa_say_who_entered();
alter table log_head enable always trigger say_who_entered;

-- A leaf is the hash of its entry, whoever writes it.
alter table log_entry add constraint leaf_is_the_hash_of_the_entry check (leaf_hash = sha256('\x00'::bytea || entry));

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
create function yifa_only_forget_salt() returns trigger language plpgsql as $$
begin
    if new.salt is not null or (new.bureau_id, new.seq, new.after, new.table_id, new.row_key, new.digest, new.by_act)
        is distinct from (old.bureau_id, old.seq, old.after, old.table_id, old.row_key, old.digest, old.by_act)
    then
        raise exception 'A commitment to a row never changes.' using errcode = 'YF009';
    end if;
    return new;
end $$;
create trigger only_forget before update on row_commitment for each row execute function yifa_only_forget_salt();
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

-- Rows that one statement inserted. Arguments: number of the table, its name, columns left out, column of the key, '' or the
-- column of the bureau, whether only an act may write here.
create function yifa_commit_inserted() returns trigger
language plpgsql security definer set search_path = public, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'iso_8601' set bytea_output = 'hex' set extra_float_digits = 1
as $$
declare
    v_table smallint := tg_argv[0];
    v_out text[] := tg_argv[2];
    v_act boolean := tg_argv[5];
    v_bureau bigint := nullif(current_setting('yifa.bureau', true), '');
    v_size bigint;
    v_row jsonb;
    v_salt bytea;
begin
    if tg_argv[4] <> '' then
        select (to_jsonb(n) ->> tg_argv[4])::bigint into v_bureau from inserted n limit 1;
    end if;
    if not exists (select from inserted) then
        return null;
    end if;
    if v_bureau is null then
        raise exception 'A row of % is written for no bureau.', tg_table_name using errcode = 'YF010';
    end if;
    v_size := yifa_order_change(v_bureau);
    insert into row_commitment (bureau_id, after, table_id, row_key, digest, salt, by_act)
        select v_bureau, v_size, v_table, (made.row ->> tg_argv[3])::bigint,
            sha256(made.salt || yifa_row_text(tg_argv[1], made.row)), made.salt, v_act
        from (
            select to_jsonb(n) - v_out as row, uuid_send(gen_random_uuid()) as salt from inserted n offset 0
        ) made
        order by (made.row ->> tg_argv[3])::bigint;
    return null;
end $$;

-- A row that was changed or deleted. Arguments as above.
create function yifa_commit_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp
set timezone = 'UTC' set datestyle = 'ISO, YMD' set intervalstyle = 'iso_8601' set bytea_output = 'hex' set extra_float_digits = 1
as $$
declare
    v_table smallint := tg_argv[0];
    v_old jsonb := to_jsonb(old) - (tg_argv[2])::text[];
    v_bureau bigint := nullif(current_setting('yifa.bureau', true), '');
    v_key bigint := v_old ->> tg_argv[3];
    v_size bigint;
    v_new jsonb;
    v_salt bytea;
begin
    if tg_argv[4] <> '' then
        v_bureau := v_old ->> tg_argv[4];
    end if;
    if v_bureau is null then
        raise exception 'A row of % is written for no bureau.', tg_table_name using errcode = 'YF010';
    end if;
    v_size := yifa_order_change(v_bureau);
    update row_commitment set salt = null where table_id = v_table and row_key = v_key and salt is not null
        and (bureau_id = v_bureau or tg_argv[4] = '');
    if tg_op = 'UPDATE' then
        v_new := to_jsonb(new) - (tg_argv[2])::text[];
        if v_key <> (v_new ->> tg_argv[3])::bigint
            or (tg_argv[4] <> '' and (v_new ->> tg_argv[4])::bigint is distinct from v_bureau)
        then
            raise exception 'A row of % keeps its key and its bureau.', tg_table_name using errcode = 'YF010';
        end if;
        v_salt := uuid_send(gen_random_uuid());
        insert into row_commitment (bureau_id, after, table_id, row_key, digest, salt, by_act) values (
            v_bureau, v_size, v_table, v_key, sha256(v_salt || yifa_row_text(tg_argv[1], v_new)), v_salt, tg_argv[5]::boolean
        );
    else
        insert into row_commitment (bureau_id, after, table_id, row_key, by_act)
            values (v_bureau, v_size, v_table, v_key, tg_argv[5]::boolean);
    end if;
    return null;
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
