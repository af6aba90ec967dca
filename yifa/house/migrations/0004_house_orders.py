"""Orders that one administrator asks for and another decides; and who must change a first password.

The database refuses what the act refuses: an order decided by whoever asked for it, or by whom it is for, and any change of what
was asked once it is asked, or of a decision once it is made.
"""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

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
    dependencies = [("house", "0003_parameters")]

    operations = [
        migrations.AddField(
            model_name="officer",
            name="must_change_password",
            field=models.BooleanField(default=False, editable=False, verbose_name="须修改密码"),
        ),
        migrations.CreateModel(
            name="HouseOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("appoint", "任职"),
                            ("hand-over-post", "岗位交接"),
                            ("set-powers", "调整岗位职权"),
                            ("open-login", "开设登录账号"),
                            ("reset-login", "重设登录密码"),
                        ],
                        max_length=20,
                        verbose_name="种类",
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="内容"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="理由")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("asked_position", models.BigIntegerField(editable=False, verbose_name="申请的记录位置")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "待批准"),
                            ("approved", "已批准"),
                            ("refused", "未批准"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="结果",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("decision_note", models.TextField(blank=True, verbose_name="决定说明")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="house.officer",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "bureau",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="house.bureau",
                        verbose_name="机关",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="house.officer",
                        verbose_name="决定人",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="house.officer",
                        verbose_name="所涉人员",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="house.post",
                        verbose_name="所涉岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构事项申请",
                "verbose_name_plural": "机构事项申请",
                "ordering": ["-id"],
                "abstract": False,
                "base_manager_name": "everywhere",
                "indexes": [models.Index(fields=["bureau", "outcome"], name="orders_that_wait")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(officer__isnull=True)
                        | ~models.Q(asked_by=models.F("officer")),
                        name="nobody_asks_for_themselves",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(outcome__in=["approved", "refused"])
                        | models.Q(decided_by__isnull=False) & ~models.Q(decided_by=models.F("asked_by")),
                        name="nobody_decides_what_they_asked",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(outcome="approved")
                        | models.Q(officer__isnull=True)
                        | ~models.Q(decided_by=models.F("officer")),
                        name="nobody_decides_for_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(outcome="waiting", decided_by__isnull=True, decided_at__isnull=True)
                        | ~models.Q(outcome="waiting")
                        & models.Q(decided_by__isnull=False, decided_at__isnull=False),
                        name="decided_by_somebody_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(outcome="waiting"),
                        fields=["bureau", "kind", "officer", "post"],
                        name="one_order_waits",
                        nulls_distinct=False,
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunSQL(_GUARD, "drop function yifa_order_stands cascade;"),
    ]
