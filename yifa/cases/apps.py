"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    """Cases as a Django application, and what the application's role may do to its tables."""

    name = "yifa.cases"
    label = "cases"
    verbose_name = "事项"
    default_auto_field = "django.db.models.BigAutoField"

    append_only_tables = ("log_tile", "log_checkpoint", "row_seal", "cases_keptprocedure")
    # Acts are written by functions of the owner (migration 0002); the application's role cannot go round them.
    table_privileges = {
        "log_head": ("SELECT",),
        "log_entry": ("SELECT",),
        "act_content": ("SELECT",),
        "cases_case": ("SELECT",),
        "cases_obligation": ("SELECT",),
        "cases_counter": ("SELECT",),
        "cases_letter": ("SELECT",),
        "cases_refusal": ("SELECT", "INSERT"),
        "cases_reading": ("SELECT", "INSERT"),
        "cases_shownhead": ("SELECT", "INSERT", "UPDATE"),
        "cases_cosignedhead": ("SELECT", "INSERT", "UPDATE"),
        "row_table": ("SELECT",),
        "row_commitment": ("SELECT",),
        "cases_caselink": ("SELECT", "INSERT", "UPDATE"),
    }
    bureau_tables = ("log_entry", "act_content", "log_tile", "log_checkpoint", "row_seal", "search_head")
    # Functions of the owner work there for whatever bureau's rows a transaction wrote.
    bureau_tables_open_to_owner = ("log_head", "row_commitment", "search_entry")

    def ready(self) -> None:
        # What belongs to no field of work registers itself on import.
        from yifa.cases.acting import elsewhere  # noqa: F401
        from yifa.cases.log.row_triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="yifa.cases.log.rows")
