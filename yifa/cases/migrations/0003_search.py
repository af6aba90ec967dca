"""The index of words that searches read; see 0003_search.sql beside this file."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_log")]
    operations = [migrations.RunSQL(_SQL, "drop function yifa_search; drop table search_head, search_entry;")]
