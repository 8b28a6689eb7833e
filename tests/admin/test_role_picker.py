"""Whoever types a role and presses Enter has it: the picker offers what is called so first."""

import pytest
from django.urls import reverse

from productions.models import Role
from productions.vocabulary.services import retire_role


def ask_picker(client, term):
    asked = {"app_label": "productions", "model_name": "credit", "field_name": "role", "term": term}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    codes = dict(Role.objects.values_list("pk", "code"))
    return [codes[int(row["id"])] for row in found]


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("原画", "key_animation"),
        ("作監", "animation_director"),
        ("LO", "layout"),
        ("genga", "key_animation"),
        ("動検", "inbetween_check"),
        ("演出", "episode_director"),
        ("仕上げ", "digital_paint"),
        ("Director", "director"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_enter_takes_the_role_that_is_called_so(client, boss, term, code, language):
    client.force_login(boss)
    client.cookies["django_language"] = language
    assert ask_picker(client, term)[0] == code


def test_a_retired_role_is_not_offered(client, boss, now):
    retire_role(Role.objects.get(code="key_animation"), by=None, now=now, reason="Not ours.")
    client.force_login(boss)
    assert "key_animation" not in ask_picker(client, "原画")


def test_the_list_is_searched_best_first_unless_a_column_orders_it(client, boss):
    client.force_login(boss)
    address = reverse("admin:productions_role_changelist")
    found = [role.code for role in client.get(address, {"q": "演出"}).context["cl"].result_list]
    assert found[0] == "episode_director"
    by_code = [role.code for role in client.get(address, {"q": "演出", "o": "2"}).context["cl"].result_list]
    assert (by_code, by_code == found) == (sorted(by_code), False)
