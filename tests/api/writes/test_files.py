"""Exports and imports by API: asked for, looked at, fetched in ranges; sheets with every problem by line."""

import io
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from productions.exports.services.export_progress import FrameProgress
from productions.exports.services.exports import report_export, run_export, take_export_lease
from productions.models import Credit, Export, ImportBatch
from productions.rollkit.template.shipped_templates import FILM_ROLL
from tests.api.writes.conftest import errors
from tests.hurried import HURRIED_VALUES

SHEET = "role,name\nDirector,見本 花\nLayout,見本 華\n"


@pytest.fixture
def asked(tool, production, release):
    """An export that somebody asked for by API, and their tool."""
    api = tool("viewer")
    body = {"production": str(production.uid), "release": str(release.uid), "format": "txt"}
    answer = api.post("exports/", body, status=202)
    return api, answer.headers["Location"].removeprefix("/api/v1/")


@pytest.fixture
def finished(asked):
    run_export(Export.objects.get().uid, clock=timezone.now)
    return asked


def test_a_film_says_how_many_frames_are_done(tool, production, release):
    api = tool("viewer")
    body = {"production": str(production.uid), "release": str(release.uid), "format": "mp4"}
    answer = api.post(
        "exports/",
        {**body, "delivery": {"raster": "1280x720", "px": 90, "template": HURRIED_VALUES}},
        status=202,
    )
    address, shown = (
        answer.headers["Location"].removeprefix("/api/v1/"),
        ("frames", "frames_done", "seconds_left"),
    )
    assert [api.get(address).json()[name] for name in shown] == [None, None, None]
    export = Export.objects.get()
    lease = take_export_lease(export.uid, now=timezone.now())
    report_export(lease, share=0.4, frames=FrameProgress(8, 20, 31))
    assert [api.get(address).json()[name] for name in shown] == [20, 8, 31]


def test_an_export_waits_and_is_then_there_for_members_only(client, tool, asked):
    api, address = asked
    waiting = api.get(address)
    assert (waiting.json()["state"], waiting.json()["progress"], waiting.json()["file"]) == (
        "queued",
        0,
        None,
    )
    assert waiting.headers["Retry-After"] == "1"
    assert api.get(f"{address}file", status=409).json()["detail"] == "The file is missing; export it again."
    run_export(Export.objects.get().uid, clock=timezone.now)
    done = api.get(address)
    assert (done.json()["state"], done.json()["progress"], "Retry-After" in done.headers) == (
        "done",
        100,
        False,
    )
    file = api.get(done.json()["file"].removeprefix("/api/v1/"))
    data = b"".join(file.streaming_content)
    assert (len(data), "牧原亮太郎" in data.decode()) == (done.json()["size"], True)
    assert file.headers["ETag"] == f'"{done.json()["digest"]}"'
    assert file.headers["Cache-Control"] == "private, no-store"
    stranger = tool("stranger")
    for path in (address, f"{address}file"):
        stranger.get(path, status=404)
        assert client.get(f"/api/v1/{path}").status_code == 401


def test_the_working_copy_is_for_editors(tool, production, release):
    body = {"production": str(production.uid), "format": "csv"}
    tool("viewer").post("exports/", body, status=403)
    tool("editor", scope="read").post("exports/", body, status=403)
    tool("approver").post("exports/", body, status=202)


def test_a_screen_is_asked_for_with_its_raster_rate_and_speed(tool, production, release):
    body = {"production": str(production.uid), "release": str(release.uid), "format": "screen"}
    api = tool("viewer")
    asked = api.post(
        "exports/", {**body, "delivery": {"rate": "30000/1001", "drop": True, "places": "mp4"}}, status=202
    )
    assert asked.json()["delivery"] == {
        "raster": "1920x1080", "rate": "30000/1001", "px": None, "frames": None, "drop": True, "burn_in": False,
        "places": "mp4", "template": FILM_ROLL.to_dict(),
    }  # fmt: skip
    for delivery in ({"px": 0}, {"rate": "23.976"}, {"colour": "red"}, {"places": "pdf"}, {"seconds": 1}):
        assert list(errors(api.post("exports/", {**body, "delivery": delivery}, status=422))) == ["/delivery"]
    assert list(errors(api.post("exports/", {**body, "delivery": "4K"}, status=400))) == ["/delivery"]
    assert Export.objects.count() == 1


def test_a_time_line_that_cannot_place_a_sequence_is_a_422_at_once(tool, production, release):
    body = {"production": str(production.uid), "release": str(release.uid), "format": "edl"}
    refused = tool("viewer").post("exports/", {**body, "delivery": {"places": "png_sequence"}}, status=422)
    assert (
        errors(refused)["/delivery"][0]
        == "This timeline places a movie, but png_sequence is one file per frame."
    )
    assert not Export.objects.exists()


def test_a_token_that_reads_orders_no_export(tool, production, release):
    body = {"production": str(production.uid), "release": str(release.uid), "format": "txt"}
    refused = tool("approver", scope="read").post("exports/", body, status=403).json()
    assert refused["detail"] == "This token may only read; issue one that may write."
    assert not Export.objects.exists()


def test_an_account_has_so_many_exports_waiting_and_is_told_when_to_come_again(
    tool, production, release, settings
):
    settings.EXPORTS_AT_ONCE = 1
    body = {"production": str(production.uid), "release": str(release.uid), "format": "txt"}
    api, other = tool("viewer"), tool("editor")
    api.post("exports/", body, status=202)
    refused = api.post("exports/", body, status=429)
    assert refused.headers["Retry-After"] == "60"
    assert refused.json()["detail"] == (
        "Your account has 1 unfinished export, which is the limit; wait until it is done or cancel it."
    )
    other.post("exports/", body, status=202)


def test_a_not_now_is_not_kept_for_its_key(tool, production, release, settings):
    settings.EXPORTS_AT_ONCE = 1
    body = {"production": str(production.uid), "release": str(release.uid), "format": "txt"}
    api = tool("editor")
    api.post("exports/", body, status=202)
    api.post("exports/", body, status=429, Idempotency_Key='"a"')
    api.post(f"exports/{Export.objects.get().uid}/cancel/", {}, status=200)
    api.post("exports/", body, status=202, Idempotency_Key='"a"')


def test_a_file_comes_in_ranges(finished):
    api, address = finished
    file = f"{address}file"
    whole = b"".join(api.get(file).streaming_content)
    size = len(whole)
    for asked_for, start, end in (
        ("bytes=0-9", 0, 9), ("bytes=10-", 10, size - 1), ("bytes=-5", size - 5, size - 1),
        (f"bytes={size - 1}-{size + 99}", size - 1, size - 1), (f"bytes=-{size + 99}", 0, size - 1),
    ):  # fmt: skip
        answer = api.get(file, status=206, range=asked_for)
        assert b"".join(answer.streaming_content) == whole[start : end + 1]
        assert answer.headers["Content-Range"] == f"bytes {start}-{end}/{size}"
        assert answer.headers["Content-Length"] == str(end + 1 - start)
    for asked_for in (f"bytes={size}-", "bytes=9-3", "bytes=-0"):
        assert api.get(file, status=416, range=asked_for).headers["Content-Range"] == f"bytes */{size}"
    for asked_for in ("bytes=-", "bytes=0-1,4-5", "lines=1-2", "x"):
        assert b"".join(api.get(file, range=asked_for).streaming_content) == whole
    first = api.get(file, status=206, range="bytes=0-1")
    tag = first.headers["ETag"]
    again = api.get(file, status=206, range="bytes=0-1", if_range=tag)
    assert [b"".join(answer.streaming_content) for answer in (first, again)] == [whole[:2]] * 2
    assert b"".join(api.get(file, range="bytes=0-1", if_range='"other"').streaming_content) == whole
    api.get(file, status=304, if_none_match=tag)


def test_a_file_that_changed_on_disk_is_refused_and_made_again(finished, settings):
    api, address = finished
    export = Export.objects.get()
    (settings.MEDIA_ROOT / export.file).write_text("somebody else's")
    told = api.get(f"{address}file", status=409).json()["detail"]
    assert told.startswith("The file was changed on disk after it was made")
    assert api.get(address).json()["state"] == "queued"
    run_export(export.uid, clock=timezone.now)
    assert sha256(api.get(f"{address}file").getvalue()).hexdigest() == export.digest


def test_an_export_is_cancelled(tool, asked):
    _viewer, address = asked
    api = tool("editor")
    assert api.post(f"{address}cancel/", {}, status=200).json()["state"] == "cancelled"
    api.post(f"{address}cancel/", {}, status=422)


def send(api, production, data=SHEET, name="credits.csv", status=201, key=None, more=None):
    """One sheet by multipart."""
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    headers = api.headers | ({"idempotency-key": key} if key else {})
    body = {"production": str(production.uid), "file": file, **(more or {})}
    answer = api.client.post("/api/v1/imports/", body, headers=headers)
    assert answer.status_code == status, answer.content
    return answer


def test_a_sheet_is_entered_as_drafts(tool, production):
    answer = send(tool(), production).json()
    told = ("entered", "changed", "removed", "dry_run", "left_out", "offers", "announced", "hints")
    assert [answer[name] for name in told] == [2, 0, 0, False, [], [], [], []]
    assert answer["uid"] == str(ImportBatch.objects.get().uid)
    assert list(Credit.objects.order_by("pk").values_list("credited_as", "state")) == [
        ("見本 花", "draft"),
        ("見本 華", "draft"),
    ]
    assert ImportBatch.objects.get().filename == "credits.csv"


def test_a_sheet_is_tried_and_taken_back(tool, production):
    answer = send(tool(), production, status=200, more={"dry_run": "true"}).json()
    assert [answer[name] for name in ("uid", "entered", "dry_run")] == [None, 2, True]
    assert [(one["group"], one["line"], one["name"]) for one in answer["plan"]["credits"]] == [
        ("new", 2, "見本 花"),
        ("new", 3, "見本 華"),
    ]
    assert (Credit.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_a_sheet_is_entered_once_for_a_key(tool, production):
    api = tool()
    first = send(api, production, key='"sheet"')
    again = send(api, production, key='"sheet"')
    assert (again.content, Credit.objects.count()) == (first.content, 2)
    send(api, production, data=SHEET + "Music,見本 桜\n", key='"sheet"', status=422)


def test_a_refused_sheet_is_refused_again_for_its_key(tool, production):
    api = tool()
    sheet = "role,name\nLayout,AI\n"
    first = send(api, production, data=sheet, key='"sheet"', status=422)
    again = send(api, production, data=sheet, key='"sheet"', status=422)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (first.content, "true")


def test_every_problem_of_a_sheet_has_its_line(tool, production):
    refused = send(
        tool(), production, data="role,name,cut\nLayout,A Person,99\nLayout,AI,\n", status=422
    ).json()
    assert [(each["pointer"], each["line"]) for each in refused["errors"]] == [("/file", 2), ("/file", 3)]
    assert Credit.objects.count() == 0


def test_a_role_that_nobody_knows_is_told_beside_what_was_entered(tool, production):
    answer = send(tool(), production, data="role,name\n砂絵,A Person\n", status=201).json()
    assert answer["hints"] == [
        "line 2: The role “砂絵” is not in the vocabulary; it is kept as written under “other”."
    ]
    assert Credit.objects.get().role_as_printed == "砂絵"


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"production": "x"}, "/production"),
        ({"dry_run": "maybe"}, "/dry_run"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_mistakes_beside_the_sheet_are_told(tool, production, values, pointer):
    assert list(errors(send(tool(), production, status=400, more=values))) == [pointer]


def test_without_a_sheet_it_is_a_400_and_a_viewer_may_not(tool, production):
    api = tool()
    answer = api.client.post("/api/v1/imports/", {"production": str(production.uid)}, headers=api.headers)
    assert (answer.status_code, list(errors(answer))) == (400, ["/file"])
    send(tool("viewer"), production, status=403)


def test_an_upload_may_be_so_large_and_not_one_byte_more(tool, production):
    api = tool()
    largest = 11 * 1024 * 1024

    def post(length):
        body = io.BytesIO(b"--x\r\n")
        environ = {"CONTENT_LENGTH": str(length), "wsgi.input": body}
        return api.client.generic(
            "POST",
            "/api/v1/imports/",
            b"--x",
            "multipart/form-data; boundary=x",
            headers=api.headers,
            **environ,
        ).status_code

    assert (post(largest + 1), post(largest)) == (413, 400)
