"""The key that signs sessions, where the environment gives none."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def local_secret_key(folder: Path) -> str:
    """A key for this machine alone, made at the first start and readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        # Complete or not there at all: the site and its worker may both start now.
        with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".secret_key.") as draft:
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()
