"""Registers the system checks, which `manage.py check` would not find in `urls.py`, and what listens to the domain and to django-allauth."""

from django.apps import AppConfig

from registry import checks
from registry.garbage import end_start


class RegistryConfig(AppConfig):
    name = "registry"

    def ready(self) -> None:
        # The models are not there yet when Django imports this module.
        from celery.signals import worker_init

        from registry import doorbells
        from registry.readiness import wait_for_schema
        from registry.sign_in import receivers

        end_start()
        checks.register_checks()
        doorbells.connect_doorbells()
        receivers.connect_sign_in_receivers()
        worker_init.connect(wait_for_schema)
