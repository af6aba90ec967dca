"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HouseConfig(AppConfig):
    """House as a Django application."""

    name = "yifa.house"
    label = "house"
    verbose_name = "机构"
    default_auto_field = "django.db.models.BigAutoField"
    # What was asked and decided is not deleted; a trigger keeps it as it was.
    table_privileges = {"house_houseorder": ("SELECT", "INSERT", "UPDATE")}

    def ready(self) -> None:
        from yifa.house.row_security import after_migrate

        # Sent once for every application; one of them is enough, since all migrations have run by then.
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="yifa.house.row_security")
