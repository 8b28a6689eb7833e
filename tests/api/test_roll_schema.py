"""The JSON Schema of rolls, where the API has it."""

from django.conf import settings


def test_it_is_the_committed_file_and_may_be_kept(client):
    answer = client.get("/api/v1/schemas/roll-document.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/schema+json")
    assert answer.content == (settings.BASE_DIR / "docs" / "roll-document.schema.json").read_bytes()
    assert "max-age=3600" in answer["Cache-Control"]
    again = client.get("/api/v1/schemas/roll-document.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert client.get("/api/v1/schemas/roll-document.json?lang=en").status_code == 400
