"""The process that is killed: it sends one request to the real application, which stops before it commits."""

import os
import time

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["STAFFROLL_TEST_DATABASE"]
settings.ALLOWED_HOSTS.append("testserver")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from productions.accounts.services import idempotency_store  # noqa: E402

idempotency_store.LEASE_SECONDS = 3


def stop_at_the_answer(execute, sql, params, many, context):
    """Everything is written then, and nothing committed."""
    if sql.startswith("UPDATE") and "keptanswer" in sql:
        print("written, not committed", flush=True)
        time.sleep(600)
    return execute(sql, params, many, context)


with connection.execute_wrapper(stop_at_the_answer):
    Client().post(
        "/api/v1/contributors/",
        {"name": "見本 花"},
        content_type="application/json",
        headers={
            "authorization": os.environ["STAFFROLL_TEST_TOKEN"],
            "idempotency-key": os.environ["STAFFROLL_TEST_KEY"],
        },
    )
