"""Where django-allauth asks us: who may sign in, what its refusals say, what the ledger keeps, how secrets are stored."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.http.throttling import get_client_address
from productions.accounts.services.sign_ins import record_sign_in_event
from productions.models import User

WRONG_CODE = gettext_lazy("This code is not right, or was used already.")


class AccountAdapter(DefaultAccountAdapter):
    """Staff alone, by user name; accounts come by invitation."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("User name and password do not match."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As our own proxies saw it. A socket without addresses has none."""
        return get_client_address(request) or "0.0.0.0"

    def get_login_stages(self) -> list[str]:
        """A second factor where there is one; nothing is sent by mail."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Refusals alone: what went well shows on the page that follows."""
        if kwargs.get("message"):
            messages.add_message(request, level, kwargs["message"])

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The ledger tells; this site sends no mail."""

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Whichever way somebody comes: a passkey or another site's word opens no closed account."""
        if not (user.is_active and user.is_staff):
            raise PermissionDenied(_("This account is closed."))
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        ways = [
            record.get("type") or record["method"] for record in get_authentication_records(request, user)
        ]
        record_sign_in_event(
            user, action="signed in", by=user, now=timezone.now(),
            address=get_client_address(request), values={"with": " + ".join(ways)},
        )  # fmt: skip

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Told whether or not there is such an account, so that nothing anybody may read tells the two apart.

        What was typed in place of a name stays untold: it may be somebody's password.
        """
        user = User.objects.filter(username=credentials.get("username", "")).first()
        record_failure(request, user, "password")


def record_failure(request: HttpRequest, user: User | None, way: str) -> None:
    """An attempt at an account is told as the account's own: nobody knows whose it was. None: at no account."""
    record_sign_in_event(
        user or User(pk=0), action="sign-in failed", by=user, now=timezone.now(),
        address=get_client_address(request), values={"with": way},
    )  # fmt: skip


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are stored under a key of the site, so that a copy of the database holds no second factor."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy("Set up an authenticator app or a passkey first."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        return get_encryption_keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return get_encryption_keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # STAFFROLL_SECRET_KEY was changed. A secret that nobody has makes every code wrong until the factor is
            # reset; an empty one would have codes that anybody can compute.
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = user.authenticator_set.filter(type=type).count()
        return str(_("Passkey %d") % (count + 1))


def get_encryption_keys() -> MultiFernet:
    """A key for second factors, derived from the site's secret; older secrets still read."""
    return MultiFernet(
        [
            Fernet(
                urlsafe_b64encode(
                    HKDF(SHA256(), 32, None, b"staffroll.second_factor").derive(secret.encode())
                )
            )
            for secret in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
        ]
    )
