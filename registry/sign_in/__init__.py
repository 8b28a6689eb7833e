"""How staff sign in: django-allauth's flows behind the admin's door, counted attempts, second factors, sessions, invitations."""
