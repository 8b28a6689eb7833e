"""Coverage by API, whole."""

from productions.catalogue.services.cuts import add_cuts


def test_coverage_counts_cuts_times_roles(client, production, person, confirmed, role, now):
    cuts = add_cuts(
        production, [{"number": "1"}, {"number": "2"}, {"number": "3", "status": "omitted"}], by=None, now=now
    )
    confirmed(contributor=person, cut=cuts[0], role=role("layout"))
    confirmed(absence_reason="unknown_lost", headcount=1, cut=cuts[1], role=role("layout"))
    confirmed(contributor=person, cut=cuts[0], role=role("key_animation"))
    answer = client.get(f"/api/v1/productions/{production.uid}/coverage/").json()
    counts = ("places", "named", "unnamed", "missing", "people_unnamed", "drafts")
    rows = [
        (row["role"]["code"], row["required"], row["in_cuts"], *(row[name] for name in counts))
        for row in answer.pop("roles")
    ]
    assert rows == [
        ("director", True, False, 1, 0, 0, 1, 0, 0),
        ("layout", False, True, 2, 1, 1, 0, 1, 0),
        ("key_animation", True, True, 2, 1, 0, 1, 0, 0),
        ("background_art", True, True, 2, 0, 0, 2, 0, 0),
    ]
    assert answer == {
        "cuts": 2, "slots": 6, "named": 2, "share": 2 / 6, "complete": False, "credits_named": 2,
        "credits_withheld": 0, "credits_unnamed": 1, "credits_draft": 0, "people_unnamed": 1, "open_claims": 0,
        "credits_disputed": 0,
        "ai_cuts": {"used": 0, "none": 0, "not_asked": 2}, "ai_credits": {"used": 0, "none": 0, "not_asked": 3},
    }  # fmt: skip
