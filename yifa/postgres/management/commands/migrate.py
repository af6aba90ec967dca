"""``migrate`` as the owner of the schema; afterwards the application's privileges are set."""

from __future__ import annotations

from typing import Any, Final

from django.core.management.commands import migrate

from yifa.postgres import schema
from yifa.postgres.owner import as_owner

# With any of these somebody asks for something else than everything that is due.
_ASKS_FOR_LESS: Final = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    """Django's command, in another role; a new database gets its tables from the file that holds them."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        using = options["database"]
        with as_owner(using):
            whole = not any(options.get(name) for name in _ASKS_FOR_LESS)
            if whole and schema.SCHEMA.exists() and schema.is_new(using):
                schema.make(using)
            return super().handle(*args, **options)
