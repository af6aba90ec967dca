"""The application that a web server runs. In production it refuses to start while a start-up check fails."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.conf.production")

application = get_wsgi_application()
