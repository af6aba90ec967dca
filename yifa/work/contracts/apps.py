"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """Contracts as a Django application."""

    name = "yifa.work.contracts"
    label = "contracts"
    verbose_name = "政府合同"
    default_auto_field = "django.db.models.BigAutoField"
