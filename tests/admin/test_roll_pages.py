"""Files of a roll: several formats asked for at once, their downloads, and all of them as one."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from django.urls import reverse

from productions.catalogue.services.productions import add_episode
from productions.exports.services.exports import request_export, run_export
from productions.models import Export
from productions.releases.services.releases import issue_release
from tests.html_pages import find_all, get_text, get_value, list_links, read_body, read_page, read_page_text


@pytest.fixture
def release(production, person, confirmed, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    episode = add_episode(production, number="3", by=None, now=now)
    confirmed(episode=episode, contributor=person)
    return issue_release(production, episode=episode, by=None, now=now)


def make_files(now):
    for export in Export.objects.filter(state="queued"):
        run_export(export.uid, clock=lambda: now)


def ask(client, production, *formats, **more):
    address = reverse("admin:productions_production_export", args=[production.pk])
    return client.post(address, {"formats": formats, "language": "ja", **more}, follow=True)


def test_one_act_asks_for_each_format_and_tells_what_was_refused(client, production, release, staff):
    client.force_login(staff("editor"))
    page = ask(client, production, "txt", "csv", "edl", release=release.pk, places="png_sequence")
    text = read_page_text(page)
    assert sorted(production.exports.values_list("format", flat=True)) == ["csv", "txt"]
    assert "These files are being made: plain text, CSV." in text
    assert "Edit decision list (EDL): This timeline places a movie" in text
    assert page.request["QUERY_STRING"] == f"episode={release.episode_id}&release={release.pk}"


def test_what_is_for_a_screen_does_not_keep_paper_back(client, production, release, staff):
    client.force_login(staff("editor"))
    ask(client, production, "txt", "edl", release=release.pk, raster="1280x720", px="8")
    deliveries = dict(production.exports.values_list("format", "delivery"))
    assert (deliveries["txt"], deliveries["edl"]["raster"]) == ({}, "1280x720")


@pytest.mark.parametrize("typed", ["1440x1080", "１４４０ × １０８０"])
def test_a_raster_of_ones_own_is_taken_in_the_place_of_the_usual_ones(
    client, production, release, staff, typed
):
    client.force_login(staff("editor"))
    ask(client, production, "edl", release=release.pk, raster="1280x720", own_raster=typed)
    assert production.exports.get().delivery["raster"] == "1440x1080"


def test_a_raster_that_cannot_be_made_is_told_and_nothing_is_lost(client, production, release, staff):
    client.force_login(staff("editor"))
    page = ask(client, production, "edl", release=release.pk, own_raster="1441x1080")
    assert "The raster 1441x1080 cannot be made" in read_page_text(page)
    (field,) = find_all(read_page(page), "input", id="id_own_raster")
    assert get_value(field) == "1441x1080"


def test_where_nothing_goes_the_form_comes_again_with_the_sentence(client, production, release, staff):
    client.force_login(staff("viewer"))
    page = ask(client, production, "txt", "csv")
    assert "You need to be editor" in read_page_text(page)
    assert get_checked(page) == ["txt", "csv"]
    nothing = ask(client, production)
    assert "Choose at least one format." in read_page_text(nothing)
    assert not Export.objects.exists()


def get_checked(page):
    boxes = find_all(read_page(page), "input", name="formats")
    return [get_value(box) for box in boxes if "checked" in dict(box.attributes)]


def test_the_form_begins_with_what_the_address_names(client, production, release, staff):
    client.force_login(staff("editor"))
    tab = reverse("admin:productions_production_rolls", args=[production.pk])
    page = client.get(tab, {"episode": release.episode_id, "release": release.pk, "set": "editor"})
    assert get_checked(page) == ["prores4444", "edl"]
    chosen = [
        get_value(each) for each in find_all(read_page(page), "option") if "selected" in dict(each.attributes)
    ]
    assert chosen[:2] == [str(release.pk), str(release.episode_id)]
    sets = [link for link in list_links(read_page(page)) if "set=web" in link]
    assert sets == [f"?episode={release.episode_id}&release={release.pk}&set=web#export"]


def test_all_files_are_one_download_from_the_release_and_the_tab(client, production, release, staff, now):
    client.force_login(staff("viewer"))
    for format in ("txt", "csv"):
        request_export(production, format=format, release=release, by=None, now=now)
    request_export(production, format="txt", episode=release.episode, by=None, now=now)
    make_files(now)
    page = read_page(client.get(reverse("admin:productions_release_change", args=[release.pk])))
    own = reverse("admin:productions_release_exports", args=[release.pk])
    assert own in list_links(page)
    names = ["犬と少年_第03話_issue1_ja.csv", "犬と少年_第03話_issue1_ja.txt"]
    assert sorted(read_zip(client.get(own))) == ["manifest.json", *names]
    tab = reverse("admin:productions_production_rolls_download", args=[production.pk])
    files = read_zip(client.get(tab, {"episode": release.episode_id}))
    assert sorted(files) == ["manifest.json", *names, "犬と少年_第03話_working_ja.txt"]
    assert "牧原亮太郎" in files[names[1]].decode()


def read_zip(answer):
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_not_there_is_told_in_the_archive(client, production, release, staff, now, tmp_path):
    client.force_login(staff("viewer"))
    for format in ("txt", "csv"):
        request_export(production, format=format, release=release, by=None, now=now)
    make_files(now)
    (tmp_path / Export.objects.get(format="csv").file).unlink()
    address = reverse("admin:productions_release_exports", args=[release.pk])
    files = read_zip(client.get(address))
    told = files.pop("not-in-this-archive.txt").decode()
    assert told == "犬と少年_第03話_issue1_ja.csv: The file is missing; export it again."
    assert list(files) == ["犬と少年_第03話_issue1_ja.txt", "manifest.json"]
    (entry,) = json.loads(files["manifest.json"])["files"]
    assert entry["name"] == "犬と少年_第03話_issue1_ja.txt"


def test_the_manifest_says_what_each_file_is(client, production, release, staff, now):
    client.force_login(staff("viewer"))
    request_export(production, format="txt", release=release, by=None, now=now)
    request_export(production, format="edl", release=release, delivery={"px": 12}, by=None, now=now)
    make_files(now)
    files = read_zip(client.get(reverse("admin:productions_release_exports", args=[release.pk])))
    entries = {entry["format"]: entry for entry in json.loads(files["manifest.json"])["files"]}
    for entry in entries.values():
        content = files[entry["name"]]
        assert (entry["bytes"], entry["sha256"]) == (len(content), sha256(content).hexdigest())
        assert entry["language"] == "ja"
    assert "delivery" not in entries["txt"]
    assert entries["edl"]["delivery"]["raster"] == "1920x1080"
    assert entries["edl"]["delivery"]["template"] == {"name": "film roll", "version": 3}


def test_nothing_to_download_is_said(client, release, staff):
    client.force_login(staff("viewer"))
    answer = client.get(reverse("admin:productions_release_exports", args=[release.pk]))
    assert (answer.status_code, read_body(answer)) == (
        409,
        "There is no finished file to download yet.",
    )


def test_a_stranger_gets_neither(client, production, release, staff):
    client.force_login(staff("stranger"))
    for page, key in (("production_rolls_download", production.pk), ("release_exports", release.pk)):
        assert client.get(reverse(f"admin:productions_{page}", args=[key])).status_code in (302, 403, 404)


def test_a_file_is_called_in_its_script_and_for_old_programs(client, production, release, staff, now):
    client.force_login(staff("viewer"))
    export = request_export(production, format="txt", release=release, by=None, now=now)
    make_files(now)
    answer = client.get(reverse("admin:productions_production_download", args=[export.uid]))
    b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"file_03_issue1_ja.txt\"; filename*=UTF-8''"
        "%E7%8A%AC%E3%81%A8%E5%B0%91%E5%B9%B4_%E7%AC%AC03%E8%A9%B1_issue1_ja.txt"
    )


def test_the_page_and_the_list_of_exports_have_the_download(client, production, release, staff, now):
    client.force_login(staff("viewer"))
    export = request_export(production, format="txt", release=release, by=None, now=now)
    make_files(now)
    address = reverse("admin:productions_production_download", args=[export.uid])
    for page in (
        reverse("admin:productions_export_change", args=[export.pk]),
        reverse("admin:productions_export_changelist"),
        reverse("admin:productions_production_rolls", args=[production.pk]),
    ):
        assert address in list_links(read_page(client.get(page))), page


def test_several_formats_as_one_package_are_one_row_with_its_files(client, production, release, staff, now):
    client.force_login(staff("editor"))
    page = ask(client, production, "txt", "csv", release=release.pk, packed="on")
    assert "The package is being made, with: plain text, CSV." in read_page_text(page)
    assert list(production.exports.values_list("format", "formats")) == [("package", ["txt", "csv"])]
    make_files(now)
    export = production.exports.get()
    rolls = read_page(client.get(reverse("admin:productions_production_rolls", args=[production.pk])))
    (listed,) = find_all(rolls, "ul", **{"class": "packed"})
    told = [get_text(item).split()[0] for item in find_all(listed, "li")]
    assert told == ["犬と少年_第03話_issue1_ja.txt", "犬と少年_第03話_issue1_ja.csv"]
    address = reverse("admin:productions_production_download", args=[export.uid])
    assert [get_value(each, "href") for each in find_all(rolls, "a")].count(address) == 1
    assert sorted(read_zip(client.get(address))) == sorted(["manifest.json", *told])
    entry = read_page(client.get(reverse("admin:productions_export_change", args=[export.pk])))
    digests = {get_text(code) for code in find_all(entry, "code")}
    assert {file["sha256"] for file in export.files} <= digests


def test_a_package_of_which_one_file_cannot_be_is_told_on_the_form(client, production, release, staff):
    client.force_login(staff("editor"))
    page = ask(client, production, "txt", "edl", release=release.pk, places="png_sequence", packed="on")
    assert ".edl: This timeline places a movie" in get_text(
        find_all(read_page(page), "form", **{"class": "act"})[0]
    )
    assert get_checked(page) == ["txt", "edl"]
    (box,) = find_all(read_page(page), "input", name="packed")
    assert "checked" in dict(box.attributes)
    assert not Export.objects.exists()
