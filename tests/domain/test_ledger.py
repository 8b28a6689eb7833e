"""Every verb writes its rows and their events in one transaction; bulk writes too. The walk counts both."""

import io
from datetime import timedelta

from productions.accounts.services import accounts, invitations, sign_ins, tokens
from productions.ai.services import ai_systems
from productions.cast.services import characters
from productions.catalogue.services import cuts, editions, episode_ranges, memberships, placements
from productions.catalogue.services import productions as works
from productions.claims.services import claims
from productions.coverage.services import required_roles
from productions.credits.services import (
    ai_declarations,
    ai_uses,
    billing,
    bulk_credits,
    credits,
    joint_lines,
    portrayals,
    returned_drafts,
    series_credits,
)
from productions.exports.services import dumps, export_files, exports
from productions.models import (
    Credit,
    Role,
)
from productions.people.services import contributors, external_ids, groups, private_details, tracker_ids
from productions.releases.services import moved_credits, releases
from productions.removals.services import (
    kind_corrections,
    merging,
    merging_characters,
    removal,
    undo,
    undoing_characters,
)
from productions.removals.services.removal import remove_entity
from productions.roll_templates import services as roll_templates
from productions.segments import services as segments
from productions.songs import services as songs
from productions.studio_files.services import fonts, logos, uploads
from productions.vocabulary import services as roles
from productions.webhooks.services import webhooks
from productions.withholding.services import training_statements, withholding
from tests.domain.ledger_verbs import ELSEWHERE, INNER, UNRECORDED
from tests.domain.verb_walk import Walk, public_verbs
from tests.roll.logos import svg
from tests.roll.typefaces import typeface


def test_every_verb_leaves_one_event_for_each_change(db, now, django_user_model, settings, tmp_path):
    walk = Walk(now)
    film = walk(works.create_production, title="作品", title_kana="さくひん", kind="film", events=3)
    walk(works.update_production, film, kind="short")
    walk(works.schedule_publication, film, at=now + timedelta(days=1))
    walk(works.cancel_publication, film)
    walk(works.publish_production, film)
    english = walk(works.add_title, film, text="Work", kind="english")
    walk(works.update_title, english, text="The Work")
    episode = walk(works.add_episode, film, number="1")
    walk(works.update_episode, episode, title="一話")
    walk(episode_ranges.add_episodes, film, numbers=["7", "8"], events=2)
    cut = walk(cuts.add_cut, film, number="1", episode=episode)
    more = walk(cuts.add_cuts, film, [{"number": "2"}, {"number": "3"}], episode=episode, events=2)
    walk(cuts.update_cut, cut, status="omitted")
    walk(cuts.update_cuts, film, {one: {"note": "引き"} for one in more}, events=2)
    walk(cuts.relate_many_cuts, film, [(more[1], cut, "shared"), (more[1], more[0], "bank")], events=2)
    relation = walk(cuts.relate_cuts, from_cut=more[0], to_cut=cut, kind="shared")
    walk(cuts.update_cut_relation, relation, kind="reuse")

    edition = walk(editions.add_edition, film, code="tv_cut", label_en="TV cut")
    walk(editions.update_edition, edition, label_ja="TV版")
    placement = walk(placements.place_cut, more[1], record_in=0, length=24, edition="tv_cut")
    walk(placements.update_placement, placement, length=36)
    timing = walk(placements.time_edition, film, episode=episode, start_timecode="01:00:00:00")
    walk(placements.update_timing, timing, start_timecode="00:00:00:00")
    rows_of_tv = [{"cut": more[0], "record_in": 0, "length": 36}]
    walk(placements.replace_placements, film, rows_of_tv, episode=episode, edition="tv_cut", events=2)
    song = walk(songs.create_song, film, title="手紙")
    walk(songs.update_song, song, kind="ending")
    right = walk(songs.add_song_right, song, text="JASRAC 出 0000000-500")
    walk(songs.update_song_right, right, holder="見本音楽出版")
    segment = walk(segments.create_segment, film, kind="opening")
    walk(segments.update_segment, segment, first_episode=episode)
    ends = {"first_cut": more[0], "last_cut": more[0]}
    part = walk(segments.create_part, film, episode=episode, label="A", **ends)
    walk(segments.update_part, part, last_cut=more[1])

    person = walk(contributors.create_contributor, name="見本 花", kana="みほん はな", events=3)
    walk(contributors.update_contributor, person, kind="organization")
    walk(contributors.update_contributor, person, kind="person")
    details = walk(private_details.add_private_details, person, production=film, note="private")
    walk(private_details.update_private_details, details, email="hana@example.com")
    name = walk(contributors.add_name, person, text="Hana Mihon", script="romaji")
    walk(contributors.update_name, name, text="Hana MIHON")
    identifier = walk(external_ids.add_external_id, scheme="mal", value="1", contributor=person)
    walk(external_ids.update_external_id, identifier, value="2")
    tracked = walk(tracker_ids.add_tracker_id, film, scheme="kitsu", value="1", contributor=person)
    walk(tracker_ids.update_tracker_id, tracked, value="2")
    double = walk(contributors.create_contributor, name="見本 華", events=2)

    role = Role.objects.get(code="layout")
    credit = walk(credits.enter_credit, film, role=role, contributor=person, cut=more[0])
    walk(credits.update_credit, credit, position=2)
    walk(credits.confirm_credits, [credit])
    walk(returned_drafts.return_to_draft, film, [credit], reason="Too early.")
    walk(credits.confirm_credits, [credit])
    walk(billing.order_credits, film, credits=[credit])
    neighbour = walk(contributors.create_contributor, name="例 隣", events=2)
    beside = walk(credits.enter_credit, film, role=role, contributor=neighbour, cut=more[0])
    walk(moved_credits.move_credit, credit, before=None, production=film)
    walk(joint_lines.join_credits, film, credits=[credit, beside], events=3)
    walk(joint_lines.part_credits, credit, events=2)
    walk(remove_entity, beside, reason="not here")
    system = walk(ai_systems.register_ai_system, name="Reiga", vendor="Kaku")
    walk(ai_systems.update_ai_system, system, version="2")
    use_values = {
        "task": "layout",
        "source_type": "algorithmicMedia",
        "oversight": "prompt_guided",
        "extent": "assist",
    }
    use = walk(ai_uses.record_ai_use, credit, ai_system=system, **use_values)
    walk(ai_uses.update_ai_use, use, extent="partial")
    row = {
        "role": role,
        "contributor": double,
        "cut": more[1],
        "ai_uses": [{"ai_system": system, **use_values}],
    }
    walk(
        bulk_credits.enter_credits,
        film,
        [row, {"role": role, "contributor": person, "cut": more[1]}],
        events=3,
    )
    said = {"declared_by": person, "wording": "As it was.", "basis": "own_statement"}
    walk(ai_declarations.declare_ai, credit, answer="used", **said)
    walk(removal.withdraw_ai_declaration, credit, reason="They remembered.")
    listed = list(ai_declarations.credits_to_ask(film, role=role, cut=more[1]))
    walk(
        ai_declarations.declare_ai_in_scope,
        film,
        role=role,
        cut=more[1],
        listed=listed,
        answer="none",
        **said,
    )
    walk(required_roles.require_role, film, role=role)
    walk(required_roles.drop_required_role, film, role=role, reason="All of it is drawn at once.")
    # Its credit, its name and the entry itself move: three events, none of them a new row.
    other = Credit.objects.get(contributor=double)
    walk(remove_entity, Credit.objects.get(contributor=person, cut=more[1]), reason="doubled", events=2)
    walk(merging.merge_contributors, double, into=person, reason="the same", events=3)
    walk(undo.undo_merge, double, reason="they are two", events=4)
    double.refresh_from_db()
    walk(merging.merge_contributors, double, into=person, reason="the same", events=3)
    # Her statement, her wish, and her three credits, a removed one too.
    walk(withholding.withhold_name, other, statement="please", stated_on=now.date(), events=5)
    walk(withholding.restore_name, other, reason="told us", events=4)

    hero = walk(characters.create_character, film, name="月")
    walk(characters.update_character, hero, name_kana="つき")
    young = walk(characters.add_variant, hero, kind="age", label="少女期")
    walk(characters.update_variant, young, label_en="as a girl")
    voiced = Credit.objects.filter(contributor=person).live().first()
    walk(portrayals.set_portrayals, voiced, [{"character": hero}])
    walk(portrayals.add_portrayal, voiced, character=hero, variant=young)
    old = walk(characters.add_variant, hero, kind="age", label="老年期")
    walk(portrayals.update_portrayal, voiced.portrayals.live().latest("pk"), variant=old)
    moon = walk(characters.create_character, film, name="お月様")
    # Both portrayals move, so do the variants.
    walk(merging_characters.merge_characters, hero, into=moon, reason="the same", events=5)
    walk(undoing_characters.undo_character_merge, hero, reason="two", events=6)

    wish = walk(
        withholding.record_wish, person, production=film, kind="tell_former_name", statement="fine", stated_on=now.date(),
        events=2,
    )  # fmt: skip
    walk(withholding.end_wish, wish, reason="not any more")
    entries = [{"entry": "cawg.ai_training", "use": "notAllowed"}]
    # What they said, and what follows from it on their entry.
    walk(
        training_statements.record_training_statement, person, training_mining=entries, statement="no", stated_on=now.date(),
        events=2,
    )  # fmt: skip

    claim = walk(
        claims.open_claim, film, kind="not_mine", claimant_name="x", message="x", credit=credit, events=2
    )
    walk(claims.decide_claim, claim, accept=False, decision="It is.", events=2)
    said = {"claimant_name": "x", "message": "x"}
    claim = walk(claims.open_claim, film, kind="mine", credit=credit, **said)
    walk(claims.decide_claim, claim, accept=True, decision="It is.", events=3)  # decided, confirmed, settled
    claim = walk(claims.open_claim, film, kind="wrong_name", credit=credit, **said, events=2)
    walk(claims.decide_claim, claim, accept=True, decision="It is.")
    # The credit, its claim, the credit's state.
    walk(credits.update_credit, credit, credited_as="見本 華", events=3)
    claim = walk(claims.open_claim, film, kind="not_mine", credit=credit, **said, events=2)
    walk(claims.decide_claim, claim, accept=True, decision="It is.")
    walk(claims.close_claim, claim, reason="They were mistaken.", events=2)
    claim = walk(claims.open_claim, film, kind="missing", **said)
    walk(claims.decide_claim, claim, accept=True, decision="They are.")
    walk(claims.link_credit, claim, credit=other)
    walk(credits.confirm_credits, Credit.objects.current(), events=2)  # the credit, and whom somebody missed
    release = walk(releases.issue_release, film)
    export = walk(exports.request_export, film, release=release, format="txt")
    walk(exports.cancel_export, export)
    walk(export_files.request_again, export)
    settings.MEDIA_ROOT = tmp_path
    with typeface(tmp_path / "font.ttf", "見本").open("rb") as file:
        font = walk(fonts.upload_font, film, file=file, licence_note="OFL")
    walk(uploads.retire_file, font, reason="no longer used")
    logo = walk(
        logos.upload_logo, film, file=io.BytesIO(svg(100)), name="Dog", said_en="Dog", licence_note="theirs"
    )
    walk(uploads.retire_file, logo, reason="no longer used")
    walk(dumps.cancel_dump, walk(dumps.request_dump))

    data = {"kind": "cards", "blocks": [{"holds": "rest"}]}
    template = walk(roll_templates.create_template, film, name="Ours", data=data)
    walk(roll_templates.copy_template, template, to=film, name="Ours too")
    template = walk(roll_templates.change_template, template, data={**data, "running_ms": 90000})
    walk(roll_templates.retire_template, template)

    user = walk(accounts.create_user, username="staff", password="a quite long password", is_staff=True)
    walk(accounts.update_user, user, first_name="S")
    walk(accounts.set_password, user, password="another long password")
    membership = walk(memberships.grant_membership, user=user, production=film, level="viewer")
    walk(memberships.change_membership, membership, level="editor")

    walk(sign_ins.record_sign_in_event, user, action="signed in", address="203.0.113.7")
    walk(sign_ins.end_sessions, user)
    user.authenticator_set.create(type="totp", data={})  # tells of itself, as its removal does
    walk(sign_ins.reset_second_factor, user, reason="lost", events=2)
    invitation = walk(invitations.create_invitation, production=film, level="viewer", invitee="x")
    walk(invitations.revoke_invitation, invitation)
    invitation = walk(invitations.create_invitation, production=film, level="viewer", invitee="x")
    new = {"username": "new", "password": "a quite long password"}
    walk(invitations.accept_invitation, invitation, **new, events=3)

    ends = now + timedelta(days=1)
    token = walk(tokens.issue_token, user=user, name="tracker", productions=[film], expiry=ends)
    walk(tokens.revoke_token, token)
    settings.WEBHOOK_LOOPBACK = True
    hook = walk(webhooks.create_webhook, user=user, name="mirror", url="https://127.0.0.1/")
    walk(webhooks.update_webhook, hook, name="the mirror")
    walk(webhooks.rotate_secret, hook)
    walk(webhooks.end_old_secrets, hook)
    walk(webhooks.replay_webhook, hook, after=0)
    walk(webhooks.request_ping, hook, events=0)  # the worker keeps its result on the row
    walk(webhooks.disable_webhook, hook)
    walk(webhooks.enable_webhook, hook)

    department = walk(roles.create_department, code="mine", label_en="Mine", label_ja="私", order=999)
    walk(roles.update_department, department, order=998)
    own = walk(
        roles.create_role,
        code="own",
        department=department,
        scope="cut",
        label_en="Own",
        label_ja="独",
        order=1,
    )
    walk(roles.update_role, own, label_en="Owned")
    alias = walk(roles.add_role_alias, own, text="独自")
    walk(roles.update_role_alias, alias, text="独自の")
    walk(roles.retire_role, own, reason="no longer used")
    removed = (use, relation, identifier, membership, alias, english, details, part, segment, right, song)
    for entity in removed:
        walk(remove_entity, entity, reason="tidied")
    walk(undo.undo_removal, identifier, reason="it was right")
    unit = walk(contributors.create_contributor, name="例班", kind="organization", events=2)
    membership = walk(groups.add_group_member, unit, member=person)
    walk(groups.update_group_member, membership, since=now.date())
    circle = walk(contributors.create_contributor, name="例の会", events=2)
    standing = walk(credits.enter_credit, film, role=role, contributor=circle)
    walk(series_credits.except_episode, standing, episode=episode)
    walk(series_credits.include_episode, standing, episode=episode)
    walk(kind_corrections.correct_contributor_kind, circle, kind="organization", reason="known", events=2)
    walk(kind_corrections.undo_kind_correction, circle, reason="a person", events=2)

    assert public_verbs() - walk.called - INNER - UNRECORDED == ELSEWHERE
