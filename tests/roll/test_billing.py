"""The order that was given is the order printed (H17); what was given none stands where the vocabulary proposes it."""

from dataclasses import replace

from productions.rollkit.dataclass_json import to_plain
from productions.rollkit.document.billing import arrange_credits, join_orders
from productions.rollkit.document.compose import compose_document, list_in_roll_order
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.texts.printed_names import group_printed_lines
from tests.roll.samples import BACKGROUND, DIRECTOR, GENERATOR, KEY, WORK, WORKING, credit

SECOND = replace(KEY, code="second_key_animation", order=60)
PLANNING = ("production", "Planning and production", "企画・製作・制作", 150)
PRODUCER = RoleInfo("producer", *PLANNING, "Producer", "プロデューサー", 160)
STUDIO = RoleInfo("animation_production", *PLANNING, "Animation production", "アニメーション制作", 280)
COMMITTEE = RoleInfo("production", *PLANNING, "Production", "製作", 20)
COOPERATION = RoleInfo("cooperation", "cooperation", "Thanks", "協力", 160, "Cooperation", "協力", 10)


def names(credits):
    return [each.credited_as for each in arrange_credits(credits)]


def roll(credits):
    document = compose_document(WORK, WORKING, credits, cuts_total=0, complete=False)
    return [
        (department.code, [(block.role, [line.name for line in block.lines]) for block in department.blocks])
        for department in document.departments
    ]


def test_h17_the_order_given_goes_across_roles_and_departments():
    given = [
        credit("1", BACKGROUND, "美術", billing=0),
        credit("2", KEY, "原画一", billing=1),
        credit("3", KEY, "原画二", billing=2),
        credit("4", BACKGROUND, "美術二", billing=3),
        credit("5", DIRECTOR, "監督", billing=4),
    ]
    assert roll(reversed(given)) == [
        ("background", [("background", ["美術"])]),
        ("animation", [("key_animation", ["原画一", "原画二"])]),
        ("background", [("background", ["美術二"])]),
        ("direction", [("director", ["監督"])]),
    ]


def test_without_an_order_the_vocabulary_proposes_one():
    given = [credit("1", BACKGROUND, "美術"), credit("2", KEY, "原画"), credit("3", DIRECTOR, "監督")]
    assert names(given) == ["監督", "原画", "美術"]


def test_without_an_order_the_company_and_the_committee_come_last():
    """プロデューサー, 協力, アニメーション制作, 製作: as Japanese endings close."""
    given = [
        credit("1", COMMITTEE, "「例」製作委員会"),
        credit("2", STUDIO, "例スタジオ"),
        credit("3", PRODUCER, "例田 花"),
        credit("4", COOPERATION, "見本市"),
        credit("5", KEY, "原画"),
    ]
    assert names(given) == ["原画", "例田 花", "見本市", "例スタジオ", "「例」製作委員会"]


def test_an_order_that_was_given_may_begin_with_the_committee():
    given = [
        credit("1", COMMITTEE, "「例」製作委員会", billing=0),
        credit("2", KEY, "原画", billing=1),
        credit("3", STUDIO, "例スタジオ"),
    ]
    assert names(given) == ["「例」製作委員会", "原画", "例スタジオ"]


def test_who_was_given_no_place_stands_behind_the_neighbours_of_their_role():
    given = [
        credit("1", BACKGROUND, "美術", billing=0),
        credit("2", KEY, "原画", billing=1),
        credit("3", DIRECTOR, "監督", billing=2),
        credit("4", KEY, "もう一人"),
        credit("5", SECOND, "第二原画"),
        credit("6", KEY, "総作監", role_as_printed="総作画監督"),
    ]
    assert names(given) == ["美術", "原画", "もう一人", "総作監", "第二原画", "監督"]


def test_who_has_nobody_of_their_department_stands_behind_the_last_that_the_vocabulary_has_before_them():
    billed = [credit("1", BACKGROUND, "美術", billing=0), credit("2", DIRECTOR, "監督", billing=1)]
    assert names([*billed, credit("3", KEY, "原画")]) == ["美術", "監督", "原画"]
    assert names([*billed[:1], credit("3", DIRECTOR, "監督")]) == ["監督", "美術"]


def test_cuts_of_somebody_billed_are_on_their_line():
    given = [
        credit("1", KEY, "乙", billing=0),
        credit("2", KEY, "甲", billing=1),
        credit("3", KEY, "甲", cut="C002", cut_sort_key="C002"),
        credit("4", KEY, "甲", cut="C001", cut_sort_key="C001"),
    ]
    document = compose_document(WORK, WORKING, given, cuts_total=2, complete=False)
    (block,) = document.departments[0].blocks
    assert [(line.name, line.cuts) for line in block.lines] == [("乙", ()), ("甲", ("C001", "C002"))]


def test_somebody_without_a_name_keeps_the_place_that_was_given():
    given = [credit("1", KEY, billing=0), credit("2", KEY, "甲", billing=1)]
    assert roll(given) == [("animation", [("key_animation", ["", "甲"])])]
    unbilled = [replace(each, billing=None) for each in given]
    assert roll(unbilled) == [("animation", [("key_animation", ["甲", ""])])]


def test_h10_the_tools_of_a_department_that_stands_twice_are_behind_the_last_of_its_people():
    given = [
        credit("1", BACKGROUND, "美術", billing=0, ai_uses=(GENERATOR,)),
        credit("2", DIRECTOR, "監督", billing=1),
        credit("3", BACKGROUND, "美術二", billing=2, ai_uses=(GENERATOR,)),
    ]
    document = compose_document(WORK, WORKING, given, cuts_total=0, complete=False)
    assert [len(department.tools) for department in document.departments] == [0, 0, 1]
    (tool,) = document.departments[2].tools
    assert [person.name for person in tool.hands] == ["美術", "美術二"]


def test_a_person_is_on_one_line_wherever_else_their_role_was_given_a_place():
    given = [
        credit("1", KEY, "甲", billing=0),
        credit("2", DIRECTOR, "乙", billing=1),
        credit("3", KEY, "丙", billing=2),
        credit("4", KEY, "甲", cut="C001", cut_sort_key="C001"),
        credit("5", KEY, "丁", cut="C001", cut_sort_key="C001"),
    ]
    assert roll(given) == [
        ("animation", [("key_animation", ["甲"])]),
        ("direction", [("director", ["乙"])]),
        ("animation", [("key_animation", ["丙", "丁"])]),
    ]


def test_people_without_a_name_are_counted_once_with_an_order_and_without():
    given = [
        credit("1", KEY, person_key="", headcount=2, billing=0),
        credit("2", DIRECTOR, "乙", billing=1),
        credit("3", KEY, "丙", billing=2),
        credit("4", KEY, person_key="", headcount=2, cut="C001", cut_sort_key="C001"),
    ]
    counted = [
        compose_document(WORK, WORKING, credits, cuts_total=1, complete=False).facts.people_unnamed
        for credits in (given, [replace(each, billing=None) for each in given])
    ]
    assert counted == [2, 2]


def test_the_position_tells_who_of_one_role_is_first_in_its_places():
    given = [
        credit("1", KEY, "甲", billing=0, position=3),
        credit("2", DIRECTOR, "乙", billing=1),
        credit("3", KEY, "丙", billing=2, position=1),
    ]
    assert names(given) == ["丙", "乙", "甲"]


def test_h16_who_withheld_their_name_does_not_stand_between_their_neighbours():
    given = [
        credit("1", KEY, "あ", billing=0),
        credit("2", KEY, absence_reason="withheld_by_contributor", person_key="p", billing=1),
        credit("3", KEY, "う", billing=2),
    ]
    assert roll(given) == [("animation", [("key_animation", ["あ", "う", ""])])]


def test_the_orders_of_parts_are_joined_around_what_the_whole_has_a_place_for():
    assert join_orders([], [[1, 2], [3, 1, 4]]) == [1, 2, 3, 4]
    assert join_orders([9], [[1, 9], [2, 9, 3], [9, 4]]) == [1, 2, 9, 3, 4]
    assert join_orders([8, 9], [[8, 1, 9], [8, 2, 9, 1]]) == [8, 1, 2, 9]
    assert join_orders([8, 9], []) == [8, 9]


def test_credits_are_listed_as_the_roll_has_them_line_by_line():
    """Whoever withheld their name is not told by their place there either (H16)."""
    given = [
        credit("1", KEY, "あ", billing=0),
        credit("2", KEY, absence_reason="withheld_by_contributor", person_key="p", billing=1),
        credit("3", KEY, "う", billing=2),
        credit("4", KEY, "あ", cut="C001", cut_sort_key="C001"),
    ]
    assert list_in_roll_order(given) == ["1", "4", "3", "2"]


def test_h17_studios_stand_in_the_order_that_their_people_were_given():
    """People without a studio are before them, where nobody takes them for one's."""
    art = replace(BACKGROUND, code="background_art")
    given = [
        credit("1", art, "甲", affiliation="乙社", billing=0),
        credit("2", art, "乙", affiliation="丙社", billing=1),
        credit("3", art, "丙", billing=2),
        credit("4", art, "丁", affiliation="乙社", billing=3),
    ]

    def group(credits):
        (department,) = compose_document(WORK, WORKING, credits, cuts_total=0, complete=False).departments
        return [
            (group.studio, [line.name for line in group.lines])
            for group in group_printed_lines(department.blocks[0])
        ]

    assert group(given) == [("", ["丙"]), ("乙社", ["甲", "丁"]), ("丙社", ["乙"])]
    assert [studio for studio, _names in group([replace(each, billing=None) for each in given])] == [
        "",
        *sorted(["乙社", "丙社"]),
    ]


def test_the_document_says_so_only_where_it_matters():
    """Documents of rolls without an order, or with studios by their names, have the same bytes as ever."""
    given = [credit(uid, BACKGROUND, uid, affiliation=uid, billing=int(uid)) for uid in ("1", "2")]
    for credits, is_written in (
        (given, False),
        ([replace(each, billing=-each.billing) for each in given], True),
        ([replace(each, billing=None) for each in given], False),
    ):
        document = compose_document(WORK, WORKING, credits, cuts_total=0, complete=False)
        assert ("studios_given" in to_plain(document.departments[0].blocks[0])) is is_written
