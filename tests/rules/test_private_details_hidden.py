"""H19: nobody but the editors of the production that entered them is told private details, or finds anybody by them."""

from itertools import product
from urllib.parse import quote

import pytest

from productions.catalogue.services.productions import create_production
from productions.credits.services.credits import enter_credit
from productions.credits.services.withheld_names import find_named_elsewhere
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit, User
from productions.people.services.contributors import create_contributor
from tests.html_pages import read_markup
from tests.rules.addresses import find_doors
from tests.rules.planted_details import EMAIL, LEGAL, SECRETS, account, signed_in, tool


@pytest.fixture
def strangers(production, other, person, confirmed, role, now):
    """Who may not read what the production keeps: by the admin and by tokens."""
    drafted = create_production(title="下書き", kind="film", by=None, now=now)
    enter_credit(drafted, role=role("layout"), contributor=person, by=None, now=now)
    enter_credit(other, role=role("layout"), contributor=person, by=None, now=now)
    Credit.objects.filter(production=other).update(state="confirmed")
    confirmed(contributor=person)
    viewer = account("viewer", production, "viewer")
    editor = account("editor", production)
    boss = User.objects.create_superuser("boss", password="a long password")
    both = account("both", production)
    both.memberships.create(production=other, level="approver")
    people = {
        "editor of a draft credit": account("drafted", drafted),
        "approver of a confirmed credit": account("confirmed", other, "approver"),
        "registrar": account("registrar", other, "viewer", registrar=True),
        "viewer": viewer,
        "no member": account("nobody"),
    }
    return {name: signed_in(user) for name, user in people.items()} | {
        **{f"write token of the {name}": tool(user, "write") for name, user in people.items()},
        "read token of an editor": tool(editor, "read"),
        "read token of a superuser": tool(boss, "read"),
        "token for another production": tool(both, "write", productions=[other]),
        "superuser's token for another production": tool(boss, "write", productions=[other]),
    }


def addresses(person):
    """Every address of the admin and the API about contributors, their names and their details; with every search."""
    keys = {
        "contributor": [person],
        "contributorname": person.names.all(),
        "contributordetails": person.private_details.all(),
        "contributors": [person],
        "names": person.names.all(),
        "private-details": person.private_details.all(),
    }
    for door in find_doors():
        if door.word not in keys or not door.is_read:
            continue
        rows = keys[door.word] if door.arguments else [None]
        for row in rows:
            yield door.at({} if row is None else {"object_id": str(row.pk), "uid": str(row.uid)})


@pytest.mark.walk
def test_no_page_and_no_answer_tells_them_to_anybody_else(person, kept, strangers):
    found = list(addresses(person))
    assert len(found) > 40
    told, opened = [], 0
    for name, client in strangers.items():
        for address in found:
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            opened += answer.status_code == 200
            told += [(name, address, secret) for secret in SECRETS if secret in body.decode()]
    assert told == []
    assert opened > 100


@pytest.mark.walk
def test_nobody_else_finds_the_person_by_them(person, kept, strangers):
    pages = [
        "/admin/productions/contributor/?q={}",
        "/admin/productions/contributorname/?q={}",
        "/admin/productions/contributordetails/?q={}",
        "/admin/autocomplete/?app_label=productions&model_name=credit&field_name=contributor&term={}",
        "/api/v1/contributors/?q={}",
        "/api/v1/credits/?q={}",
        "/api/v1/productions/?q={}",
    ]
    for (name, client), page, secret in product(strangers.items(), pages, SECRETS):
        answer = client.get(page.format(quote(secret)))
        assert person.name not in read_markup(answer), (name, page, secret)


def test_lists_of_the_admin_are_not_narrowed_by_them(production, person, kept, strangers):
    for client in strangers.values():
        for narrowed in (f"email={EMAIL}", f"private_details__email={EMAIL}", f"names__text={quote(LEGAL)}"):
            page = client.get(f"/admin/productions/contributor/?{narrowed}")
            assert person.name not in read_markup(page)


def test_a_sheet_finds_nobody_by_a_legal_name_that_another_production_keeps(
    production, other, person, kept, role, now
):
    sheet = f"role,name\nlayout,{LEGAL}\n".encode()
    import_credit_sheet(production, sheet, filename="a.csv", by=account("own", production), now=now)
    assert Credit.objects.get(production=production).contributor == person
    import_credit_sheet(other, sheet, filename="a.csv", by=account("theirs", other), now=now)
    found = Credit.objects.get(production=other).contributor
    assert (found == person, found.name, found.entered_for) == (False, LEGAL, other)


def test_a_wish_lists_no_namesake_by_a_legal_name_that_another_production_keeps(
    production, other, person, kept, role, now
):
    namesake = create_contributor(name=LEGAL, by=None, now=now)
    for film in (production, other):
        enter_credit(film, role=role("layout"), contributor=namesake, by=None, now=now)
    listed = {
        film: find_named_elsewhere(person, Credit.objects.filter(production=film), known_in=film)
        for film in (production, other)
    }
    assert (len(listed[production]), listed[other]) == (1, [])
