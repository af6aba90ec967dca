"""A bureau's own server. It refuses to start with anything that belongs to a demonstration or is left to chance."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from yifa.conf import env
from yifa.conf.base import *  # noqa: F403
from yifa.conf.database import from_addresses

SECRET_KEY = env.text("YIFA_SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured(
        "YIFA_SECRET_KEY 太短或太简单，应为至少五十个随机字符。\n"
        "YIFA_SECRET_KEY is too short or too simple: give fifty random characters or more."
    )
DATABASES = {
    "default": from_addresses(
        env.text("DATABASE_URL"),
        env.text("DATABASE_OWNER_URL", ""),
        seconds=env.integer("YIFA_CONNECTION_SECONDS", 60),
    )
}
ALLOWED_HOSTS = env.words("YIFA_ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "YIFA_ALLOWED_HOSTS 应列出本系统的域名，不能用 * 。\n"
        "YIFA_ALLOWED_HOSTS must list the host names of this site; * is not one."
    )

# Who keeps the system, and who signs for the bureau.
SECOND_FACTOR = env.powers(
    "YIFA_SECOND_FACTOR",
    (
        "system-administrator",
        "security-administrator",
        "audit-administrator",
        "head-of-organ",
        "deputy-head",
        "party-group-secretary",
    ),
)

# Pages and cookies travel over HTTPS alone.
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS]
if env.flag("YIFA_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
