"""The Celery application: `celery -A registry worker -B`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")

app = Celery("staffroll")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["productions", "api"])
# By name, since it knows the models, which are not there yet.
app.steps["consumer"].add("registry.signs:SignOfLife")
