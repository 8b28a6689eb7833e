"""Files of exports as one ZIP: made while it is sent, whatever their size; each name once."""

import io
import zipfile
from datetime import datetime

import pytest

from productions.exports.services.export_bundles import MAX_BUNDLED_FILES, gather_bundle
from productions.exports.services.export_sets import request_exports
from productions.exports.services.exports import request_export, run_export
from productions.models import Export
from productions.shared.file_responses import format_attachment
from productions.shared.refusals import NotAllowed, Refusal
from productions.shared.zip_stream import PIECE_BYTES, stream_zip

MOMENT = datetime(2026, 5, 1, 12, 0)


def test_a_large_file_comes_in_pieces_and_whole(tmp_path):
    large = bytes(range(256)) * (PIECE_BYTES // 64)
    path = tmp_path / "large"
    path.write_bytes(large)
    pieces = list(stream_zip([("作品.mov", path), ("note.txt", b"told")], at=MOMENT))
    assert max(map(len, pieces)) < 2 * PIECE_BYTES
    assert len(pieces) > len(large) // PIECE_BYTES
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert {entry.filename: entry.compress_type for entry in archive.infolist()} == {
            "作品.mov": zipfile.ZIP_STORED,
            "note.txt": zipfile.ZIP_STORED,
        }
        assert archive.read("作品.mov") == large
        assert archive.getinfo("note.txt").date_time == (2026, 5, 1, 12, 0, 0)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("犬と少年_第03話_issue2_ja.mov", "file_03_issue2_ja.mov"),
        ("犬と少年.zip", "file.zip"),
        ("Ｆａｔｅ_ep03_ja.txt", "Fate_ep03_ja.txt"),
        ("Amélie_issue1_en.pdf", "Amelie_issue1_en.pdf"),
    ],
)
def test_old_programs_get_a_name_in_ascii(name, plain):
    assert format_attachment(name).startswith(f"attachment; filename=\"{plain}\"; filename*=UTF-8''")


def test_a_name_in_ascii_is_said_once():
    assert format_attachment("Fate_ep03_ja.txt") == 'attachment; filename="Fate_ep03_ja.txt"'


@pytest.fixture
def made(production, person, confirmed, now, settings, tmp_path):
    """Two files of the working copy under one name, the second with one person more."""
    settings.MEDIA_ROOT = tmp_path
    found = []
    for name in ("一", "二"):
        confirmed(contributor=person, role_as_printed=name)
        export = request_export(production, format="txt", by=None, now=now)
        found.append(run_export(export.uid, clock=lambda: now))
    return found


def test_of_one_name_the_newest_file_is_taken(made, now, tmp_path):
    bundle = gather_bundle(Export.objects.all(), now=now)
    assert bundle.files == (("犬と少年_working_ja.txt", tmp_path / made[1].file),)
    assert bundle.missing == ()


def test_too_many_are_refused_before_any_is_read(made, now):
    Export.objects.bulk_create(
        Export(
            production=made[0].production,
            format="txt",
            document=made[0].document,
            requested_at=now,
            state="done",
            finished_at=now,
            file=made[0].file,
            size=1,
            digest="0" * 64,
        )
        for _ in range(MAX_BUNDLED_FILES)
    )
    with pytest.raises(Refusal, match="At most 100 files can be downloaded at once"):
        gather_bundle(Export.objects.all(), now=now)


def test_nobody_asks_for_what_they_may_not(made, production, staff, now):
    with pytest.raises(NotAllowed):
        request_exports(production, formats=["txt", "csv"], by=staff("viewer"), now=now)
    assert Export.objects.count() == 2


def test_what_is_refused_of_every_format_alike_is_said_once(made, production, now):
    with pytest.raises(Refusal) as told:
        request_exports(production, formats=["txt", "csv"], edition="nowhere", by=None, now=now)
    assert len(told.value.reasons) == 1
