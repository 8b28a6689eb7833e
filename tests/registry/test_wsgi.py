"""What a web process is started with."""

import os
import subprocess
import sys


def test_the_program_itself_is_never_looked_through_for_garbage():
    code = "import gc, registry.wsgi; print(gc.get_freeze_count() > len(gc.get_objects()))"
    run = subprocess.run(
        [sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "True"
