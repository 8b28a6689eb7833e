"""All settings. With an empty environment it runs on this machine alone; see `registry/env.py`."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from productions.shared.site_languages import SITE_LANGUAGES, SOURCE_LANGUAGE
from productions.shared.version import VERSION
from registry.databases import POOLS, read_databases
from registry.env import Environment, explain_write_errors
from registry.logs import build_logging_settings
from registry.openapi import spectacular_settings
from registry.queues import (
    BROKER_CONNECT_SECONDS,
    SHORT,
    TASK_ROUTES,
    make_periodic_entry,
    make_queues,
    transport_options,
)
from registry.secret_key import local_secret_key
from registry.sign_in.options import *  # noqa: F403  # what django-allauth reads from here
from registry.sign_in.options import read_provider

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

DATA_DIR = env.folder("STAFFROLL_DATA_DIR", BASE_DIR / "var")
DATABASE_URL = env.url("DATABASE_URL", schemes=("postgres", "postgresql"))
DATABASE_POOL = env.choice("STAFFROLL_DATABASE_POOL", "none", among=POOLS)
BROKER_URL = env.url("CELERY_BROKER_URL", schemes=("redis", "rediss", "amqp", "amqps"))
REDIS_URL = env.url("REDIS_URL", schemes=("redis", "rediss"))
DEBUG = env.flag("STAFFROLL_DEBUG", default=not DATABASE_URL)
HTTPS = env.flag("STAFFROLL_HTTPS", default=not DEBUG)


SECRET_KEY = env.text("STAFFROLL_SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "STAFFROLL_SECRET_KEY is missing; set it to 50 random characters, for example from "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`."
        )
    with explain_write_errors("STAFFROLL_DATA_DIR", DATA_DIR):
        SECRET_KEY = local_secret_key(DATA_DIR)

ALLOWED_HOSTS = env.words("STAFFROLL_ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    if not DEBUG:
        raise ImproperlyConfigured(
            "STAFFROLL_ALLOWED_HOSTS is missing; set it to the host names of this site, separated by commas."
        )
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = (
    [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []
)

INSTALLED_APPS = [
    "productions",
    "api",
    "registry.apps.RegistryConfig",
    "registry.admin_site.StaffrollAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "knox",
]
MIDDLEWARE = [
    "registry.middleware.HeadWithoutBody",
    "registry.middleware.Deadline",
    "django.middleware.security.SecurityMiddleware",
    "registry.middleware.Health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "registry.middleware.ContentSecurityPolicy",
    "registry.cross_origin.CrossOrigin",
    "registry.request_bodies.RequestBodies",
    "registry.middleware.FullDisk",
    "registry.middleware.Sessions",
    "registry.middleware.Locales",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "registry.middleware.Authentication",
    "registry.middleware.Messages",
    "registry.middleware.RateHeaders",
    "api.http.deprecation.DeprecationHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "registry.middleware.SecondFactor",
    "registry.middleware.LastSeen",
    "registry.middleware.DatabaseTrouble",
]
ROOT_URLCONF = "registry.urls"
WSGI_APPLICATION = "registry.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "registry.sign_in.context.page_head",
            ],
            "libraries": {"pages": "api.pages.template_filters"},
        },
    }
]

DATABASES = read_databases(DATABASE_URL, DATABASE_POOL, DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

AUTH_USER_MODEL = "productions.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
NUM_PROXIES = env.whole_number("STAFFROLL_NUM_PROXIES", 0)
# Whoever approves, decides about shared entries or may do everything signs in with a second factor.
SECOND_FACTOR_REQUIRED = not DEBUG
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SOCIALACCOUNT_PROVIDERS = read_provider(
    issuer=env.url("STAFFROLL_OIDC_ISSUER", schemes=("https", "http") if DEBUG else ("https",)),
    client_id=env.text("STAFFROLL_OIDC_CLIENT_ID"),
    secret=env.text("STAFFROLL_OIDC_CLIENT_SECRET"),
    name=env.text("STAFFROLL_OIDC_NAME"),
)
KNOX_TOKEN_MODEL = "productions.ApiToken"
MIGRATION_MODULES = {"knox": None}  # its own table is not used
# A beginning by which scanners of published secrets know a token; `Authorization: Bearer …` (RFC 6750).
REST_KNOX = {"TOKEN_PREFIX": "staffroll_", "AUTH_HEADER_PREFIX": "Bearer"}

LANGUAGE_CODE = SOURCE_LANGUAGE
LANGUAGES = [(each.code, each.own_name) for each in SITE_LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.time_zone("STAFFROLL_TIME_ZONE", "Asia/Tokyo")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.folder("STAFFROLL_STATIC_DIR", DATA_DIR / "static")
MEDIA_ROOT = DATA_DIR / "media"  # never served by address: downloads are views that ask for the right
NGINX_SENDS_FILES = env.flag("STAFFROLL_NGINX_SENDS_FILES", default=False)
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "registry.static_storage.ModuleStaticFiles"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a template of 40 blocks with another 40 for an edition has 2,000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NUM_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

FEED_RULE = "api.feed.public_rows.public_events"  # which events of the ledger the public may know of
SITE_CONTACT = env.contact("STAFFROLL_CONTACT")
PUBLIC_URL = env.public_url("STAFFROLL_PUBLIC_URL")
SECURITY_CONTACT = env.contact("STAFFROLL_SECURITY_CONTACT")
DATA_LICENCE = env.licence("STAFFROLL_DATA_LICENCE")
DATA_LICENCE_URL = env.licence_url("STAFFROLL_DATA_LICENCE_URL", of=DATA_LICENCE)
DUMP_HOUR = env.whole_number("STAFFROLL_DUMP_HOUR", 3, most=23)
DUMPS_KEPT = env.whole_number("STAFFROLL_DUMPS_KEPT", 3, least=1)
LONG_POLLS = env.whole_number("STAFFROLL_LONG_POLLS", 1, least=1)
STATEMENT_SECONDS = env.whole_number("STAFFROLL_STATEMENT_SECONDS", 15, least=1)
REQUEST_SECONDS = env.whole_number("STAFFROLL_REQUEST_SECONDS", 60, least=1)
API_RATE = env.rate("STAFFROLL_API_RATE", "none" if DEBUG else "600/min")
API_WRITE_RATE = env.rate("STAFFROLL_API_WRITE_RATE", "none" if DEBUG else "300/min")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.write.tokens.BearerTokens"],
    "DEFAULT_PERMISSION_CLASSES": ["api.write.tokens.TokenToWrite"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.http.negotiation.AddressNegotiation",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.read.schema.DeclaredSchema",
    "DEFAULT_THROTTLE_CLASSES": ["api.http.throttling.RateLimit"],
    "EXCEPTION_HANDLER": "api.http.errors.problem_response",
}
SPECTACULAR_SETTINGS = spectacular_settings(VERSION)

# The export row is the job, the message only a doorbell. In seconds, and in this order (a check asserts it):
EXPORT_SOFT_SECONDS = env.whole_number("STAFFROLL_EXPORT_SOFT_SECONDS", 240, least=1)
EXPORT_HARD_SECONDS = env.whole_number("STAFFROLL_EXPORT_HARD_SECONDS", 300, least=1)
EXPORT_LEASE_SECONDS = env.whole_number("STAFFROLL_EXPORT_LEASE_SECONDS", 25, least=3)
BROKER_VISIBILITY_SECONDS = 3600
EXPORT_SWEEP_SECONDS = env.whole_number("STAFFROLL_EXPORT_SWEEP_SECONDS", 30, least=1)
EXPORT_MAX_ATTEMPTS = env.whole_number("STAFFROLL_EXPORT_MAX_ATTEMPTS", 5, least=1)
# How often the worker looks for productions whose moment to become public has come.
PUBLISH_SWEEP_SECONDS = 10
# What one account may have waiting or running at one time, and ask for within an hour.
EXPORTS_AT_ONCE = env.whole_number("STAFFROLL_EXPORTS_AT_ONCE", 50, least=1)
EXPORTS_KEPT_DAYS = env.whole_number("STAFFROLL_EXPORTS_KEPT_DAYS", 90)
EXPORTS_PER_HOUR = env.whole_number("STAFFROLL_EXPORTS_PER_HOUR", 300, least=1)

# Webhooks, in seconds: how often the worker looks, when an answer counts as slow, until when a turn begins another message,
# how long a try may last, and how long nobody else tries meanwhile. A turn ends within the third and the fourth together.
WEBHOOK_SWEEP_SECONDS = env.whole_number("STAFFROLL_WEBHOOK_SWEEP_SECONDS", 5, least=1)
WEBHOOK_SLOW_SECONDS = 2
WEBHOOK_TURN_SECONDS = 5
WEBHOOK_TRY_SECONDS = 15
WEBHOOK_LEASE_SECONDS = 60
WEBHOOK_LOOPBACK = env.flag("STAFFROLL_WEBHOOK_LOOPBACK", default=False) and DEBUG
# A dump tells its progress after every slice; one that is silent for so long (seconds) is taken over.
DUMP_LEASE_SECONDS = 120
DUMP_MOST_SECONDS = 6 * 3600
FILM_MOST_SECONDS = 6 * 3600
# Counting the whole record, and each of its statements: 500,000 credits take seconds, many millions take minutes.
COUNT_MOST_SECONDS = 1800

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = EXPORT_SOFT_SECONDS
CELERY_TASK_TIME_LIMIT = EXPORT_HARD_SECONDS
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CONSUMER = "registry.worker:PromptConsumer"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = BROKER_CONNECT_SECONDS
# One more try at once, on a new connection: the one that was kept may be dead.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0}
CELERY_TASK_QUEUES = make_queues()
CELERY_TASK_DEFAULT_QUEUE = SHORT
CELERY_TASK_ROUTES = TASK_ROUTES
CELERY_BEAT_SCHEDULER = "registry.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep": make_periodic_entry("productions.tasks.sweep", EXPORT_SWEEP_SECONDS),
    "publish": make_periodic_entry("productions.tasks.publish", PUBLISH_SWEEP_SECONDS),
    "webhooks": make_periodic_entry("api.tasks.ring_webhooks", WEBHOOK_SWEEP_SECONDS),
    "exports": make_periodic_entry("productions.tasks.clear_exports", 3600),
    "dumps": make_periodic_entry("api.tasks.sweep_dumps", EXPORT_SWEEP_SECONDS),
}
if BROKER_URL:
    CELERY_BROKER_URL = BROKER_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = transport_options(
        BROKER_URL, visibility_seconds=BROKER_VISIBILITY_SECONDS
    )
else:
    BROKER_DIR = DATA_DIR / "broker"
    with explain_write_errors("STAFFROLL_DATA_DIR", DATA_DIR):
        for folder in ("messages", "control"):
            (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"  # kombu warns of an address without a host
    CELERY_BROKER_TRANSPORT = "registry.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "unreadable_folder": str(BROKER_DIR / "unreadable"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,  # seconds; by default a worker looks each second
    }

LOGGING = build_logging_settings("WARNING" if DEBUG else "INFO")
