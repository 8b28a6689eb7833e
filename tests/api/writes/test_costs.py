"""What it costs in queries to write one credit over the API."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.people.services.contributors import create_contributor


def test_a_credit_is_entered_and_changed_for_20_queries(tool, production, person, company, now):
    api = tool()
    episode = add_episode(production, number="1", by=None, now=now)
    first, second = add_cuts(
        production, [{"number": "1"}, {"number": "2"}], episode=episode, by=None, now=now
    )
    body = {
        "production": str(production.uid), "episode": str(episode.uid), "cut": str(first.uid), "role": "layout",
        "contributor": str(person.uid), "affiliation": str(company.uid),
    }  # fmt: skip
    with CaptureQueriesContext(connection) as entering:
        made = api.post("credits/", body)
    counts = [len(entering)]
    shown = made.json()
    assert (shown["cut"]["number"], shown["contributor"]["name"], shown["affiliation"]["name"]) == (
        "1", "牧原亮太郎", "WIT STUDIO"
    )  # fmt: skip
    other = create_contributor(name="見本 花", production=production, by=None, now=now)
    changes = {"cut": str(second.uid), "contributor": str(other.uid), "role": "key_animation", "position": 3}
    address = f"credits/{shown['uid']}/"
    with CaptureQueriesContext(connection) as changing:
        changed = api.patch(address, changes, made.headers["ETag"])
    counts.append(len(changing))
    shown = changed.json()
    assert (shown["cut"]["number"], shown["credited_as"], shown["role"]["code"], shown["position"]) == (
        "2", "見本 花", "key_animation", 3
    )  # fmt: skip
    assert shown == api.get(address).json()
    assert max(counts) <= 20, counts
