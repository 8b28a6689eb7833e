"""The API answers in English, whatever the process did before."""

from tests.api.writes.conftest import errors
from tests.html_pages import read_page_text


def test_a_refusal_is_english_after_a_japanese_page_in_the_same_thread(client, tool, production):
    page = client.get("/admin/login/", headers={"accept-language": "ja"})
    assert "ログイン" in read_page_text(page)

    asked = {"production": str(production.uid), "format": "pdf"}
    refused = tool("editor").post("exports/", asked, status=422)

    assert errors(refused) == {"": ["There are no credits to export yet."]}
