"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PostgresConfig(AppConfig):
    """The database's roles and privileges as a Django application (its commands override Django's)."""

    name = "yifa.postgres"
    label = "yifa_postgres"
    verbose_name = "数据库"

    def ready(self) -> None:
        from yifa.postgres.privileges import after_migrate

        # Sent once for every application that has models; one of them is enough, since all migrations have run by then.
        post_migrate.connect(
            after_migrate, sender=apps.get_app_config("contenttypes"), dispatch_uid="yifa.postgres.privileges"
        )
