"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """House as a Django application."""

    name = "yifa.house"
    label = "house"
    verbose_name = "机构"
    default_auto_field = "django.db.models.BigAutoField"
