"""What the import page says of new people, of lines that are left out, and of files that wait."""

from tests.admin.imports.import_page import questions_of, text_of
from tests.html_pages import find_all, get_value, list_texts, read_page


def test_new_people_are_marked_counted_and_listed(page, production, now):
    page.act(page.upload("役職,名前\n原画,試験 二子\n"), "enter")
    seen = page.upload("役職,名前,所属\n原画,試験 二子,\n背景,試験 一郎,美術例\n動画,試験 一郎,\n")
    told = text_of(seen)
    assert list_texts(read_page(seen), "span", class_="mark").count("new person or company") == 2
    assert "2 people and companies are new and entered with it" in told
    assert "New people and companies (2) 試験 一郎 美術例" in told


def test_a_file_without_new_people_says_nothing_of_them(page):
    page.act(page.upload(), "enter")
    assert "new and entered with it" not in text_of(page.upload())


def test_a_line_that_an_answer_leaves_out_is_listed_in_the_result(page):
    seen = page.upload("役職,名前\n原画,未定\n背景,試験 一郎\n")
    seen = page.act(seen, "answer", **{f"answer-{key}": "leave_out" for key in questions_of(seen)})
    assert "The line is left out, as was answered: “未定” names nobody." in text_of(page.act(seen, "enter"))


def test_a_waiting_file_is_discarded_from_the_list(page, client):
    seen = page.upload()
    forms = [get_value(each, "action") for each in find_all(read_page(page.get()), "form")]
    address = seen.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[-1]
    assert f"{address}/" in forms
    assert "was discarded" in text_of(page.act(seen, "discard"))


def test_the_reason_of_an_undo_is_shown(page):
    done = page.act(page.upload(), "enter")
    assert "Reason: 別の表" in text_of(page.act(done, "undo", reason="別の表"))
