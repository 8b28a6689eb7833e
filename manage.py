#!/usr/bin/env python
"""Staffroll's command line."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

from productions.shared.disk import is_disk_full

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    try:
        _ = settings.DEBUG  # reads the environment
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(sys.argv)
    except (OSError, Error) as error:
        if not is_disk_full(error):
            raise
        sys.exit(f"The disk is full ({error}); make room, and call the command again.")
