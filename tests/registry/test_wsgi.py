"""What a web process is started with."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_gunicorn_reads_its_settings_from_the_folder_of_the_site():
    command = [sys.executable, "-m", "gunicorn", "registry.wsgi", "--print-config"]
    run = subprocess.run(command, env=os.environ, cwd=ROOT, capture_output=True, text=True, check=True)
    found = dict(line.split(" = ", 1) for line in run.stdout.splitlines() if " = " in line)
    found = {name.strip(): value.strip() for name, value in found.items()}
    # Compose's own grace is longer, and a worker begins anew before it has grown with the years.
    assert int(found["graceful_timeout"]) < 30
    assert int(found["max_requests"]) > int(found["max_requests_jitter"]) > 0
    assert (found["worker_class"], found["limit_request_line"]) == ("gthread", "8190")
    assert found["control_socket_disable"] == "True"
