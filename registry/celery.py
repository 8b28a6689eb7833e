"""The Celery application: `celery -A registry worker -B`."""

import os
import sys
from typing import Any

from celery import Celery
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")

app = Celery("staffroll")


@app.on_configure.connect
def read_environment(**kwargs: Any) -> None:
    """End with one sentence, as `manage.py` does, where the environment is no use."""
    try:
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        sys.exit(str(error))


app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["productions", "api"])
