"""docker-compose.yml: one door, logs that do not fill the disk, every place of nginx's configuration filled in."""

import re

import pytest
import yaml
from django.conf import settings

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
TEMPLATES = settings.BASE_DIR / "deploy" / "nginx"


def test_only_nginx_has_a_port_of_the_machine():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["nginx"]


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_logs_are_rotated(name):
    assert COMPOSE["services"][name]["logging"]["options"].keys() == {"max-size", "max-file"}


def test_every_place_of_the_configuration_is_filled_in():
    filled = {name for name in COMPOSE["services"]["nginx"]["environment"] if name.startswith("PROXY_")}
    text = "".join(template.read_text() for template in TEMPLATES.glob("*.template"))
    assert set(re.findall(r"\$\{(\w+)\}", text)) == filled


def test_the_site_counts_the_proxy_that_is_there_and_leaves_files_to_it():
    web = COMPOSE["services"]["web"]["environment"]
    assert (web["STAFFROLL_NUM_PROXIES"], web["STAFFROLL_NGINX_SENDS_FILES"]) == ("1", "1")
    assert "DATABASE_URL" in web
