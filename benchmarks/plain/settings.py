"""Staffroll's own settings with the plain addresses; what a project has that takes DRF as it comes."""

from registry.settings import *  # noqa: F403
from registry.settings import MIDDLEWARE, REST_FRAMEWORK

ROOT_URLCONF = "benchmarks.plain.urls"
# Without what looks after the staff's sessions: the plain site has no admin.
STAFF_ONLY = (".SecondFactor", ".LastSeen")
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    *(each for each in MIDDLEWARE if not each.endswith(STAFF_ONLY)),
]
REST_FRAMEWORK = REST_FRAMEWORK | {
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "rest_framework.schemas.openapi.AutoSchema",
}
