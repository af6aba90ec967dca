"""Settings that hold everywhere. ``dev`` is a laptop and the demonstration, ``test`` the tests, ``production`` a bureau."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from yifa.conf import env
from yifa.conf.logs import logging_settings

CHECKOUT = Path(__file__).resolve().parent.parent.parent
HOME = env.home()

FIELDS = [
    "yifa.work.rulemaking",
    "yifa.work.meetings",
    "yifa.work.counsel",
    "yifa.work.contracts",
    "yifa.work.services",
    "yifa.work.recognition",
    "yifa.work.suggestions",
    "yifa.work.integrity",
    "yifa.work.planning",
    "yifa.work.supervision",
    "yifa.work.leadership",
    "yifa.work.competition",
    "yifa.work.consultation",
    "yifa.work.decisions",
    "yifa.work.published",
    "yifa.work.enforcers",
    "yifa.work.draws",
    "yifa.work.inspections",
    "yifa.work.penalties",
    "yifa.work.permits",
    "yifa.work.disputes",
    "yifa.work.study",
    "yifa.work.popularisation",
    "yifa.work.legalwork",
    "yifa.work.promotion",
    "yifa.work.personnel",
    "yifa.work.control",
    "yifa.work.attestations",
    "yifa.work.privacy",
    "yifa.work.archives",
    "yifa.work.documents",
    "yifa.work.disclosure",
    "yifa.work.experts",
    "yifa.work.calls",
    "yifa.work.projects",
    "yifa.work.funds",
    "yifa.work.loans",
    "yifa.work.cooperation",
    "yifa.work.statistics",
    "yifa.work.voices",
    "yifa.work.entitlements",
    "yifa.work.boards",
]
INSTALLED_APPS = [
    *FIELDS,
    "yifa.desk",
    "yifa.portal",
    "yifa.report",
    "yifa.facts",
    "yifa.figures",
    "yifa.cases",
    "yifa.parties",
    "yifa.house",
    "yifa.interface",
    "yifa.conf",
    "yifa.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "yifa.conf.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yifa.conf.language.CookieLanguage",
    "yifa.conf.door.Door",
    "django.middleware.common.CommonMiddleware",
    # Inside the one that says how long the page is: a page longer than it says is cut off.
    "yifa.interface.chinese.MarkChinese",
    "yifa.interface.refused.SayRefused",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yifa.desk.access.DeskAccess",
    # Last, so that it sees every refused log-in.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "yifa.conf.urls"
WSGI_APPLICATION = "yifa.conf.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yifa.desk.context.desk",
            ],
        },
    }
]

# Language and time. Moments are stored in UTC; legal days are those of Asia/Shanghai.
# CLOCK: nothing for the computer's clock, or a moment or a function that the desk goes by (yifa.desk.clock).
CLOCK: Any = None
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# Files of the interface
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# The typesetting floor knows no Django; its stylesheet is found here.
STATICFILES_DIRS = [CHECKOUT / "yifa" / "typesetting" / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# Who signs in
AUTHENTICATION_BACKENDS = [
    # First, so that a locked-out name is refused before its password is looked at.
    "axes.backends.AxesStandaloneBackend",
    "yifa.conf.logins.Backend",
]
PASSWORD_HASHERS = ["yifa.conf.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "yifa.conf.passwords.NotCommon"},
    {"NAME": "yifa.conf.passwords.NotAlike"},
    {"NAME": "yifa.conf.passwords.NotOneself"},
    {"NAME": "yifa.conf.passwords.NotTheOld"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "yifa.conf.logins.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USERNAME_MIN_LENGTH = 2
# axes counts failures of passwords; this one counts beside it the wrong codes of a second factor, which axes does not see.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/900s/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Security keys are left out whole: their pages are made for scripts in the page, which the content policy forbids.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "依法 Yifa"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "yifa.conf.logins.Attempts"
# Failures from one address over all names; an office behind one address forgets fewer passwords in a quarter of an hour.
AXES_FAILURES_OF_AN_ADDRESS = 20
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "yifa.conf.logins.name_tried"
AXES_LOCKOUT_CALLABLE = "yifa.conf.logins.locked_out"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "yifa.conf.logins.client_address"

# Sessions lie in the database (every process sees a log-out at once) and end with the browser, or after a working day.
# They are sealed: a visitor's form as typed lies there.
SESSION_ENGINE = "yifa.conf.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60

# What a page may load: what Yifa serves, and nothing written into the page itself.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "yifa"}}
LOG_HOST = env.text("YIFA_LOG_HOST", "yifa.localhost")
PERSONAL_KEYS = env.text("YIFA_PERSONAL_KEYS", str(HOME / "keys" / "personal-data.json"))
LOG_SIGNING_COMMAND = env.text("YIFA_LOG_SIGNING_COMMAND", "")
globals().update(env.mail_server("YIFA_MAIL_URL"))
PORTAL_FOLDER = env.text("YIFA_PORTAL_FOLDER", "")
ADDRESS = env.text("YIFA_ADDRESS", "").rstrip("/")
ROBOT_HOSTS = [
    host
    for host in env.words("YIFA_ROBOT_HOSTS", ("qyapi.weixin.qq.com", "oapi.dingtalk.com"))
    if host != "none"
]
LOGGING = logging_settings(env.text("YIFA_LOG_LEVEL", "INFO"))
DEBUG = False

# Powers whose holders sign in with a second factor (yifa.desk.access); "all" is everybody.
SECOND_FACTOR = env.powers("YIFA_SECOND_FACTOR")

# Read by yifa.conf.logins and yifa.conf.checks.
BEHIND_PROXY = env.flag("YIFA_BEHIND_PROXY", default=False)
DEMO_LOGINS_ALLOWED = False
# Read by yifa.cli.serve: a laptop's database follows the program; a bureau's is upgraded on purpose.
MIGRATE_ON_SERVE = False
