"""How a field of work registers itself: its ``apps.py`` names this configuration, and its files are found by their names.

``registers`` holds the models; ``parameters``, ``pools``, ``computations``, ``effects``, ``guards``, ``figures``,
``duties``, ``notes``, ``coming``, ``agenda`` and
``stories`` register what they declare when they are imported. A field leaves out what it does not need. Nothing below knows its
name.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.apps.config import MODELS_MODULE_NAME

from yifa.law.text import Bilingual

REGISTERING = (
    "parameters",
    "pools",
    "computations",
    "standings",
    "effects",
    "guards",
    "figures",
    "duties",
    "notes",
    "coming",
    "agenda",
    "stories",
)


class FieldConfig(AppConfig):
    """A field of work as a Django application."""

    # Django would otherwise find two configurations in a field's ``apps.py``: the field's and this one.
    default = False
    default_auto_field = "django.db.models.BigAutoField"
    # The field's own pages, shown beside its registers: the name of the address, and what the page is called.
    pages: tuple[tuple[str, Bilingual], ...] = ()

    def import_models(self) -> None:
        """Takes ``registers`` for the module of models that Django would look for as ``models``."""
        if find_spec(f"{self.name}.{MODELS_MODULE_NAME}") is not None:
            raise ImportError(f"{self.name}: a field of work keeps its models in registers.py")
        assert self.apps is not None
        self.models = self.apps.all_models[self.label]
        name = f"{self.name}.registers"
        if find_spec(name) is not None:
            self.models_module = import_module(name)

    def ready(self) -> None:
        """Imports what the field registers."""
        for name in REGISTERING:
            if find_spec(f"{self.name}.{name}") is not None:
                import_module(f"{self.name}.{name}")
