"""Editions that a production has of its own: wherever an edition is said, they are as good as the built-in ones."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from productions.catalogue.services.editions import KnownEditions, add_edition, update_edition
from productions.catalogue.services.productions import create_production
from productions.credits.services.billing import order_credits
from productions.credits.services.bulk_credits import RowsRefused, enter_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.exports.services.exports import request_export
from productions.imports.services.entering import SheetRefused
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit, Release
from productions.releases.services.differences import find_difference
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import build_working_copy
from productions.removals.services.removal import remove_entity
from productions.rollkit.texts.roll_texts import list_part_lines
from productions.shared.refusals import NotAllowed, Refusal


@pytest.fixture
def directors_cut(production, now):
    values = {"label_ja": "ディレクターズカット版", "label_en": "Director's cut", "kind": "theatrical"}
    return add_edition(production, code="directors_cut", by=None, now=now, **values)


def layout(role, **values):
    return {"role": role("layout"), "absence_reason": "unknown_lost", "headcount": 1, **values}


def test_an_unknown_edition_is_refused_by_every_verb_in_the_same_words(
    production, role, confirmed, person, now
):
    credit = confirmed(contributor=person)
    sentence = {"edition": ["There is no edition “tv_cut”."]}
    common = {"by": None, "now": now, "edition": "tv_cut"}
    for act in (
        lambda: enter_credit(production, **layout(role), **common),
        lambda: update_credit(credit, **common),
        lambda: order_credits(production, credits=[credit], **common),
        lambda: issue_release(production, **common),
        lambda: request_export(production, format="json", **common),
        lambda: find_difference(production, by=None, edition="tv_cut"),
        lambda: build_working_copy(production, episode=None, edition="tv_cut"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.fields == sentence
    with pytest.raises(RowsRefused) as many:
        enter_credits(production, [layout(role, edition="tv_cut")], by=None, now=now)
    assert many.value.rows[0].refusal.fields == sentence


def test_an_own_edition_is_taken_where_the_built_in_ones_are(production, directors_cut, role, person, now):
    row = {"role": role("director"), "contributor": person, "edition": "directors_cut"}
    (credit,) = enter_credits(production, [row], by=None, now=now, state="confirmed")
    order_credits(production, credits=[credit], edition="directors_cut", by=None, now=now)
    release = issue_release(production, edition="directors_cut", by=None, now=now)
    assert release.edition == "directors_cut"
    assert (
        request_export(production, format="json", edition="directors_cut", by=None, now=now).edition
        == "directors_cut"
    )

    other = create_production(title="別の作品", kind="film", by=None, now=now)
    with pytest.raises(Refusal, match="There is no edition “directors_cut”"):
        enter_credit(other, **layout(role), edition="directors_cut", by=None, now=now)


def test_many_rows_of_own_editions_cost_what_those_of_built_in_ones_do_and_one_query(
    production, directors_cut, role, now, django_assert_num_queries
):
    def enter(count, edition, first):
        rows = [layout(role, edition=edition, role_as_printed=f"{first + n}") for n in range(count)]
        enter_credits(production, rows, by=None, now=now)

    enter(30, "disc", 0)
    with CaptureQueriesContext(connection) as counted:
        enter(30, "disc", 100)
    with django_assert_num_queries(len(counted) + 1):
        enter(30, "directors_cut", 200)


def test_rolls_name_an_own_edition_and_their_documents_keep_what_it_was_called(
    production, directors_cut, confirmed, person, now
):
    confirmed(contributor=person, edition="directors_cut")
    document = build_working_document(production=production, episode=None, edition="directors_cut")
    assert list_part_lines(document, "ja") == ["ディレクターズカット版"]
    assert list_part_lines(document, "en") == ["Director's cut"]
    assert document.work.edition_kind == "theatrical"

    update_edition(directors_cut, label_en="", by=None, now=now)
    document = build_working_document(production=production, episode=None, edition="directors_cut")
    assert list_part_lines(document, "en") == ["ディレクターズカット版"]
    plain = build_working_document(production=production, episode=None, edition="theatrical")
    assert b"edition_label" not in plain.to_bytes()
    assert list_part_lines(plain, "ja") == ["劇場版"]


def test_a_retired_edition_keeps_its_label_and_its_entries_and_takes_no_new_ones(
    production, directors_cut, role, person, now
):
    row = {"role": role("director"), "contributor": person, "edition": "directors_cut"}
    (credit,) = enter_credits(production, [row], by=None, now=now, state="confirmed")
    issue_release(production, edition="directors_cut", by=None, now=now)
    remove_entity(directors_cut, by=None, now=now + timedelta(1), reason="never shown")

    update_credit(credit, position=2, by=None, now=now)
    document = build_working_document(production=production, episode=None, edition="directors_cut")
    assert list_part_lines(document, "en") == ["Director's cut"]
    with pytest.raises(Refusal, match="There is no edition"):
        enter_credit(production, **layout(role), edition="directors_cut", by=None, now=now)

    add_edition(production, code="directors_cut", label_en="The new cut", by=None, now=now)
    document = build_working_document(production=production, episode=None, edition="directors_cut")
    assert list_part_lines(document, "en") == ["The new cut"]


def test_a_code_is_small_letters_not_built_in_and_never_changes(production, directors_cut, staff, now):
    def refused(**values):
        with pytest.raises(Refusal) as problem:
            add_edition(
                production, **{"code": "tv_cut", "label_en": "TV cut", "by": None, "now": now, **values}
            )
        return " ".join(problem.value.reasons)

    assert refused(code="TV cut") == "Write small letters, digits and underscores, as in directors_cut."
    assert refused(code="disc") == "This code is that of a built-in edition; choose another one."
    assert refused(code="directors_cut") == "The production already has an edition with this code."
    assert refused(label_en="") == "Give the edition a label in Japanese or English."
    assert "at most 240 frames per second" in refused(fps_num=24)
    assert "at most 240 frames per second" in refused(fps_num=24, fps_den=0)
    assert refused(start_timecode="01:00:00;00").startswith(
        "“01:00:00;00” is no timecode at 24 frames per second."
    )
    with pytest.raises(Refusal, match="never changes"):
        update_edition(directors_cut, code="x", by=None, now=now)
    with pytest.raises(NotAllowed):
        add_edition(production, code="tv_cut", label_en="TV cut", by=staff("viewer"), now=now)
    drop = {"fps_num": 30000, "fps_den": 1001, "start_timecode": "01:00:00;00"}
    assert update_edition(directors_cut, by=None, now=now, **drop).start_timecode == "01:00:00;00"
    with pytest.raises(Refusal, match="is no timecode at 24 frames"):
        update_edition(directors_cut, fps_num=None, fps_den=None, by=None, now=now)


def test_a_sheet_names_an_own_edition_by_its_code_or_label(production, directors_cut, now):
    sheet = "役職,名前,版\n監督,見本 一,ディレクターズカット版\n原画,見本 二,directors_cut\n脚本,見本 三,Director’s Cut\n音楽,見本 四,劇場版\n"
    import_credit_sheet(production, sheet.replace("’", "'").encode(), filename="a.csv", by=None, now=now)
    assert list(Credit.objects.order_by("pk").values_list("edition", flat=True)) == [
        "directors_cut", "directors_cut", "directors_cut", "theatrical",
    ]  # fmt: skip

    with pytest.raises(SheetRefused) as refused:
        import_credit_sheet(
            production, "役職,名前,版\n監督,見本 一,TV版？\n".encode(), filename="b.csv", by=None, now=now
        )
    (problem,) = refused.value.problems
    assert problem.line == 2
    assert problem.message == (
        "“TV版？” is not known here; write one of: broadcast, streaming, theatrical, disc, festival, dub, directors_cut."
    )


def test_labels_are_in_the_readers_language_and_resolve_any(
    production, directors_cut, confirmed, person, now
):
    assert str(directors_cut) == "Director's cut"
    with override("ja"):
        assert str(directors_cut) == "ディレクターズカット版"
    known = KnownEditions(production)
    assert known.resolve("ＤＩＲＥＣＴＯＲ'Ｓ　ＣＵＴ") == "directors_cut"
    assert known.resolve("unheard of") == "unheard of"
    confirmed(contributor=person)
    issue_release(production, edition="directors_cut", by=None, now=now)
    assert Release.objects.get().get_edition_display() == "directors_cut"
