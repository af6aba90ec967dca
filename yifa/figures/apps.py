"""Registration of this part with Django. The files of indicators are read when all registers are known."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Figures as a Django application."""

    name = "yifa.figures"
    label = "figures"
    verbose_name = "数据"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers what the files of indicators say. Raises FileProblems."""
        from yifa.figures.tables import register_tables

        register_tables()
