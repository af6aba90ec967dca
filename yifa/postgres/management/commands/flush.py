"""``flush`` for test databases only: Yifa's record is never emptied.

Between transactional tests Django empties all tables with TRUNCATE, which the log's tables refuse by trigger and role, and
which stumbles over their foreign keys. In a test database the server's superuser empties them instead, triggers aside.
"""

from __future__ import annotations

from typing import Any, Final

from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections

from yifa.postgres.owner import as_owner

# What migrations and post_migrate fill and tests do not change; keeping it makes emptying quick.
_KEPT: Final = frozenset({"django_migrations", "django_content_type", "auth_permission", "row_table"})

_EMPTY_TABLES: Final = """
DO $empty$
DECLARE
    named record;
    guard record;
    filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR named IN
        SELECT c.oid, c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relname <> ALL (string_to_array('{kept}', ','))
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', named.name) INTO filled;
        IF filled THEN
            FOR guard IN SELECT tgname FROM pg_trigger WHERE tgrelid = named.oid AND tgenabled = 'A' AND NOT tgisinternal LOOP
                EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', named.name, guard.tgname);
            END LOOP;
            EXECUTE format('DELETE FROM %s', named.name);
            FOR guard IN SELECT tgname FROM pg_trigger WHERE tgrelid = named.oid AND tgenabled = 'D' AND NOT tgisinternal LOOP
                EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', named.name, guard.tgname);
            END LOOP;
        END IF;
    END LOOP;
END
$empty$
"""


class Command(flush.Command):
    """Django's command, refused outside tests."""

    def handle(self, **options: Any) -> None:
        using = options["database"]
        connection = connections[using]
        if "SUPERUSER" not in connection.settings_dict:
            raise CommandError(
                "卷宗记录不可清空。演示数据要重做，请用 yifa database clear。\n"
                "The record is never emptied. To make the demonstration anew, use yifa database clear."
            )
        with as_owner(using, role="SUPERUSER"), connection.cursor() as cursor:
            cursor.execute(_EMPTY_TABLES.format(kept=",".join(sorted(_KEPT))))
        if not options.get("inhibit_post_migrate", False):
            with as_owner(using):
                emit_post_migrate_signal(0, False, using)
