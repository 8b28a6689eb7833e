"""Sample facts for rolls: the case of The Dog & The Boy, and a long list."""

from dataclasses import fields, replace

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import AIUseInfo, CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.work import Issue, Work

DIRECTOR = RoleInfo("director", "direction", "Direction", "演出", 30, "Director", "監督", 10)
KEY = RoleInfo("key_animation", "animation", "Animation", "作画", 50, "Key animation", "原画", 50)
BACKGROUND = RoleInfo(
    "background", "background", "Art and backgrounds", "美術・背景", 70, "Background", "背景", 30
)

WORK = Work(
    uid="w1",
    title_native="犬と少年",
    title_kana="いぬとしょうねん",
    title_romaji="Inu to Shonen",
    title_en="The Dog & The Boy",
    kind="short",
    year=2023,
    fps_num=24,
    fps_den=1,
    episode_number="",
    episode_title="",
    edition="",
    invented=False,
    remark="",
)
WORKING = Issue(None, "", "", "", None, ())
FIRST = Issue(1, "2026-01-02T03:04:05+00:00", "Approver", "", None, ())
GENERATOR = AIUseInfo(
    "rinna", "rinna", "", "generation", "compositeWithTrainedAlgorithmicMedia", True, "prompt_guided"
)


def of_before(document: RollDocument) -> RollDocument:
    """The document as it was frozen before anybody was asked whether AI was used."""
    asked = [each.name for each in fields(document.facts) if each.name.startswith(("ai_", "declared_"))]
    return replace(document, facts=replace(document.facts, **dict.fromkeys(asked)))


def credit(uid: str, role: RoleInfo = KEY, name: str = "", **values: object) -> CreditInfo:
    """A person's credit named `name`, or an unnamed one."""
    base = CreditInfo(
        uid=uid,
        role=role,
        role_as_printed="",
        kind="person",
        contributor=f"c-{name}" if name else "",
        sort_key=name,
        credited_as=name,
        printed_as="",
        affiliation="",
        position=0,
        headcount=None if name else 1,
        named_count=None,
        absence_reason="" if name else "not_yet_entered",
        on_screen=True,
        episode="",
        cut="",
        cut_sort_key="",
        person_key="" if name else uid,
    )
    return replace(base, **values)  # type: ignore[arg-type]


def the_case(issue: Issue = WORKING) -> RollDocument:
    """As reported: a named director, and a background designer credited as `AI (+Human)`."""
    return compose_document(
        WORK,
        issue,
        [
            credit("1", DIRECTOR, "牧原亮太郎"),
            credit(
                "2",
                BACKGROUND,
                absence_reason="company_will_not_name",
                printed_as="AI (+Human)",
                ai_uses=(GENERATOR,),
            ),
        ],
        cuts_total=0,
        complete=False,
    )


def long_list(count: int) -> RollDocument:
    """`count` animators and painters, every third in one of three studios, on cuts 0 to 49; each declared “none”."""
    names = [f"山田 花子{number}" if number % 2 else f"Andrea Sample {number}" for number in range(count)]
    credits = [
        credit(
            str(n),
            BACKGROUND if n % 3 == 0 else KEY,
            name,
            affiliation=f"スタジオ{n % 3}",
            cut=str(n % 50),
            required=True,
            ai_declared="none",
        )
        for n, name in enumerate(names)
    ]
    return compose_document(WORK, FIRST, credits, cuts_total=50, complete=True)


def compose_first_issue(*credits):
    """The document of a first issue with these credits, of ten cuts."""
    return compose_document(WORK, FIRST, credits, cuts_total=10, complete=False)
