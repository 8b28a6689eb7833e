"""The page of an issue: its roll, what changed, and the way there from the digest that a roll shows."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.withholding.services.withholding import withhold_name
from tests.html_pages import find_all, get_text, list_links, list_texts


@pytest.fixture
def issues(production, confirmed, person, now):
    """Two issues: in the second a person more."""
    confirmed(contributor=person)
    first = issue_release(production, by=None, now=now)
    confirmed(contributor=create_contributor(name="見本 花", by=None, now=now))
    return [first, issue_release(production, by=None, now=now + timedelta(days=1))]


def test_the_roll_stands_as_it_was_issued(open_page, issues):
    first, second = (open_page(f"issues/{issue.uid}/", "ja") for issue in issues)
    names = [list_texts(find_all(page, "section", class_="issued")[0], "dd") for page in (first, second)]
    assert names == [["牧原亮太郎"], ["牧原亮太郎 見本 花"]]
    assert [len(find_all(page, "h1")) for page in (first, second)] == [1, 1]


def test_what_changed_is_told_in_the_words_of_rolls(open_page, issues):
    first, second = (open_page(f"issues/{issue.uid}/") for issue in issues)
    assert "It is the first issue." in list_texts(first, "p")
    assert list_texts(find_all(second, "ul", class_="story")[0], "li") == ["Added: 見本 花 (Background art)"]
    assert f"/en/issues/{issues[0].uid}/" in list_links(second)


def test_an_issue_can_be_verified_by_what_its_page_says(client, open_page, issues):
    page = open_page(f"issues/{issues[1].uid}/")
    (address,) = {link for link in list_links(page) if link.endswith("roll.json")}
    roll = json.loads(client.get(address).content)
    digests = [
        sha256(
            json.dumps(roll[part], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        ).hexdigest()
        for part in ("document", "issue")
    ]
    assert list_texts(page, "code") == digests


@pytest.mark.parametrize("kind", ["digest", "issue_digest"])
def test_the_digest_that_a_roll_shows_leads_to_its_issue(client, issues, kind):
    issue = issues[0]
    answer = client.get(f"/r/{getattr(issue, kind)}", headers={"accept-language": "ja"})
    assert (answer.status_code, answer["Location"]) == (302, f"/ja/issues/{issue.uid}/")


@pytest.mark.parametrize("digest", ["0" * 64, "x", "0" * 63, "z" * 64, "A" * 64])
def test_another_digest_leads_nowhere(client, issues, digest):
    assert client.get(f"/r/{digest}").status_code == 404


def test_who_withheld_their_name_is_on_no_issue(open_page, issues, now):
    credit = issues[0].production.credits.first()
    withhold_name(credit, statement="No.", stated_on=now.date(), by=None, now=now)
    for issue in issues:
        page = open_page(f"issues/{issue.uid}/", "ja")
        assert "牧原" not in get_text(page)
        assert list_texts(page, "p", class_="withheld") != []
