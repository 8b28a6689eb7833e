"""A mirror of the public registry, as docs/api-reference.md says to keep one."""

LISTS = {
    "production": "productions", "episode": "episodes", "cut": "cuts", "contributor": "contributors",
    "character": "characters", "song": "songs", "segment": "segments", "episodepart": "parts",
    "department": "departments", "role": "roles", "credit": "credits", "aisystem": "ai-systems",
    "release": "releases",
}  # fmt: skip


def changes(client, query=""):
    answer = client.get(f"/api/v1/changes/?limit=500&{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


ASKED = {"contributor": "&include=members"}
"""What a mirror asks for besides, since the files of a dump have it."""


class Mirror:
    """A copy of the public registry, made by a full read and kept by the feed alone, as docs/api-reference.md says."""

    def __init__(self, client):
        self.client = client
        self.last = changes(client, f"after={2**40}")["last"]
        self.rows = {}
        for kind in LISTS:
            self.read(kind, f"{LISTS[kind]}/")

    def read(self, kind, path):
        address = f"/api/v1/{path}?page_size=200{ASKED.get(kind, '')}"
        while address:
            page = self.client.get(address).json()
            self.keep(kind, page["results"])
            address = page["next"]

    def keep(self, kind, rows):
        for row in rows:
            self.rows[kind, row.get("uid") or row["code"]] = row

    def fetch(self, kind, key):
        path = f"/api/v1/{LISTS[kind]}/{key}/?{ASKED.get(kind, '')}"
        answer = self.client.get(path)
        if answer.status_code == 200:
            row = answer.json()
            row.pop("roll", None)
            self.rows[kind, key] = row
        else:
            assert answer.status_code in (404, 410, 308)
            self.drop(kind, key)

    def drop(self, kind, key):
        self.rows.pop((kind, key), None)
        if kind == "production":
            self.rows = {
                name: row for name, row in self.rows.items() if row.get("production", {}).get("uid") != key
            }

    def follow(self, limit=7):
        while True:
            page = self.client.get(f"/api/v1/changes/?after={self.last}&limit={limit}").json()
            for row in page["results"]:
                if row["type"] == "changed":
                    self.fetch(row["entity"], row["key"])
                    self.fetch_anew([self.rows.get(("credit", row["key"]))])
                elif row["type"] == "published":
                    self.fetch("production", row["key"])
                    for part in ("episodes", "cuts", "credits", "releases"):
                        self.read(part[:-1], f"productions/{row['key']}/{part}/")
                    self.fetch_anew(
                        [
                            one
                            for (kind, _key), one in self.rows.items()
                            if kind == "credit" and one["production"]["uid"] == row["key"]
                        ]
                    )
                else:
                    self.drop(row["entity"], row["key"])
            if page["last"] == self.last:
                break
            self.last = page["last"]
        self.complete()

    def fetch_anew(self, credits):
        """Whom credits that came into sight refer to: what changed of them while nobody could see them was not told."""
        for kind, key in {name for credit in credits if credit for name in referred(credit)}:
            self.fetch(kind, key)

    def complete(self):
        """Fetch what is referred to, let go of what is not, and read short forms anew."""
        named = {
            name for (kind, _key), row in self.rows.items() if kind == "credit" for name in referred(row)
        }
        for kind, key in named - set(self.rows):
            self.fetch(kind, key)
        for kind, key in [name for name in self.rows if name[0] in ("contributor", "aisystem", "character")]:
            if (kind, key) not in named:
                self.drop(kind, key)


def referred(row):
    """The kinds and keys of the people, characters and AI systems of a credit."""
    people = [
        row["contributor"],
        row["affiliation"],
        *(use["validated_by"] for use in row["ai_uses"]),
        *(declaration["declared_by"] for declaration in row["ai_declarations"]),
    ]
    systems = {("aisystem", use["ai_system"]["uid"]) for use in row["ai_uses"]}
    voiced = {("character", each["character"]) for each in row["portrayals"]}
    return systems | voiced | {("contributor", person["uid"]) for person in people if person}


SHORT = {
    "production": ("uid", "title", "year"), "episode": ("uid", "number", "title"), "cut": ("uid", "number"),
    "role": ("code", "label_en", "label_ja"), "contributor": ("uid", "kind", "name", "disambiguation"), "ai_system": ("uid", "name", "vendor", "version"),
    "portrayal": ("uid", "character", "name", "name_en", "variant", "variant_kind", "variant_label"),
}  # fmt: skip


def keys_only(value):
    """Rows with references as their keys: a mirror joins, it does not copy names into every row."""
    if isinstance(value, list):
        return [keys_only(inner) for inner in value]
    if isinstance(value, dict):
        short = any(set(value) == set(members) for members in SHORT.values())
        return (
            value.get("uid", value.get("code"))
            if short
            else {name: keys_only(inner) for name, inner in value.items()}
        )
    return value


class FromDump(Mirror):
    """A mirror that starts from the files of a dump: `read_file(kind's list)` gives the rows of one."""

    def __init__(self, client, last_seq, read_file):
        self.client = client
        self.last = last_seq
        self.rows = {}
        for kind, resource in LISTS.items():
            self.keep(kind, read_file(resource))
