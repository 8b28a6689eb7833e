"""A site on a database of its own in a temporary folder, in this process: for benchmarks that press buttons rather than read what is there."""

from __future__ import annotations

import os
import tempfile

import django


def set_up_own_site(name: str, **variables: str) -> tempfile.TemporaryDirectory[str]:
    """Set Django up on a folder, which goes with the object. `variables` are those of the site besides; before anything of it is imported."""
    folder = tempfile.TemporaryDirectory(prefix=f"staffroll-{name}-")
    own = {
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "STAFFROLL_DEBUG": "1",
        "STAFFROLL_DATA_DIR": folder.name,
        "DATABASE_URL": "",
    }
    os.environ |= own | variables
    django.setup()
    return folder
