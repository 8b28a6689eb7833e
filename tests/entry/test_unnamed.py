"""Who withholds their name is not told by another spelling of it, nor by the cut of another production (H16)."""

import pytest

from productions.catalogue.services.cuts import add_cut, relate_cuts
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import confirm_credits
from productions.models import Role


@pytest.fixture
def elsewhere(theirs, now):
    """A public production with a cut and its artist, who is known to everybody from there."""
    theirs.visibility = "public"
    theirs.save()
    cut = add_cut(theirs, number="B1", by=None, now=now)

    def credit(person):
        row = {"role": Role.objects.get(code="layout"), "cut": cut, "contributor": person}
        confirm_credits(enter_credits(theirs, [row], by=None, now=now), by=None, now=now)
        return cut

    return credit


@pytest.mark.parametrize("typed", ["ひみつ はな", "はな ひみつ"])
def test_a_reading_does_not_tell_whose_it_is(sheet, cuts, enter, someone, elsewhere, withhold, typed):
    person = someone("秘密 花", kana="ひみつ はな")
    elsewhere(person)
    enter("C001", "layout", person)
    asked = sheet.write(cuts["C002"], "layout", typed)
    assert "秘密 花" in asked["choices"][0]["options"][0]["label"]
    withhold(person)
    told = sheet.write(cuts["C002"], "layout", typed)
    assert told["status"] == "saved"
    assert "秘密" not in str(told)


def test_the_source_of_a_bank_cut_does_not_name_whom_this_production_may_not(
    sheet, production, cuts, enter, someone, elsewhere, withhold, now
):
    person, other = someone("秘密 花"), someone("田中 実")
    source = elsewhere(person)
    elsewhere(other)
    enter("C001", "layout", person)
    relate_cuts(from_cut=cuts["C001"], to_cut=source, kind="bank", by=None, now=now)
    assert sheet.get().json()["cuts"][0]["relation"]["names"] == {"layout": "秘密 花、田中 実"}
    withhold(person)
    assert sheet.get().json()["cuts"][0]["relation"]["names"] == {"layout": "田中 実"}
