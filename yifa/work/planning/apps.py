"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning as a Django application."""

    name = "yifa.work.planning"
    label = "planning"
    verbose_name = "年度计划"
    default_auto_field = "django.db.models.BigAutoField"
