-- A seal stands beside its entry and goes on from the one before: a row that was put in beside the log would stay for ever, and every
-- verification would tell of it.
create function yifa_seal_has_its_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
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
create trigger seal_has_its_entry before insert on row_seal for each row execute function yifa_seal_has_its_entry();
alter table row_seal enable always trigger seal_has_its_entry;
