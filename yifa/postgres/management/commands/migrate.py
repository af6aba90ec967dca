"""``migrate`` as the owner of the schema; afterwards the application's privileges are set."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from yifa.postgres.owner import as_owner


class Command(migrate.Command):
    """Django's command, in another role."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        with as_owner(options["database"]):
            return super().handle(*args, **options)
