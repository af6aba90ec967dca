"""The log's tables, their guards, and the functions that write acts; see 0002_log.sql beside this file."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")

_UNDO = """
drop function yifa_file_in_use, yifa_move_party, yifa_erase, yifa_refresh_owed, yifa_act_many, yifa_act, yifa_take_numbers, yifa_read_head, yifa_lock_head, yifa_read_case, yifa_work_for;
drop table log_checkpoint, log_tile, act_content, log_entry, log_head;
drop function yifa_only_grow, yifa_only_forget, yifa_refuse_change;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("house", "0002_initial"), ("parties", "0001_initial")]
    operations = [migrations.RunSQL(_SQL, _UNDO)]
