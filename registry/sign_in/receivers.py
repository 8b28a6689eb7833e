"""What django-allauth does by itself, into the ledger: second factors set up, removed, and refused.

Its own signals for the first two come after the commit; those of the model come inside the change's transaction.
"""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone

from api.http.throttling import get_client_address
from productions.accounts.services.sign_ins import record_sign_in_event
from productions.models import User
from registry.sign_in.adapters import record_failure


def record_added(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    if created:
        record_change(instance, "second factor added")


def record_removed(instance: Authenticator, **kwargs: Any) -> None:
    record_change(instance, "second factor removed")


def record_change(factor: Authenticator, action: str) -> None:
    """The actor is whoever is signed in; the operator where nobody is."""
    request = context.request
    owner = User.objects.get(pk=factor.user_id)
    own = request is not None and request.user.is_authenticated and request.user.pk == owner.pk
    record_sign_in_event(
        owner, action=action, by=owner if own else None, now=timezone.now(),
        address=get_client_address(request) if request is not None else "", values={"kind": factor.type},
    )  # fmt: skip


def record_wrong_code(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record_failure(request, User.objects.get(pk=user.pk), authenticator.type)


def connect_sign_in_receivers() -> None:
    """Called once by the app config."""
    post_save.connect(record_added, sender=Authenticator)
    post_delete.connect(record_removed, sender=Authenticator)
    authentication_failed.connect(record_wrong_code)
