-- An entry recorded ahead of time would close the log until that moment comes, for nothing is recorded before what is there.
-- The clock of the program is therefore held against that of the database server, of which there is one.
create or replace function yifa_only_grow() returns trigger language plpgsql as $$
begin
    if new.bureau_id <> old.bureau_id or new.size < old.size or new.recorded_at < old.recorded_at then
        raise exception 'A log only grows.' using errcode = 'YF009';
    end if;
    if new.recorded_at > old.recorded_at and new.recorded_at > clock_timestamp() + interval '5 minutes' then
        raise exception 'The entry would be recorded ahead of the database server''s clock.' using errcode = 'YF004';
    end if;
    return new;
end $$;
