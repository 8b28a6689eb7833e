"""For gunicorn: `gunicorn registry.wsgi`."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")

WORKER_BOOT_ERROR = 3
"""By this exit code gunicorn knows that the next try would end in the same way, and stops."""

try:
    django.setup(set_prefix=False)
except ImproperlyConfigured as error:
    print(error, file=sys.stderr, flush=True)
    sys.exit(WORKER_BOOT_ERROR)

# After the set-up, since it reads the settings. Web processes only: workers and commands may take their time.
from productions.operations.services.deadlines import keep_deadlines  # noqa: E402
from registry.garbage import freeze_program  # noqa: E402
from registry.limits import limit_statements  # noqa: E402
from registry.readiness import WebHandler  # noqa: E402
from registry.request_bodies import read_chunked  # noqa: E402

application = read_chunked(WebHandler())
connection_created.connect(limit_statements)
connection_created.connect(keep_deadlines)

freeze_program()
