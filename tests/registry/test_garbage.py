"""A worker's processes do not look for garbage in the program itself: asked from a process of a real worker's pool."""

from tests.processes import running_worker, said, wait_until


def test_a_process_of_a_worker_begins_with_a_frozen_program(transactional_db, tmp_path):
    log = tmp_path / "worker.log"
    with running_worker(tmp_path, beat=False, app="tests.registry.frozen_worker"):
        wait_until(lambda: said(log, "frozen and not"), log)
    (line,) = [line for line in log.read_text().splitlines() if "frozen and not" in line]
    frozen, others = map(int, line.split("frozen and not: ")[1].split())
    assert frozen > 100_000
    assert others < frozen / 20
