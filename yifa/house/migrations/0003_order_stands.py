"""The database refuses what the act refuses: any change of an order once it is asked, or of a decision once it is made."""

from django.db import migrations

_GUARD = """
create function yifa_order_stands() returns trigger language plpgsql as $$
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
create trigger order_stands before update on house_houseorder for each row execute function yifa_order_stands();
alter table house_houseorder enable always trigger order_stands;
"""


class Migration(migrations.Migration):
    dependencies = [("house", "0002_initial")]
    operations = [migrations.RunSQL(_GUARD)]
