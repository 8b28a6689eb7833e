"""Every example of the OpenAPI document, sent to a real server, gets what the document promises."""

import json
import os
import re
from io import BytesIO

import httpx
import pytest
from django.utils import timezone

from api.dumps.job import run_dump
from api.resources.examples import BODIES, DIGEST, PARAMETERS, UIDS
from productions.accounts.services.tokens import issue_token
from productions.ai.services.ai_systems import register_ai_system
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.exports.services.dumps import request_dump
from productions.imports.services.entering import enter_file
from productions.imports.services.planning import read_import_file
from productions.models import Contributor, ContributorName
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.people.services.groups import add_group_member
from productions.people.services.private_details import add_private_details
from productions.people.services.tracker_ids import add_tracker_id
from productions.proposals.services.proposals import create_proposal
from productions.releases.services.releases import issue_release
from productions.segments.services import create_part, create_segment
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import ProposalNeeded
from productions.songs.services import add_song_right, create_song
from productions.studio_files.services.fonts import upload_font
from productions.studio_files.services.logos import upload_logo
from productions.webhooks.services.webhooks import create_webhook
from tests.api.described import compare_headers, list_bodies
from tests.api.example_answers import Recorder
from tests.counting import count_now
from tests.roll.logos import svg
from tests.roll.typefaces import typeface

DAY = timezone.timedelta(days=1)
ASKED_FOR = {"at": {"t": "0f"}, "diff": {"from": "broadcast", "to": "broadcast"}}
"""What an address that ends so cannot do without."""


@pytest.fixture
def document(settings):
    return json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())


@pytest.fixture
def boss(django_user_model):
    return django_user_model.objects.create_superuser("boss", password="a long password")


@pytest.fixture
def entries(unlocked, settings, boss, production, person, company, role, now, confirmed, tmp_path):
    """The entries that the examples speak of: their uids here by those of the document, and a host that is there."""
    settings.WEBHOOK_LOOPBACK, settings.MEDIA_ROOT = True, tmp_path
    episode = add_episode(production, number="1", by=None, now=now)
    (film_cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    place_cut(film_cut, record_in=0, length=24, by=None, now=now)
    cut, later = add_cuts(production, [{"number": "12"}, {"number": "13"}], episode=episode, by=None, now=now)
    song = create_song(production, title="手紙", kind="ending", by=None, now=now)
    confirmed(contributor=person, role=role("key_animation"), cut=cut)
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    heroine, twin = (create_character(production, name=name, by=None, now=now) for name in ("月", "お月様"))
    for number, each in enumerate((heroine, twin)):
        confirmed(
            contributor=person,
            role=role("voice"),
            portrayals=[{"character": each}],
            character_as_printed=f"月{number}",
        )
    drawn = confirmed(contributor=person, role=role("layout"))
    beside = create_contributor(name="例田 花", by=None, now=now)
    other = create_production(title="別の作品", kind="film", by=None, now=now)
    file = read_import_file(other, "役職,名前\n原画,見本 太郎\n".encode(), filename="a.csv", by=None)
    made = {
        "import": enter_file(other, file, by=None, now=now)[1],
        "production": production, "episode": episode, "cut": cut, "contributor": person, "ai_system": system,
        "credit": confirmed(contributor=person, role=role("director")),
        "song": song,
        "song_right": add_song_right(song, text="JASRAC 出 0000000-500", by=None, now=now),
        "segment": create_segment(production, kind="recap", first_episode=episode, by=None, now=now),
        "part": create_part(
            production, episode=episode, label="B", first_cut=later, last_cut=later, by=None, now=now
        ),
        "joined": confirmed(contributor=beside, role=role("director")),
        "storyboard": confirmed(contributor=person, role=role("storyboard")),
        "title": add_title(production, text="The Dog and the Boy", kind="english", by=None, now=now),
        "name": add_name(person, text="リョウ", script="native", kind="pseudonym", by=None, now=now),
        "private_detail": add_private_details(company, production=production, by=None, now=now),
        "external_id": add_external_id(contributor=person, scheme="imdb", value="nm0594502", by=None, now=now),
        "tracker_id": add_tracker_id(production, scheme="kitsu", value="1", by=None, now=now),
        "ai_use": record_ai_use(
            drawn, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
            validated_by=person, validated_at=now, extent="assist", by=None, now=now,
        ),
        "film_cut": film_cut,
        "edition": add_edition(production, code="tv_cut", label_en="TV cut", label_ja="TV版", by=None, now=now),
        "timeline": time_edition(production, episode=episode, start_timecode="01:00:00:00", by=None, now=now),
        "placement": place_cut(cut, record_in=0, length=24, by=None, now=now),
        "character": heroine,
        "character_variant": add_variant(heroine, kind="age", label="老年期", by=None, now=now),
        "double_character": twin,
        "double": create_contributor(name="見本 華", by=None, now=now),
        "group": create_contributor(name="例製作委員会", kind="organization", by=None, now=now),
        "webhook": create_webhook(user=boss, name="mirror", url="http://127.0.0.1:9/", by=None, now=now),
        "release": issue_release(production, by=None, now=now),
        "font": upload_font(
            production, file=BytesIO(typeface(tmp_path / "font.ttf", "花").read_bytes()), licence_note="Ours.",
            by=None, now=now,
        ),
        "logo": upload_logo(
            production, file=BytesIO(svg(100)), name="Dog", said_en="Dog Inc.", licence_note="Ours.", by=None, now=now
        ),
    }  # fmt: skip
    made["group_member"] = add_group_member(made["group"], member=made["double"], by=None, now=now)
    uids = {UIDS[name]: str(entry.uid) for name, entry in made.items()}
    return {**uids, DIGEST: made["release"].digest, "https://encyclopedia.example": "http://127.0.0.1:9"}


@pytest.fixture
def api(live_server, entries, boss):
    """A tool that may do everything, at the server."""
    now = timezone.now()
    token = issue_token(user=boss, name="examples", scope="write", expiry=now + DAY, by=None, now=now)
    headers = {"Authorization": f"Bearer {token.secret}"}
    with httpx.Client(base_url=live_server.url, headers=headers, trust_env=False) as client:
        yield client


NOBODY = "01970c2f-5c00-7a10-8f3e-2d1b6a4c9eff"
"""uid of an approval that nobody made; it is asked for all the same, and answered with 404."""


def waiting_proposals(staff, entries, production):
    """uids of proposals that wait, one after another."""
    editor = staff("editor")
    name = ContributorName.objects.get(uid=entries[UIDS["name"]])
    for text in ("一", "二", "三"):
        needed = ProposalNeeded(SharedAct.CHANGE_NAME, name, arguments={"text": f"名{text}"})
        yield str(create_proposal(needed, by=editor, now=timezone.now()).uid)


def here(value, entries):
    """An example with the uids of this site."""
    text = json.dumps(value)
    for shown, real in entries.items():
        text = text.replace(shown, real)
    return json.loads(text)


def test_every_body_is_taken(document, api, entries, production, staff, tmp_path, recorder):
    last = ("ReleaseIn", "WithholdIn", "RestoreIn", "MergeIn")  # after everything else, in this order
    proposals = waiting_proposals(staff, entries, production)
    operations = sorted(
        list_bodies(document), key=lambda one: (one[2] in last, last.index(one[2]) if one[2] in last else 0)
    )
    files = {"FontIn": typeface(tmp_path / "font.ttf", "花", weight=700).read_bytes(), "LogoIn": svg(200)}
    answered = {}
    for method, path, name, good in operations:
        if name == "ReleaseIn":
            production.credits.filter(state="draft").update(state="confirmed")
        if name == "MergeIn":
            Contributor.objects.update(
                training_mining=None
            )  # what one entry says, the one that stays has to say
        kind = name_entry(path)
        uid = next(proposals) if kind == "proposal" else entries.get(UIDS.get(kind, ""), "")
        if name == "UndoIn" and path != "/api/v1/characters/{uid}/undo-merge/":  # they were merged above
            good = [
                404 if kind == "approval" else 422
            ]  # what stands has nothing to undo: the body is taken, and the verb says so
        if name == "CorrectKindIn":
            good = [422]  # the contributor of the examples validated an AI use, as people do
        address = path.replace("{uid}", uid or str(NOBODY))
        headers = {"If-Match": api.get(address).headers["ETag"]} if method == "patch" else {}
        answer = api.request(
            method, address, headers=headers, **sent(here(BODIES[name], entries), files.get(name))
        )
        recorder.note(method, path, answer)
        if answer.status_code not in good:
            answered[method, path] = answer.text
        elif (differ := compare_headers(document["paths"][path][method], answer)) != ([], []):
            answered[method, path] = differ
    assert answered == {}


def name_entry(path):
    """What the examples call the entry that an address is of: `ai_system` of `/api/v1/ai-systems/{uid}/uses/`."""
    return path.split("/")[3].rstrip("s").replace("-", "_")


CODES = {"role": "layout", "department": "direction", "vocab": "oversight"}
"""How the addresses of vocabularies name an entry."""


@pytest.fixture(scope="module")
def answered():
    """The answers of this module's tests; with RECORD_EXAMPLES they become the examples of the document."""
    recorders = []
    yield recorders
    if os.environ.get("RECORD_EXAMPLES") and recorders:
        first = recorders[0]
        for other in recorders[1:]:
            first.kept = {**other.kept, **first.kept}
        first.write()


@pytest.fixture
def recorder(document, entries, answered):
    made = Recorder(document, entries)
    answered.append(made)
    return made


def test_every_answer_is_of_its_schema(document, api, entries, boss, recorder, production, staff, settings):
    """Every address that is read as JSON, once all that it may show is there."""
    run_dump(request_dump(by=None, now=timezone.now()).uid, clock=timezone.now)
    count_now()
    posted = {}
    for name, path in (("ApprovalIn", "/api/v1/approvals/"), ("ExportIn", "/api/v1/exports/")):
        made = api.post(path, json=here(BODIES[name], entries))
        posted[name_entry(path)] = made.json()["uid"]
        recorder.note("post", path, made)
    posted["proposal"] = next(waiting_proposals(staff, entries, production))
    posted["token"] = str(boss.auth_token_set.get().uid)
    asked = 0
    for path, item in document["paths"].items():
        content = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        if "application/json" not in content:
            continue
        kind = name_entry(path)
        uid = posted.get(kind) or CODES.get(kind) or entries.get(UIDS.get(kind, ""), "")
        asked_for = ASKED_FOR.get(path.split("/")[-2], {})
        named = re.sub(r"\{\w+\}", uid, path.replace("{digest}", entries[DIGEST]))
        answer = api.get(named, params=asked_for)
        assert answer.status_code == 200, (path, answer.text)
        recorder.note("get", path, answer)
        asked += 1
    assert asked > 60
    merged = entries[UIDS["contributor"]]
    taken_back = {
        **BODIES["TrainingStatementIn"],
        "training_mining": [],
    }  # else it would be lost with the entry
    api.post(f"/api/v1/contributors/{merged}/state-training/", json=taken_back).raise_for_status()
    for act, name in (("merge", "MergeIn"), ("undo-merge", "UndoIn")):
        path = f"/api/v1/contributors/{{uid}}/{act}/"
        answer = api.post(path.format(uid=merged), json=here(BODIES[name], entries))
        assert answer.status_code == 200, answer.text
        recorder.note("post", path, answer)
    path, other = "/api/v1/contributors/{uid}/correct-kind/", entries[UIDS["double"]]
    answer = api.post(path.format(uid=other), json=BODIES["CorrectKindIn"])
    assert answer.status_code == 200, answer.text
    recorder.note("post", path, answer)


def sent(body, file):
    """A body as httpx takes it: as JSON, or in parts where one of them is a file; an example holds no font and no logo."""
    if "file" not in body:
        return {"json": body}
    text = body.pop("file")
    return {"files": {"file": ("file", file or text)}, "data": body}


@pytest.mark.walk
def test_every_example_of_a_parameter_is_taken(document, api, entries):
    asked, refused = 0, {}
    for path, item in document["paths"].items():
        for parameter in item.get("get", {}).get("parameters", ()):
            if "example" not in parameter or "{" in path:
                continue
            asked += 1
            answer = api.get(path, params={parameter["name"]: here(parameter["example"], entries)})
            if answer.status_code != 200:
                refused[path, parameter["name"]] = answer.text
    assert refused == {}
    assert asked > 2 * len(PARAMETERS)
