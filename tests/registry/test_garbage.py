"""Processes of a worker's pool share a program that is not looked through for garbage: asked from such a process."""

import pytest

from tests.processes import running_worker, said, wait_until


@pytest.mark.parametrize(("queue", "films"), [("long", "True"), ("short", "False")])
def test_a_process_of_a_worker_begins_with_a_frozen_program(transactional_db, tmp_path, queue, films):
    """What films are made with is there already, where the worker makes films."""
    log = tmp_path / "worker.log"
    with running_worker(tmp_path, "", "--queues", queue, beat=False, app="tests.registry.frozen_worker"):
        wait_until(lambda: said(log, "frozen: "), log)
    (line,) = [line for line in log.read_text().splitlines() if "frozen: " in line]
    frozen, others, loaded = line.split("frozen: ")[1].split()
    assert int(frozen) > 100_000
    assert int(others) < int(frozen) / 20
    assert loaded == films
