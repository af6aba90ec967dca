"""The tests: a database server of their own, quick password hashes, files in a folder that is thrown away."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from yifa.conf import env
from yifa.conf.base import *  # noqa: F403
from yifa.conf.base import INSTALLED_APPS as BASE_APPS
from yifa.conf.database import throwaway

INSTALLED_APPS = ["yifa.demo", *BASE_APPS]
# Memory where the machine has it; every process of one run shares the folder that the first one names.
_RAM = Path("/dev/shm")  # noqa: S108
_PARENT = _RAM if os.access(_RAM, os.W_OK) else Path(tempfile.gettempdir())
TEST_CLUSTER = Path(env.text("YIFA_TEST_CLUSTER", str(_PARENT / f"yifa-test-{os.getpid()}")))
DATABASES = {"default": throwaway(TEST_CLUSTER)}
PERSONAL_KEYS = str(Path(tempfile.gettempdir()) / f"yifa-test-keys-{os.getuid()}.json")
SECRET_KEY = "a key for tests, which sign nothing that anybody keeps"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
DEMO_LOGINS_ALLOWED = True
