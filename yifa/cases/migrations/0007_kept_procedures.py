"""Procedures are kept with the matters that run under them, and never changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_clock")]
    operations = [
        migrations.CreateModel(
            name="KeptProcedure",
            fields=[
                (
                    "hash",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False, verbose_name="程序哈希"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="程序")),
                ("text", models.TextField(verbose_name="程序文本")),
            ],
            options={"verbose_name": "留存的程序", "verbose_name_plural": "留存的程序"},
        ),
        migrations.RunSQL(
            """
            create trigger refuse_change before update or delete or truncate on cases_keptprocedure
                for each statement execute function yifa_refuse_change();
            alter table cases_keptprocedure enable always trigger refuse_change;
            -- Not valid: cases of before have none and are left alone.
            alter table cases_case add constraint case_under_a_kept_procedure
                foreign key (procedure_hash) references cases_keptprocedure (hash) not valid;
            """,
            migrations.RunSQL.noop,
        ),
    ]
