"""`manage.py export_roll` in several formats: into a folder, or as one package."""

import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from productions.models import Export


@pytest.fixture
def export_roll(production, person, confirmed, settings, tmp_path):
    """The command for a production with somebody on its roll; what it says, line by line."""
    settings.MEDIA_ROOT = tmp_path / "media"
    confirmed(contributor=person)

    def run(*options: str) -> list[str]:
        said = StringIO()
        call_command("export_roll", str(production.uid), *options, stdout=said)
        return said.getvalue().splitlines()

    return run


def test_several_formats_are_files_in_a_folder(export_roll, tmp_path):
    screen = ("--raster", "1280x720")
    said = export_roll("--format", "edl", "--format", "txt", *screen, "--out", f"{tmp_path}/out/")
    suffixes = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert (suffixes, len(said)) == ([".edl", ".txt"], 2)
    assert dict(Export.objects.values_list("format", "delivery"))["txt"] == {}


def test_several_formats_are_one_package(export_roll, tmp_path):
    (said,) = export_roll("--format", "edl", "--format", "txt", "--package", "--out", f"{tmp_path}/all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        told = [entry["format"] for entry in json.loads(archive.read("manifest.json"))["files"]]
    assert told == ["txt", "edl"]
    assert said.split()[0] == f"{tmp_path}/all.zip"


def test_several_files_are_not_written_over_one_another(export_roll, tmp_path):
    with pytest.raises(CommandError, match="Several files go into a folder"):
        export_roll("--format", "csv", "--format", "txt", "--out", f"{tmp_path}/one.txt")
    assert not Export.objects.exists()


@pytest.mark.parametrize("missing", ["a/b/all.zip", "a/b/"])
def test_what_is_missing_of_the_path_is_made(export_roll, tmp_path, missing):
    export_roll("--format", "txt", "--package", "--out", f"{tmp_path}/{missing}")
    assert [path.suffix for path in (tmp_path / "a" / "b").iterdir()] == [".zip"]


def test_a_path_that_cannot_be_is_told_before_anything_is_made(export_roll, tmp_path):
    (tmp_path / "file").write_text("A file, no folder.")
    with pytest.raises(CommandError, match=r"The folder \S+/file/below cannot be made: Not a directory\."):
        export_roll("--format", "txt", "--package", "--out", f"{tmp_path}/file/below/all.zip")
    assert not Export.objects.exists()
