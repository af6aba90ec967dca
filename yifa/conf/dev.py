"""A laptop, and the demonstration: everything by itself, reachable from this machine alone.

Errors look as they look in production (no DEBUG pages): what is shown is what will be served.
"""

from __future__ import annotations

from yifa.conf import env
from yifa.conf.base import *  # noqa: F403
from yifa.conf.base import HOME
from yifa.conf.base import INSTALLED_APPS as BASE_APPS
from yifa.conf.database import from_environment
from yifa.conf.keys import local_secret_key

INSTALLED_APPS = ["yifa.demo", *BASE_APPS]
DATABASES = {"default": from_environment(HOME)}
SECRET_KEY = env.text("YIFA_SECRET_KEY", "") or local_secret_key(HOME)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("YIFA_ALLOWED_HOSTS")]
DEMO_LOGINS_ALLOWED = True
MIGRATE_ON_SERVE = True
if not env.text("YIFA_MAIL_URL", ""):
    # What would be mailed can be read in a folder.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
