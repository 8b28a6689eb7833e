"""Songs, segments and parts on the staff's pages: forms over the verbs, with the verbs' sentences."""

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.models import Credit, EpisodePart, Event, Segment, Song
from productions.segments.services import create_segment
from productions.songs.services import create_song
from tests.admin.asking import inline, post
from tests.html_pages import read_page_text


def test_a_song_is_made_with_its_rights_and_changed(client, boss, production):
    rights = inline("rights") | {
        "rights-TOTAL_FORMS": "1", "rights-0-text": "JASRAC 出 0000000-500", "rights-0-holder": "", "rights-0-position": "",
    }  # fmt: skip
    made = post(client, "song_add", production=production.pk, kind="ending", title="手紙", **rights)
    assert made.status_code == 302
    song = Song.objects.get()
    assert [right.text for right in song.rights.all()] == ["JASRAC 出 0000000-500"]
    given = {"production": production.pk, "kind": "", "title": "手紙", "title_en": "Letters"}
    assert post(client, "song_change", song.pk, **given, **inline("rights")).status_code == 302
    song.refresh_from_db()
    assert (song.kind, song.title_en) == ("", "Letters")
    assert Event.objects.filter(entity_uid=song.uid).latest("pk").actor == boss


def test_a_credit_takes_a_song_on_its_page(client, boss, production, person, role, now):
    song = create_song(production, title="手紙", by=None, now=now)
    data = {
        "production": production.pk, "role": role("lyrics").pk, "kind": "person", "contributor": person.pk,
        "attribution": "true_name", "position": "0", "evidence_kind": "onscreen", "on_screen": "on",
    }  # fmt: skip
    assert post(client, "credit_add", song=song.pk, **data).status_code == 302
    assert Credit.objects.get().song == song


def test_a_refused_segment_or_part_says_why(client, boss, production, person, role, now):
    first, second = (add_episode(production, number=number, by=None, now=now) for number in ("1", "2"))
    cut, later = add_cuts(production, [{"number": "1"}, {"number": "2"}], episode=first, by=None, now=now)
    data = {"production": production.pk, "kind": "opening"}
    shown = post(client, "segment_add", first_episode=second.pk, last_episode=first.pk, **data)
    assert "No episode is in this range" in read_page_text(shown)
    assert not Segment.objects.exists()
    shown = post(
        client, "episodepart_add", production=production.pk, episode=first.pk, label="A", first_cut=later.pk,
        last_cut=cut.pk,
    )  # fmt: skip
    assert "No cut is in this range" in read_page_text(shown)
    assert not EpisodePart.objects.exists()
    segment = create_segment(production, kind="opening", by=None, now=now)
    credit = {
        "production": production.pk, "role": role("storyboard").pk, "kind": "person", "contributor": person.pk,
        "attribution": "true_name", "position": "0", "evidence_kind": "onscreen", "on_screen": "on",
    }  # fmt: skip
    shown = post(client, "credit_add", segment=segment.pk, episode=first.pk, **credit)
    assert "the segment says where it runs" in read_page_text(shown)
