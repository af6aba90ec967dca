"""The application that the benchmark of pages serves on loopback."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")

application = get_wsgi_application()
