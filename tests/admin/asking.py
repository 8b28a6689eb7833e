"""Forms as a browser posts them."""

from django.urls import reverse


def post(client, name, *args, **data):
    return client.post(reverse(f"admin:productions_{name}", args=args), data)


def inline(prefix):
    return {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
