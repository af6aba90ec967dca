"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Parties as a Django application."""

    name = "yifa.parties"
    label = "parties"
    verbose_name = "相对人"
    default_auto_field = "django.db.models.BigAutoField"
