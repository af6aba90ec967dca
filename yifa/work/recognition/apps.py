"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """Recognition as a Django application."""

    name = "yifa.work.recognition"
    label = "recognition"
    verbose_name = "创新主体认定"
    default_auto_field = "django.db.models.BigAutoField"
