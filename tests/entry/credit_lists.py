"""A credit list, as the page's script asks it."""

import orjson
from django.urls import reverse

from productions.shared.uids import new_uid


class CreditList:
    """The addresses of the list, asked by one account."""

    def __init__(self, client, production, episode):
        self.client, self.production, self.episode = client, production, episode

    def address(self, name="rows"):
        found = reverse(f"admin:productions_production_credit_list_{name}", args=[self.production.pk])
        return f"{found}?episode={self.episode.pk}" if self.episode else found

    def get(self):
        answer = self.client.get(self.address())
        assert answer.status_code == 200, answer.content
        return answer.json()

    def names(self):
        return [row["name_text"] for row in self.get()["rows"]]

    def patch(self, *changes):
        body = orjson.dumps({"changes": list(changes)})
        return self.client.patch(self.address(), body, content_type="application/json")

    def save(self, *changes):
        answer = self.patch(*changes)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def add(self, role, name, **more):
        """One new row; returns its result."""
        change = {"key": str(new_uid()), "revision": "", "role_text": role, "name_text": name, **more}
        (result,) = self.save(change)["results"]
        return result

    def change(self, name, **texts):
        """Other texts in the row of this name, by somebody who has seen it as it is; returns its result."""
        row = next(row for row in self.get()["rows"] if row["name_text"] == name)
        (result,) = self.save({"key": row["uid"], "revision": row["revision"], **texts})["results"]
        return result

    def order(self, version, uids):
        body = orjson.dumps({"version": version, "order": uids})
        return self.client.post(self.address("order"), body, content_type="application/json")
