"""A series with an episode of cuts, and its cut sheet as the page's script asks it."""

from datetime import date

import orjson
import pytest
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Role
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish
from tests.entry.credit_lists import CreditList


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="3", by=None, now=now)


@pytest.fixture
def cuts(production, episode, now):
    """C001 to C005, by their numbers."""
    rows = [{"number": f"C{number:03}"} for number in range(1, 6)]
    return {cut.number: cut for cut in add_cuts(production, rows, episode=episode, by=None, now=now)}


@pytest.fixture
def someone(db, now):
    """A person, or a company."""

    def make(name, **values):
        return create_contributor(name=name, by=None, now=now, **values)

    return make


@pytest.fixture
def enter(production, cuts, now):
    """A credit of a cut."""

    def make(number, code, person=None, **values):
        row = {"role": Role.objects.get(code=code), "cut": cuts[number], "contributor": person}
        (credit,) = enter_credits(production, [{**row, **values}], by=None, now=now)
        return credit

    return make


@pytest.fixture
def editor(staff):
    return staff("editor")


class Sheet:
    """The sheet's addresses, asked by one account."""

    def __init__(self, client, production, episode):
        self.client, self.production, self.episode = client, production, episode

    def address(self, name):
        end = f"_{name}" if name else ""
        found = reverse(f"admin:productions_production_cut_sheet{end}", args=[self.production.pk])
        return f"{found}?episode={self.episode.pk}" if self.episode else found

    def get(self, name="cells", **query):
        return self.client.get(self.address(name), query_params=query or None)

    def send(self, name, body, method="post"):
        return getattr(self.client, method)(
            self.address(name), orjson.dumps(body), content_type="application/json"
        )

    def cells(self):
        """What stands in the cells, by cut number and role."""
        sheet = self.get().json()
        numbers = {cut["uid"]: cut["number"] for cut in sheet["cuts"]}
        return {(numbers[cell["cut"]], cell["role"]): cell for cell in sheet["cells"]}

    def patch(self, *changes):
        return self.send("cells", {"changes": list(changes)}, "patch")

    def write(self, cut, role, text, **more):
        """One cell written by somebody who has seen what stands there; returns its result."""
        seen = self.cells().get((cut.number, role), {"revision": ""})
        change = {"cut": str(cut.uid), "role": role, "revision": seen["revision"], "text": text, **more}
        answer = self.patch(change)
        assert answer.status_code == 200, answer.content
        (result,) = answer.json()["cells"]
        return result


@pytest.fixture
def sheet(client, production, episode, cuts, editor):
    """The sheet of the episode, for an editor."""
    client.force_login(editor)
    return Sheet(client, production, episode)


@pytest.fixture
def credit_list(client, production, episode, editor):
    client.force_login(editor)
    return CreditList(client, production, episode)


@pytest.fixture
def enter_row(production, episode, now):
    """A credit without a cut."""

    def make(code, person=None, **values):
        row = {"role": Role.objects.get(code=code), "episode": episode, "contributor": person, **values}
        (credit,) = enter_credits(production, [row], by=None, now=now)
        return credit

    return make


@pytest.fixture
def withhold(production, now):
    """A wish not to be named in the production."""
    return lambda person: record_wish(
        person, production=production, statement="No.", stated_on=date(2026, 4, 1), by=None, now=now
    )
