"""For gunicorn in tests: the site on the test database, which an empty environment has in a file of its own."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")

from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["STAFFROLL_TEST_DATABASE"]

from registry.wsgi import application  # noqa: E402

__all__ = ["application"]
