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


def test_who_is_told_to_work_is_asked_whether_it_can():
    """All but the beat, of which pages say that no worker was seen, and what runs once. The checks are asked in scripts/walk_services."""
    checked = {name for name, service in COMPOSE["services"].items() if "healthcheck" in service}
    assert checked == set(COMPOSE["services"]) - {"migrate", "beat"}


def test_workers_have_the_processes_that_operations_ask_for():
    text = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    asked = dict(re.findall(r"^\| `(\w+)` \|[^|]+\| (\d+)", text, re.MULTILINE))
    commands = [service.get("command", "") for service in COMPOSE["services"].values()]
    found = [re.search(r" worker --queues (\w+) --concurrency (\d+) ", f"{command} ") for command in commands]
    assert dict(each.groups() for each in found if each) == asked
    assert len(asked) == 4


def test_workers_have_time_to_finish_a_file_on_paper():
    """Docker's own 10 seconds would kill it. That a film is handed back in this time is shown by scripts/drill_queues."""
    text = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    (seconds,) = re.findall(r"grace\s+period of compose \((\d+) s\)", text)
    graces = {
        name: service.get("stop_grace_period")
        for name, service in COMPOSE["services"].items()
        if " worker " in str(service.get("command"))
    }
    assert set(graces.values()) == {f"{seconds}s"}
    assert len(graces) == 4
