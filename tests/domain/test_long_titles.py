"""Titles of 1,000 characters: stored, found, once in their production, and set in rolls."""

import pytest
from django.core.management import call_command

from productions.catalogue.services.productions import add_episode, add_title, create_production, update_title
from productions.models import Production
from productions.shared.refusals import Refusal
from productions.shared.search_renewal import renew_search_keys

WIDE = "".join(chr(0x20000 + place) for place in range(1000))
"""Kanji outside the first plane: four bytes each in UTF-8, the most that a key may take."""
LONG = ("とても長い題名の試作" * 100)[:1000]


@pytest.fixture
def long(db, now):
    return create_production(title=LONG, kind="film", by=None, now=now)


def test_a_title_of_1000_characters_is_stored_and_found_by_its_beginning(long, now):
    found = create_production(title=WIDE, title_kana="なが" * 500, kind="film", by=None, now=now)
    assert (Production.objects.get(pk=found.pk).title, len(long.title)) == (WIDE, 1000)
    assert list(Production.objects.search(WIDE[:40])) == [found]
    assert list(Production.objects.search("長い題名")) == [long]
    assert [len(title.search_key) for title in found.titles.order_by("pk")] == [400, 400]
    assert len(found.sort_key) == 400
    assert renew_search_keys(type(found.titles.get(kind="native")).objects.all(), "ProductionTitle") == 0


def test_a_longer_one_and_the_same_one_again_are_refused(long, now):
    add_title(long, text=LONG[:-1] + "一", kind="alias", by=None, now=now)
    other = add_title(long, text=LONG[:-1] + "二", kind="alias", by=None, now=now)
    for text, sentence in (
        (LONG + "三", "The text has 1,001 characters; at most 1,000 fit here."),
        (LONG[:-1] + "一", "The production already has this title."),
    ):
        with pytest.raises(Refusal, match=sentence):
            add_title(long, text=text, kind="alias", by=None, now=now)
        with pytest.raises(Refusal, match=sentence):
            update_title(other, text=text, by=None, now=now)


@pytest.mark.parametrize("given", ["svg", "pdf", "csv", "edl"])
def test_a_roll_with_long_titles_is_not_refused(given, long, person, credit_in, settings, tmp_path, now):
    settings.MEDIA_ROOT = tmp_path
    episode = add_episode(long, number="1", title=LONG, title_kana=LONG, title_en=LONG, by=None, now=now)
    credit_in(long, episode=episode, contributor=person)
    path = tmp_path / f"roll.{given}"
    call_command("export_roll", str(long.uid), episode="1", format=[given], out=path)
    assert path.stat().st_size > 0
