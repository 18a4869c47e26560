"""One settings file; the environment decides.

What the environment holds is listed in infra/RUNBOOK.md.  Secrets have no default here.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from backend.config.logs import LOGGING  # noqa: F401  (Django reads it here)

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("XINGJIAN_VAR", ROOT / "var"))
CHECKLISTS = Path(os.environ.get("XINGJIAN_CHECKLISTS", ROOT / "checklists"))
PDF_TEMPLATES = ROOT / "pdf_templates"
TABLET = ROOT / "backend" / "tablet"
XINGJIAN_FONTS = Path(os.environ.get("XINGJIAN_FONTS", TABLET / "node_modules/@expo-google-fonts"))

DEMO = os.environ.get("XINGJIAN_DEMO") == "1"
DEBUG = os.environ.get("XINGJIAN_DEBUG") == "1"
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
MASTER_KEY = os.environ["XINGJIAN_MASTER_KEY"]  # wraps every key in the database
ALLOWED_HOSTS = os.environ.get("XINGJIAN_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("XINGJIAN_ORIGINS", "").split(",") if o]
PUBLIC_ADDRESS = os.environ.get("XINGJIAN_ADDRESS", "http://127.0.0.1:8000")


def database(url: str) -> dict[str, Any]:
    """Read a PostgreSQL address; a host that starts with a slash is a socket folder."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(os.environ["DATABASE_URL"])}
if test_name := os.environ.get("XINGJIAN_TEST_DB"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_{test_name}"}

REDIS_URL = os.environ["REDIS_URL"]
S3 = {
    "endpoint_url": os.environ["S3_ENDPOINT_URL"],
    "aws_access_key_id": os.environ.get("S3_ACCESS_KEY_ID", ""),
    "aws_secret_access_key": os.environ.get("S3_SECRET_ACCESS_KEY", ""),
    "region_name": os.environ.get("S3_REGION", "us-east-1"),
}
S3_BUCKET = os.environ.get("S3_BUCKET", "xingjian")
S3_LOG_BUCKET = os.environ.get("S3_LOG_BUCKET", f"{S3_BUCKET}-log")  # never rolled back
LOG_ORIGIN = os.environ.get("XINGJIAN_LOG_ORIGIN", "")  # the public log's name, fixed at its start

DOMAIN_APPS = [  # an app is on when its folder is there
    folder.name
    for folder in sorted((ROOT / "backend").iterdir())
    if (folder / "apps.py").exists() and folder.name != "config"
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "axes",
    *(f"backend.{name}" for name in DOMAIN_APPS),
    "backend.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backend.config.middleware.PermissionTable",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "backend.config.urls"
WSGI_APPLICATION = "backend.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "backend.config.context.site",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/office/"
LOGOUT_REDIRECT_URL = "/"
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "backend.config.lockout.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_ADDRESS.startswith("https:")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "backend" / name / "locale" for name in ["config", *DOMAIN_APPS]]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [path for path in [TABLET / "dist"] if path.exists()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/app/assets/[^/]+-[\w-]{8}\.\w+$"  # named by content
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.api.authentication.LoginAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["backend.api.permissions.MayCall"],
    "DEFAULT_SCHEMA_CLASS": "backend.api.schema.ViewSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "EXCEPTION_HANDLER": "backend.api.problems.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(
        minutes=int(os.environ.get("XINGJIAN_ACCESS_MINUTES", "15"))
    ),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=int(os.environ.get("XINGJIAN_REFRESH_DAYS", "30"))),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "星鉴 Xingjian",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["backend.api.schema.house_parts"],
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # above the longest task
    "unacked_restore_interval": 3,
    "unacked_restore_throttle": 1,
}
CELERY_BEAT_SCHEDULE = {
    "deliver": {"task": "core.deliver", "schedule": 2.0},
    "sweep-orders": {"task": "rectifications.sweep", "schedule": 3600.0},
    "chain-operation-log": {"task": "oplog.chain", "schedule": 1.0},
    "settle-held-operations": {"task": "sync.settle_waiting", "schedule": 60.0},
    "tidy-uploads": {"task": "sync.tidy_uploads", "schedule": 300.0},
    "list-destroyed-keys": {"task": "keys.list_destroyed", "schedule": 10.0},
    "publish-log": {"task": "translog.sequence", "schedule": 2.0},
    "log-operations-day": {"task": "translog.log_day", "schedule": 900.0},
    "what-if": {"task": "inspections.what_if", "schedule": 5.0, "options": {"expires": 5}},
    "abort-overdue-draws": {"task": "draws.abort_overdue", "schedule": 3600.0},
    "settle-duties": {"task": "duties.settle", "schedule": 900.0},  # whole once a civil day
    "lapse-levels": {"task": "ratings.lapse", "schedule": 3600.0},
}

# 1 MiB packed, 8 MiB inflated: the limits of one batch from a tablet live in backend/sync.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
