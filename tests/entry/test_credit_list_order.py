"""The credit list of an episode or production: what is in it, in which order."""

from productions.catalogue.services.productions import add_episode
from tests.entry.credit_lists import CreditList


def test_the_list_has_what_is_of_no_cut_in_the_order_of_the_roll(credit_list, enter_row, enter, someone):
    studio = someone("スタジオ例", kind="organization")
    enter_row("animation_director", someone("佐藤 実"), affiliation=studio, role_as_printed="総作監")
    enter_row("episode_director", someone("田中 花"))
    enter("C001", "layout", someone("山田 次郎"))
    enter_row("director", someone("監督 太"), episode=None)
    found = credit_list.get()
    assert [row["name_text"] for row in found["rows"]] == ["監督 太", "田中 花", "佐藤 実"]
    series, _episode, director = found["rows"]
    assert (director["role_text"], director["affiliation"], director["locked"]) == (
        "総作監",
        "スタジオ例",
        "",
    )
    assert (series["scope_text"], series["locked"]) == (
        "whole series", "It stands in other episodes, too; change it in the credit list of the whole production.",
    )  # fmt: skip
    assert found["may_edit"] is True
    assert {"director", "music", "layout"} <= {role["code"] for role in found["roles"]}


def test_the_list_of_a_production_leaves_out_what_is_of_one_episode(
    client, production, credit_list, enter_row, someone, now
):
    enter_row("episode_director", someone("田中 花"))
    enter_row("director", someone("監督 太"), episode=None)
    last = add_episode(production, number="6", by=None, now=now)
    enter_row("screenplay", someone("脚本 一"), last_episode=last)
    rows = CreditList(client, production, None).get()["rows"]
    assert [(row["name_text"], row["scope_text"], row["locked"]) for row in rows] == [
        ("脚本 一", "#3～#6", ""),
        ("監督 太", "", ""),
    ]


def test_the_order_is_kept_and_credits_of_cuts_keep_their_neighbours(
    credit_list, enter_row, enter, someone, production, episode
):
    rows = [enter_row("screenplay", someone(name)) for name in ("田中 花", "佐藤 実", "鈴木 一")]
    enter("C001", "layout", someone("山田 次郎"))
    seen = credit_list.get()
    wanted = [str(rows[index].uid) for index in (2, 0, 1)]
    answer = credit_list.order(seen["version"], wanted)
    assert answer.status_code == 200
    assert credit_list.names() == ["鈴木 一", "田中 花", "佐藤 実"]
    late = credit_list.order(seen["version"], wanted)
    assert (late.status_code, late.json()["version"]) == (409, answer.json()["version"])
    assert credit_list.order(answer.json()["version"], wanted[1:]).status_code == 409
