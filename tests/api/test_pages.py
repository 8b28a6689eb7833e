"""`benchmarks.pages`: an app's pages by the public API alone, in as few requests as the README says."""

import httpx
import pytest

from benchmarks.pages import PAGES, Api, find_subjects
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.management.generated_series import SERIES_CREDITS, TITLE, RegistryGenerator
from productions.models import Credit
from productions.people.services.contributors import create_contributor


class ClientTransport(httpx.BaseTransport):
    """Asks Django's test client, in the test's own transaction."""

    def __init__(self, client):
        self.client = client

    def handle_request(self, request):
        answer = self.client.get(request.url.raw_path.decode())
        return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


@pytest.fixture
def api(client, db):
    """The site without a server."""
    return lambda: Api("http://testserver", transport=ClientTransport(client))


def test_pages_show_who_did_what_in_two_or_three_requests(
    api, production, person, company, confirmed, role, now
):
    episode = add_episode(production, number="1", title="一話", by=None, now=now)
    cuts = add_cuts(production, [{"number": str(n)} for n in range(1, 5)], episode=episode, by=None, now=now)
    for cut in cuts[:3]:
        confirmed(role=role("layout"), contributor=person, cut=cut, affiliation=company)
    confirmed(role=role("layout"), absence_reason="unknown_lost", headcount=2, cut=cuts[3])
    confirmed(
        role=role("animation_production"), contributor=company, kind="organization", headcount=9, named_count=1
    )  # fmt: skip
    cast = create_contributor(name="見本花", by=None, now=now)
    confirmed(role=role("voice"), contributor=cast, role_as_printed="犬", episode=episode)
    subjects = find_subjects(api(), "犬と少年")
    assert subjects == {
        "production": str(production.uid), "person": str(person.uid), "studio": str(company.uid)
    }  # fmt: skip
    shown, requests = {}, {}
    for name, _by_entries, build in PAGES:
        asked = api()
        shown[name] = "\n".join(build(asked, subjects[name]))
        requests[name] = asked.requests
    assert requests == {"production": 2, "person": 2, "studio": 3}
    for line in (
        "  studios: WIT STUDIO", "  #1 一話", "出演\n  声の出演\n    見本花 — 犬 — #1",
        "作画\n  レイアウト\n    牧原亮太郎 — #1 1-3\n    (unknown_lost: 2) — #1 4",
    ):  # fmt: skip
        assert line in shown["production"]
    assert "2023\n  犬と少年\n    レイアウト as 牧原亮太郎: #1 1-3" in shown["person"]
    made = role("animation_production").label_ja
    assert f"  犬と少年: {made}; 1 named, 0 credits without a name" in shown["studio"]
    assert "  牧原亮太郎: 3 credits, 1 works" in shown["studio"]


def test_a_generated_season_is_one_staff_list(api):
    """3,174 credits, which were 127 pages."""
    RegistryGenerator(SERIES_CREDITS + 6000, seed=1, note=lambda done: None).run()
    assert Credit.objects.filter(production__title=TITLE).count() == SERIES_CREDITS == 3174
    asked = api()
    uid = Credit.objects.filter(production__title=TITLE).values_list("production__uid", flat=True)[0]
    rows = list(asked.rows(f"productions/{uid}/staff/"))
    assert asked.requests == 1
    assert sum(row["credits"] for row in rows) == SERIES_CREDITS
    assert {len(row["episodes"]) for row in rows if row["absence_reason"]} == {12}
