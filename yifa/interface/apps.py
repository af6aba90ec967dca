"""Registration of the shared interface with Django."""

from __future__ import annotations

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    """Templates, styles and template tags that the pages share."""

    name = "yifa.interface"
    label = "interface"
    verbose_name = "界面"
