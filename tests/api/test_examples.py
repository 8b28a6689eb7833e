"""Every example of the OpenAPI document, sent to a real server, gets what the document promises."""

import json

import httpx
import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from api.examples import BODIES, PARAMETERS, UIDS
from productions.domain.ai_uses import register_ai_system
from productions.domain.cuts import add_cuts
from productions.domain.productions import add_episode
from productions.domain.tokens import issue_token

DAY = timezone.timedelta(days=1)


@pytest.fixture
def document(settings):
    return json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())


@pytest.fixture
def entries(unlocked, production, person, role, now, confirmed):
    """The entries that the examples speak of: their uids here by those of the document."""
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "12"}], episode=episode, by=None, now=now)
    made = {
        "production": production, "episode": episode, "cut": cut, "contributor": person,
        "credit": confirmed(contributor=person, role=role("director")),
        "ai_system": register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now),
    }  # fmt: skip
    return {UIDS[name]: str(entry.uid) for name, entry in made.items()}


@pytest.fixture
def api(live_server, entries, django_user_model):
    """A tool that may do everything, at the server."""
    boss = django_user_model.objects.create_superuser("boss", password="a long password")
    now = timezone.now()
    token = issue_token(user=boss, name="examples", scope="write", expiry=now + DAY, by=None, now=now)
    headers = {"Authorization": f"Bearer {token.secret}"}
    with httpx.Client(base_url=live_server.url, headers=headers, trust_env=False) as client:
        yield client


def here(value, entries):
    """An example with the uids of this site."""
    text = json.dumps(value)
    for shown, real in entries.items():
        text = text.replace(shown, real)
    return json.loads(text)


def bodies(document):
    """Each operation whose body has an example: method, path, the name of the schema, good statuses."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if content is not None:
                name = content["schema"]["$ref"].rpartition("/")[2]
                good = [int(status) for status in operation["responses"] if status.startswith("2")]
                yield method, path, name, good


def test_every_body_has_an_example_that_is_of_its_schema(document):
    names = {name for _method, _path, name, _good in bodies(document)}
    assert sorted(names - set(BODIES)) == [
        "PatchedAIUseChange", "PatchedExternalIdChange", "PatchedNameChange", "PatchedTitleChange", "PatchedWebhookChange",
        "ReplayIn", "RestoreIn", "WebhookIn",
    ]  # fmt: skip
    assert sorted(set(BODIES) - names) == []
    for name, body in BODIES.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema).validate(body)


def test_every_body_is_taken(document, api, entries, production):
    kinds = {"productions": "production", "episodes": "episode", "cuts": "cut", "contributors": "contributor",
             "credits": "credit", "ai-systems": "ai_system"}  # fmt: skip
    last = ("releases/", "withhold/")
    operations = sorted(
        bodies(document), key=lambda one: (one[1].endswith(last), one[1].endswith("withhold/"))
    )
    answered = {}
    for method, path, name, good in operations:
        if name not in BODIES:
            continue
        if name == "ReleaseIn":
            production.credits.filter(state="draft").update(state="confirmed")
        kind = kinds.get(path.split("/")[3], "")
        uid = entries.get(UIDS.get(kind, ""), "")
        address = path.replace("{uid}", uid)
        headers = {"If-Match": api.get(address).headers["ETag"]} if method == "patch" else {}
        answer = api.request(method, address, json=here(BODIES[name], entries), headers=headers)
        if answer.status_code not in good:
            answered[method, path] = answer.text
    assert answered == {}


def test_every_example_of_a_parameter_is_taken(document, api, entries):
    asked, refused = 0, {}
    for path, item in document["paths"].items():
        for parameter in item.get("get", {}).get("parameters", ()):
            if "example" not in parameter or "{" in path:
                continue
            asked += 1
            answer = api.get(path, params={parameter["name"]: here(parameter["example"], entries)})
            if answer.status_code != 200:
                refused[path, parameter["name"]] = answer.text
    assert refused == {}
    assert asked > 2 * len(PARAMETERS)
