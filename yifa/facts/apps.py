"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """Facts as a Django application, for its templates and words alone; it has no tables."""

    name = "yifa.facts"
    label = "facts"
    verbose_name = "汇总"
