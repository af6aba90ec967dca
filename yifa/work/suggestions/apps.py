"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Suggestions as a Django application."""

    name = "yifa.work.suggestions"
    label = "suggestions"
    verbose_name = "建议提案"
    default_auto_field = "django.db.models.BigAutoField"
