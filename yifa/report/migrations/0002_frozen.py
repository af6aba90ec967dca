"""A frozen report keeps its words: whoever asks, the database refuses."""

from django.db import migrations

_FROZEN = """
create function report_is_fixed() returns trigger language plpgsql as $$
begin
    if old.status = 'frozen' then
        raise exception 'report % is frozen', old.id using errcode = 'integrity_constraint_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger report_is_fixed before update or delete on report_report
    for each row execute function report_is_fixed();

create function report_takes_no_more() returns trigger language plpgsql as $$
begin
    if exists (select from report_report r where r.id = new.report_id and r.status = 'frozen') then
        raise exception 'report % is frozen', new.report_id using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger report_takes_no_more before insert on report_prose
    for each row execute function report_takes_no_more();
create trigger report_takes_no_more before insert or update on report_tie
    for each row execute function report_takes_no_more();
create trigger report_takes_no_more before insert on report_confirmation
    for each row execute function report_takes_no_more();
"""


class Migration(migrations.Migration):
    dependencies = [("report", "0001_initial")]
    operations = [migrations.RunSQL(_FROZEN)]
