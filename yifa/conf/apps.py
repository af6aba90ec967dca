"""Registration of the start-up checks with Django; nothing else runs at import."""

from __future__ import annotations

from django.apps import AppConfig


class ConfConfig(AppConfig):
    """Settings as a Django application: it brings the checks of a start, and the page of a lock-out."""

    name = "yifa.conf"
    label = "conf"
    verbose_name = "设置"

    def ready(self) -> None:
        from yifa.conf import checks  # noqa: F401  (registers them)
