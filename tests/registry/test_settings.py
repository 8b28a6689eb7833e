"""An empty environment works; half an environment refuses with one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KEY = "0123456789" * 5
COMPLETE = {
    "STAFFROLL_SECRET_KEY": KEY,
    "STAFFROLL_ALLOWED_HOSTS": "credits.example",
    "DATABASE_URL": "postgres://user:password@127.0.0.1:1/staffroll",
    "CELERY_BROKER_URL": "redis://127.0.0.1:1/0",
    "REDIS_URL": "redis://127.0.0.1:1/1",
}


def run_python(folder: Path, environment: dict[str, str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code and the lines of `python …` under exactly `environment`."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "STAFFROLL_DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def run(folder: Path, environment: dict[str, str], *arguments: str) -> tuple[int, list[str]]:
    """The same of `manage.py …`."""
    return run_python(folder, environment, "manage.py", *arguments)


def show(folder: Path, environment: dict[str, str], *expressions: str) -> list[str]:
    """The values of expressions over the settings, which need no more of the site than themselves."""
    code = "from registry import settings as s; print(" + ", ".join(expressions) + ", sep='\\n')"
    status, lines = run_python(folder, environment, "-c", code)
    assert status == 0, lines
    return lines


def test_an_empty_environment_works(tmp_path):
    assert run(tmp_path, {}, "check", "--fail-level", "WARNING") == (
        0,
        ["System check identified no issues (0 silenced)."],
    )
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_key_of_an_empty_environment_stays(tmp_path):
    assert show(tmp_path, {}, "s.SECRET_KEY") == show(tmp_path, {}, "s.SECRET_KEY")


def test_a_complete_environment_works_and_is_strict(tmp_path):
    assert show(
        tmp_path,
        COMPLETE,
        "[s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE]",
        "s.SECURE_HSTS_SECONDS",
        "s.DATABASES['default']['ENGINE']",
        "s.DATABASES['default']['CONN_MAX_AGE']",
        "s.CSRF_TRUSTED_ORIGINS",
    ) == [
        "[False, True, True, True]",
        "31536000",
        "registry.postgresql",
        "60",
        "['https://credits.example']",
    ]
    status, lines = run(tmp_path, COMPLETE, "check", "--deploy")
    assert (status, [line for line in lines if "security." in line or "staffroll." in line]) == (0, [])


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"STAFFROLL_DEBUG": "0"},
            "STAFFROLL_SECRET_KEY is missing; set it to 50 random characters, for example from "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`.",
        ),
        (
            {"DATABASE_URL": "postgres://127.0.0.1/x", "STAFFROLL_SECRET_KEY": KEY},
            "STAFFROLL_ALLOWED_HOSTS is missing; set it to the host names of this site, separated by commas.",
        ),
        (
            {"DATABASE_URL": "mysql://127.0.0.1/x"},
            "DATABASE_URL is not a usable address; set it to postgres://host/… or postgresql://host/…, "
            "or leave it out.",
        ),
        (
            {"CELERY_BROKER_URL": "kafka://127.0.0.1"},
            "CELERY_BROKER_URL is not a usable address; set it to redis://host/… or rediss://host/… or "
            "amqp://host/… or amqps://host/…, or leave it out.",
        ),
        ({"STAFFROLL_DEBUG": "perhaps"}, "STAFFROLL_DEBUG is 'perhaps'; set it to 1 or 0, or leave it out."),
    ],
)
def test_half_an_environment_refuses_with_one_sentence(tmp_path, environment, sentence):
    assert run(tmp_path, environment, "check") == (1, [sentence])


def test_a_database_without_a_broker_is_refused_by_a_check(tmp_path):
    environment = {name: value for name, value in COMPLETE.items() if name != "CELERY_BROKER_URL"}
    status, lines = run(tmp_path, environment, "check")
    assert status == 1
    assert [line for line in lines if "staffroll." in line] == [
        "?: (staffroll.E002) Debug is off, but the broker is a folder of this machine."
    ]


def test_the_redis_broker_gives_lost_messages_back_at_once_and_keeps_nobody_waiting(tmp_path):
    assert show(tmp_path, COMPLETE, "s.CELERY_BROKER_TRANSPORT_OPTIONS") == [
        "{'visibility_timeout': 3600, 'unacked_restore_interval': 1, 'unacked_restore_throttle': 1, "
        "'socket_connect_timeout': 2, 'socket_timeout': 5, 'socket_keepalive': True, 'retry_on_timeout': False}"
    ]


def test_rabbitmq_keeps_nobody_waiting(tmp_path):
    environment = COMPLETE | {"CELERY_BROKER_URL": "amqp://127.0.0.1:1//"}
    assert show(
        tmp_path, environment, "s.CELERY_BROKER_TRANSPORT_OPTIONS", "s.CELERY_BROKER_CONNECTION_TIMEOUT"
    ) == [
        "{'read_timeout': 5, 'write_timeout': 5, 'confirm_publish': True}",
        "2",
    ]


RUN_ALL = """
import sys
from django.core.management import execute_from_command_line
for command in {commands}:
    try:
        execute_from_command_line(["manage.py", *command])
    except SystemExit as end:
        print(command[0], end.code, file=sys.stderr)
"""
"""Runs commands one after the other, as manage.py does, in one process: its start takes longer than they do."""


def test_commands_say_that_there_are_no_tables_yet(tmp_path):
    uid = "0190a000-0000-7000-8000-000000000000"
    commands = [
        ("import_catalogue", __file__),
        ("import_credits", __file__, "--production", uid),
        ("export_roll", uid),
        ("check_roll", uid),
    ]
    named = {"DJANGO_SETTINGS_MODULE": "registry.settings"}
    _code, lines = run_python(tmp_path, named, "-c", RUN_ALL.format(commands=commands))
    told = "CommandError: The database has not all its tables; run “python manage.py migrate” first."
    assert lines == [line for command in commands for line in (told, f"{command[0]} 1")]


def test_the_demo_says_when_its_port_is_taken_and_starts_nothing(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, lines = run(tmp_path, {}, "demo", "--port", str(port))
    assert (code, lines) == (
        1,
        [f"CommandError: Port {port} is in use; choose another one: make demo PORT={port + 1}"],
    )
    assert not (tmp_path / "staffroll.sqlite3").exists()
