"""Addresses of signing in, all below the admin's; only those of django-allauth's that a site without sign-up and mail needs."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib import admin
from django.urls import path

from registry.sign_in import identity
from registry.sign_in.limits import limit_attempts
from registry.sign_in.views import OwnSignIn, SignIn, list_sessions, sign_out

own = admin.site.admin_view

urlpatterns = [
    path("login/", limit_attempts(SignIn.as_view()), name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path("login/passkey/", limit_attempts(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("login/second-factor/", limit_attempts(second_factor.authenticate), name="mfa_authenticate"),
    path("account/confirm/", limit_attempts(reauthenticate), name="account_reauthenticate"),
    path("account/confirm/code/", limit_attempts(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        limit_attempts(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("login/with/<str:provider_id>/", identity.start_login, name="openid_connect_login"),
    path("login/with/<str:provider_id>/back/", identity.finish_login, name="openid_connect_callback"),
    path("account/disconnect/", own(identity.disconnect_account), name="disconnect_identity"),
    path("account/", own(OwnSignIn.as_view()), name="mfa_index"),
    path("account/sessions/", own(list_sessions), name="usersessions_list"),
    path("account/app/", own(limit_attempts(totp.activate_totp)), name="mfa_activate_totp"),
    path("account/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/passkeys/", own(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("account/passkeys/add/", own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("account/passkeys/<int:pk>/edit/", own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("account/recovery-codes/", own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        own(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
