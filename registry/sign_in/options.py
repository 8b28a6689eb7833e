"""Settings of signing in that are the same for every site: by user name, for staff alone.

There is no sign-up and no mail. Attempts are counted by us (`registry.sign_in.limits`), so its own counts are off.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

AUTHENTICATION_BACKENDS = ["registry.sign_in.backends.StaffBackend"]
LOGIN_URL = LOGOUT_REDIRECT_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "registry.views.csrf_failure"
ACCOUNT_ADAPTER = "registry.sign_in.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "registry.sign_in.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "registry.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Staffroll"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds that a clock may be off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the superusers' entries, not their owner's
SOCIALACCOUNT_ADAPTER = "registry.sign_in.identity.ConnectionAdapter"
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True


def read_provider(*, issuer: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """The settings of django-allauth for one provider; none where nothing is set, and no half of one.

    Raises ImproperlyConfigured.
    """
    given = {
        "STAFFROLL_OIDC_ISSUER": issuer,
        "STAFFROLL_OIDC_CLIENT_ID": client_id,
        "STAFFROLL_OIDC_CLIENT_SECRET": secret,
    }
    if not any((*given.values(), name)):
        return {}
    missing = [variable for variable, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(
            f"{missing[0]} is missing; sign-in by OpenID Connect needs {', '.join(given)}. Set all of them, or none."
        )
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "provider",
                    "name": name or "OpenID Connect",
                    "client_id": client_id,
                    "secret": secret,
                    "settings": {"server_url": issuer.rstrip("/")},
                }
            ],
        }
    }
