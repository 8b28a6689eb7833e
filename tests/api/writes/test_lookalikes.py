"""Whoever writes a contributor or a name is told whose name looks like it; nobody is refused for it."""

import pytest

from productions.people.services.contributors import create_contributor


@pytest.fixture
def known(now):
    return create_contributor(name="渡邊 みほ", by=None, now=now)


def shown(contributor):
    own = {"uid": str(contributor.uid), "kind": contributor.kind, "name": contributor.name}
    return [own | {"disambiguation": contributor.disambiguation}]


def test_a_new_contributor_and_a_new_name_tell_whom_they_look_like(tool, known):
    api = tool()
    alike = api.post("contributors/", {"name": "渡邉みほ"}).json()
    other = api.post("contributors/", {"name": "見本 花"}).json()
    name = api.post(
        "names/", {"contributor": other["uid"], "text": "渡辺 みほ", "script": "native", "kind": "pseudonym"}
    ).json()

    assert (alike["looks_like"], other["looks_like"]) == (shown(known), [])
    assert sorted(each["name"] for each in name["looks_like"]) == ["渡邉みほ", "渡邊 みほ"]


def test_a_change_tells_it_too_and_reading_does_not(tool, known):
    api = tool()
    made = api.post("contributors/", {"name": "見本 花"}).json()
    name = f"names/{made['names'][0]['uid']}/"
    changed = api.patch(name, {"text": "渡辺みほ"}, api.get(name).headers["ETag"]).json()
    entry = f"contributors/{made['uid']}/"
    noted = api.patch(entry, {"kind": "organization"}, api.get(entry).headers["ETag"]).json()

    assert changed["looks_like"] == noted["looks_like"] == shown(known)
    assert "looks_like" not in api.get(name).json()
    assert "looks_like" not in api.get(entry).json()


def test_nobody_looks_like_themselves(tool):
    api = tool()
    made = api.post("contributors/", {"name": "高橋 花"}).json()
    name = api.post(
        "names/", {"contributor": made["uid"], "text": "髙橋 花", "script": "native", "kind": "pseudonym"}
    ).json()
    assert name["looks_like"] == []


def test_a_company_is_offered_whatever_its_legal_form(tool, production, confirmed, now, client):
    company = create_contributor(
        name="例 Co., Ltd.", kind="organization", disambiguation="撮影", by=None, now=now
    )
    confirmed(contributor=company, kind="organization", absence_reason="not_yet_entered")
    made = tool().post("contributors/", {"name": "株式会社例", "kind": "organization"}).json()
    assert made["looks_like"] == shown(company)
    found = client.get("/api/v1/contributors/", {"q": "株式会社例"}).json()["results"]
    assert [each["name"] for each in found] == [company.name]
