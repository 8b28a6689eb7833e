"""Tests leave the project's own data alone."""

from pathlib import Path

from django.conf import settings

from tests.conftest import DATA_DIR


def test_the_files_of_tests_are_in_a_folder_of_this_process():
    assert settings.DATA_DIR == DATA_DIR
    assert Path(settings.MEDIA_ROOT).parent == DATA_DIR
    assert settings.BASE_DIR / "var" not in [DATA_DIR, *DATA_DIR.parents]
