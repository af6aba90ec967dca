"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    """Integrity as a Django application."""

    name = "yifa.work.integrity"
    label = "integrity"
    verbose_name = "信用与诚信"
    default_auto_field = "django.db.models.BigAutoField"
