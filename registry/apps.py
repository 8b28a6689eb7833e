"""Registers the system checks; `manage.py check` would not find them in `urls.py`."""

from django.apps import AppConfig

from registry import checks


class RegistryConfig(AppConfig):
    name = "registry"

    def ready(self) -> None:
        checks.register_all()
