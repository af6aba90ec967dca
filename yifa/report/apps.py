"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ReportConfig(AppConfig):
    """Report as a Django application; prose and what was frozen can only be added to."""

    name = "yifa.report"
    label = "report"
    verbose_name = "报告"
    default_auto_field = "django.db.models.BigAutoField"

    append_only_tables = (
        "report_prose",
        "report_confirmation",
        "report_frozenfigure",
        "report_output",
        "report_publication",
        "report_correction",
    )

    def ready(self) -> None:
        """Lets guards and effect of the annual report's procedure register themselves; names what is done to reports."""
        from yifa.cases.log.record import name_steps
        from yifa.report.acts import TITLES

        name_steps(TITLES)
        import_module("yifa.report.guards")
        import_module("yifa.report.effects")
        import_module("yifa.report.parameters")
        import_module("yifa.report.notes")
