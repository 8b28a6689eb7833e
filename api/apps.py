"""The public API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        """Declare the resources, for the sequencer and the workers too, which load no addresses."""
        # The models are not there yet when Django imports this module.
        from api.resources import registry  # noqa: F401
