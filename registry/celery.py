"""The Celery application: `celery -A registry worker`, and one `celery -A registry beat` beside all workers."""

import os

from celery import Celery

from registry.worker import SweepOnConnection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")

app = Celery("staffroll")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["productions", "api"])
app.steps["consumer"].add(SweepOnConnection)
# By name, since it knows the models, which are not there yet.
app.steps["consumer"].add("registry.signs:SignOfLife")
