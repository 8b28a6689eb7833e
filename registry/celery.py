"""The Celery application: `celery -A registry worker`, and one `celery -A registry beat` beside all workers."""

import os
import sys
from typing import Any

from celery import Celery
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")

app = Celery("staffroll", task_cls="registry.repeated_tasks:RepeatedTask")


@app.on_configure.connect
def read_environment(**kwargs: Any) -> None:
    """End with one sentence, as `manage.py` does, where the environment is no use."""
    try:
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        sys.exit(str(error))


app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["productions", "api"])
# By name, since they know what is not there yet, or no web process needs.
app.steps["consumer"].add("registry.worker:SweepOnConnection")
app.steps["consumer"].add("registry.signs:SignOfLife")
app.steps["worker"].add("registry.forks:PreparedForks")
