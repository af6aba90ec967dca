"""Commitments to the rows of every protected table; see 0009_rows.sql beside this file, and ``yifa.cases.log.rows``."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_witnesses")]
    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
