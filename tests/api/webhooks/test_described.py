"""The section `webhooks` of the OpenAPI document says what a receiver is sent, and with which headers."""

import json

import pytest
from django.conf import settings
from django.utils import timezone
from jsonschema import Draft202012Validator, ValidationError

from api.feed.webhooks import deliver_to_webhook
from productions.webhooks.services.webhooks import request_ping
from tests.api.webhooks.seen import clock

DOCUMENT = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())


def check_message(name, content):
    """A message is what the document says of the webhook of its name."""
    described = DOCUMENT["webhooks"][name]["post"]["requestBody"]["content"]["application/json"]["schema"]
    Draft202012Validator(described | {"components": DOCUMENT["components"]}).validate(content)


def test_messages_are_what_the_document_says(hook, receiver, touch):
    touch("one")
    request_ping(hook, by=None, now=timezone.now())
    deliver_to_webhook(hook.uid, clock=clock)
    told = [content["type"] for _name, content in receiver.got]
    assert sorted(told) == sorted(DOCUMENT["webhooks"])
    for (_name, content), sent in zip(receiver.got, receiver.headers, strict=True):
        check_message(content["type"], content)
        described = DOCUMENT["webhooks"][content["type"]]["post"]["parameters"]
        assert {each["name"] for each in described if each["required"]} == {
            name for name in sent if name.startswith("webhook-")
        }
    with pytest.raises(ValidationError, match="was expected"):
        check_message("changes", receiver.got[told.index("ping")][1])
