"""Registration of this part with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases as a Django application, and what the application's role may do to its tables."""

    name = "yifa.cases"
    label = "cases"
    verbose_name = "事项"
    default_auto_field = "django.db.models.BigAutoField"

    append_only_tables = ("log_tile", "log_checkpoint", "cases_keptprocedure")
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
        "cases_caselink": ("SELECT", "INSERT", "UPDATE"),
    }
    bureau_tables = ("log_head", "log_entry", "act_content", "log_tile", "log_checkpoint", "search_head")
    bureau_tables_open_to_owner = ("search_entry",)
