"""What pages for staff find while somebody types: as the public search does, the exact first where the first is taken."""

from urllib.parse import urlencode

import pytest

from productions.people.services.contributors import create_contributor
from tests.html_pages import list_links, read_page


def offer(client, text):
    asked = {"term": text, "app_label": "productions", "model_name": "credit", "field_name": "contributor"}
    answer = client.get(f"/admin/autocomplete/?{urlencode(asked)}")
    assert answer.status_code == 200
    return [row["text"].partition(" (")[0] for row in answer.json()["results"]]  # without the reading


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("髙橋", ["髙橋", "高橋", "高橋 健", "小高橋"]), ("高橋", ["高橋", "髙橋", "高橋 健", "小高橋"]), ("Takahashi", ["高橋 健"]),
        ("高崎 健", ["高橋 健"]), ("Kenn Takahasi", ["高橋 健"]), ("龘龘", []),
    ],
)  # fmt: skip
def test_a_field_offers_the_exact_name_first(client, boss, now, asked, names):
    client.force_login(boss)
    for name in ("小高橋", "高橋 健", "髙橋", "高橋"):
        kana = "たかはし けん" if name == "高橋 健" else ""
        create_contributor(name=name, kana=kana, by=None, now=now)
    assert offer(client, asked) == names


def test_a_list_finds_by_a_slip_where_nobody_has_the_name(client, boss, now):
    client.force_login(boss)
    for name in ("試山 験太", "試山 験大"):
        create_contributor(name=name, by=None, now=now)
    for asked, found in (("試山 験太", 1), ("試山 験犬", 2)):
        page = read_page(client.get(f"/admin/productions/contributor/?{urlencode({'q': asked})}"))
        links = {link for link in list_links(page) if "/contributor/" in link and "/change/" in link}
        assert len(links) == found
