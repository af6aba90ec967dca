"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class CounselConfig(AppConfig):
    """Counsel as a Django application."""

    name = "yifa.work.counsel"
    label = "counsel"
    verbose_name = "法律顾问"
    default_auto_field = "django.db.models.BigAutoField"
