"""Names of one roll that look alike are told with their roles; nothing is stopped by it."""

from productions.rollkit.document.lookalikes import Lookalike, find_document_lookalikes
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.review_notes import MAX_NOTES, list_review_notes
from tests.roll.samples import DIRECTOR, KEY, compose_first_issue, credit


def test_which_names_which_characters_and_where():
    document = compose_first_issue(
        credit("1", KEY, "髙橋花", contributor="a"),
        credit("2", KEY, "山田太郎", contributor="b"),
        credit("3", DIRECTOR, "高橋花", contributor="c"),
    )

    assert find_document_lookalikes(document) == (
        Lookalike(
            names=("高橋花", "髙橋花"),
            characters=(("高", "髙"),),
            roles=((("Director", "監督"),), (("Key animation", "原画"),)),
        ),
    )
    assert list_review_notes(document, lang="en")[1:] == (
        "“高橋花” (Director) and “髙橋花” (Key animation) differ only in 高/髙; check whether that is meant.",
    )
    assert list_review_notes(document, lang="ja") == (
        "「高橋花」（監督）と「髙橋花」（原画）は「高／髙」だけが違います。意図した表記か確認してください。",
    )


def test_one_name_in_several_roles_is_nothing_to_tell():
    assert (
        list_review_notes(
            compose_first_issue(credit("1", KEY, "髙橋花"), credit("2", DIRECTOR, "髙橋花")), lang="ja"
        )
        == ()
    )


def test_more_notes_than_people_read_are_counted():
    names = [f"{name}{n}" for n in range(MAX_NOTES + 3) for name in ("髙橋", "高橋")]
    notes = list_review_notes(
        compose_first_issue(*(credit(str(n), KEY, name, contributor=str(n)) for n, name in enumerate(names))),
        lang="en",
    )

    assert len(notes) == MAX_NOTES + 1
    assert notes[-1] == "And 4 more notes."
    assert roll_texts.format_more_notes(1, "en") == "And 1 more note."
