"""How tests read the API."""


def get(client, path, status=200, **headers):
    answer = client.get(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == status, (path, answer.content[:300])
    return answer


def uids(client, path):
    return [row["uid"] for row in get(client, path).json()["results"]]


def get_json(client, path, status=200):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, (path, answer.content[:400])
    return answer.json()
