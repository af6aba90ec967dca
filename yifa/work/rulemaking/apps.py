"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class RulemakingConfig(AppConfig):
    """Rulemaking as a Django application."""

    name = "yifa.work.rulemaking"
    label = "rulemaking"
    verbose_name = "规范性文件"
    default_auto_field = "django.db.models.BigAutoField"
