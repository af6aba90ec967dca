-- Words of cases and parties, to be searched. Made from the log and the parties some time after the act (yifa.cases.told.search).
--
-- Row-level security would keep the planner from this index, because the operator of text search is not leakproof. So the policy
-- binds the application but not the owner, and the application searches through a function of the owner, which takes the bureau
-- from the session. A bureau's mark is among the words, so that the index itself keeps bureaus apart.

create table search_entry (
    bureau_id bigint not null references house_bureau (id),
    kind text not null,
    object_id bigint not null,
    case_id bigint references cases_case (id),
    title text not null,
    words tsvector not null,
    primary key (bureau_id, kind, object_id)
);
create index search_entry_words on search_entry using gin (words) with (fastupdate = on);

create table search_head (
    bureau_id bigint primary key references house_bureau (id),
    position bigint not null,
    party_id bigint not null
);

-- At most p_cap rows are looked at, and the newest p_limit of them given, so that a common word costs no more than a rare one.
create function yifa_search(p_bureau bigint, p_query text, p_kind text, p_limit integer, p_cap integer)
returns table (kind text, object_id bigint, case_id bigint, title text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
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
