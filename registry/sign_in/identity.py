"""OpenID Connect, for those who have it: another site says who somebody is."""

from django.http import HttpRequest


def identity_provider(request: HttpRequest) -> dict[str, object] | None:
    """The provider as pages name it; None where none is configured."""
    return None
