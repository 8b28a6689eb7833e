"""Settings of django-allauth that are the same for every site: sign-in by user name for staff alone.

There is no sign-up and no mail. Attempts are counted by us (`registry.sign_in.limits`), so its own counts are off.
"""

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
