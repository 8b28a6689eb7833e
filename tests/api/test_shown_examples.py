"""Every body and every answer of the OpenAPI document has an example, which is of its schema."""

from jsonschema import Draft202012Validator, FormatChecker

from api.http.responses import PARTIAL_MEDIA_TYPE
from api.resources.examples import BODIES, list_contents
from tests.api.described import DOCUMENT, list_bodies


def test_every_body_has_an_example_that_is_of_its_schema():
    assert sorted({name for _method, _path, name, _good in list_bodies(DOCUMENT)}) == sorted(BODIES)
    for name, body in BODIES.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
        Draft202012Validator(schema).validate(body)


def test_every_answer_has_an_example_that_is_of_its_schema():
    shown = DOCUMENT["components"]["examples"]
    wanting = [
        (path, method, status, form)
        for path, item in DOCUMENT["paths"].items()
        for method, operation in item.items()
        for status, told in operation["responses"].items()
        for form, content in told.get("content", {}).items()
        if status.startswith("2")
        and form.endswith("json")
        and "ndjson" not in form
        and "examples" not in content
    ]
    assert wanting == []
    for content in list_contents(DOCUMENT["paths"]):
        for form in {"application/json", PARTIAL_MEDIA_TYPE} & set(content):
            (name,) = content[form]["examples"]
            schema = {**content[form]["schema"], "components": DOCUMENT["components"]}
            Draft202012Validator(schema, format_checker=FormatChecker()).validate(shown[name]["value"])
