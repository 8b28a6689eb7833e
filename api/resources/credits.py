"""Credits."""

from typing import ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.edition_codes import EditionCode
from api.read.output_serializers.references import (
    ContributorRef,
    CutRef,
    EpisodeRef,
    JointLineRef,
    ProductionRef,
    RoleRef,
    SegmentRef,
    SongRef,
    UidsOut,
)
from api.read.resource import Below
from api.read.updated_at import make_updated_at
from api.resources.ai_declarations import AIDeclarationOut
from api.resources.ai_uses import AIUseOut
from api.resources.characters import PortrayalIn, PortrayalOut
from api.resources.credit_filters import CreditFilter
from api.resources.example_entries import DECLARATION, LAYOUT, UIDS
from api.resources.resource import Resource
from api.write.ai_declarations import DeclareAIIn, WithdrawAIIn
from api.write.credit_acts import confirm_credit, declare_credit_ai, return_credit
from api.write.input_serializers import Change, NothingIn, ReturnIn
from api.write.joint_lines import JoinIn, PartLineIn, join_listed
from api.write.request_bodies import Reference
from api.write.views import EntryAction
from api.write.wishes import RestoreIn, WithholdIn
from productions.credits.models.credits import derive_ai_state
from productions.credits.services import credits
from productions.credits.services.joint_lines import part_credits
from productions.credits.services.series_credits import list_except_episodes
from productions.models import (
    Contributor,
    Credit,
    Cut,
    Episode,
    Production,
    Role,
    Segment,
    Song,
)
from productions.operations.services.name_lock import hold_names, share_names
from productions.removals.services import removal
from productions.shared.choices import AIState
from productions.withholding.services import withholding


class CreditOut(serializers.ModelSerializer[Credit]):
    """A credit: who did what, on what."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    last_episode = EpisodeRef(
        allow_null=True, help_text="For a range of episodes: the last one that the credit covers."
    )
    except_episodes = Computed(
        UidsOut(help_text="Of a credit for the whole series: uids of the episodes in which it does not hold."),
        of=("except_episodes",), get=list_except_episodes,
    )  # fmt: skip
    cut = CutRef(allow_null=True)
    segment = SegmentRef(allow_null=True)
    song = SongRef(allow_null=True)
    last_cut = CutRef(allow_null=True, help_text="For a range of cuts: the last one that the credit covers.")
    role = RoleRef()
    contributor = ContributorRef(allow_null=True, help_text="Null when nobody is named; see absence_reason.")
    affiliation = ContributorRef(allow_null=True, help_text="The studio they worked for.")
    contracted_by = ContributorRef(allow_null=True, help_text="The company that gave the work on.")
    joint_line = JointLineRef(
        allow_null=True, help_text="The line of a roll that it shares with others (連名)."
    )
    version = serializers.IntegerField(source="revision", help_text="Counts the credit's changes, from 1.")
    ai = Computed(
        serializers.ChoiceField(
            choices=AIState.choices, help_text="Whether AI was used; not_asked says nothing."
        ),
        of=("ai_declared", "ai_recorded"),
        get=derive_ai_state,
    )
    ai_declarations = AIDeclarationOut(many=True, help_text="What stands of what was declared: one, or none.")
    portrayals = PortrayalOut(many=True, help_text="The characters that they voice.")
    ai_uses = AIUseOut(many=True, help_text="The credit's people are the operators.")
    edition = EditionCode(absent="it belongs to all of them")
    updated_at = make_updated_at()

    class Meta:
        model = Credit
        fields = (
            "uid", "production", "episode", "last_episode", "except_episodes", "cut", "last_cut", "segment", "song", "role", "role_as_printed",
            "role_as_printed_language", "character_as_printed", "character_as_printed_language", "dub_language", "portrayals", "kind",
            "contributor", "credited_as", "printed_as", "affiliation", "contracted_by", "joint_line", "position", "headcount",
            "named_count", "attribution", "absence_reason", "on_screen", "edition", "evidence_kind", "state", "version", "ai", "ai_declarations",
            "ai_uses", "name_breaks", "updated_at",
        )  # fmt: skip
        extra_kwargs: ClassVar = {
            "credited_as": {"help_text": "The name as credited; empty when nobody is named."},
            "printed_as": {"help_text": "What the screen really said, where it differs."},
            "evidence_kind": {"help_text": "What the credit rests on; null: nobody said."},
            "headcount": {"help_text": "People behind the credit; null: one named person, or not known."},
        }
        notes: ClassVar = {
            "production": Note("The work."),
            "episode": Note("The episode.", absent="it is for the whole work, or for a cut outside episodes"),
            "last_episode": Note(absent="it is for one episode, or for none"),
            "except_episodes": Note(absent="it has no exceptions"),
            "cut": Note("The cut.", absent="it is for the episode or, without one, for the whole work"),
            "segment": Note(
                "The segment that they worked on: it says in which episodes.",
                absent="it is for no segment",
            ),
            "song": Note("The song that they worked on.", absent="it is for no song"),
            "last_cut": Note(absent="it is for one cut, or for none"),
            "role": Note("What they did."),
            "role_as_printed": Note("The role in the words of the roll.", absent="the label of the role"),
            "role_as_printed_language": Note("The language of that (BCP 47).", absent="nobody said"),
            "character_as_printed": Note(
                absent="nobody noted it; on a roll the names of `portrayals` stand for it"
            ),
            "character_as_printed_language": Note("The language of that (BCP 47).", absent="nobody said"),
            "dub_language": Note(
                "The language that the voice speaks, in a dub.", absent="it is no dub, or nobody said"
            ),
            "kind": Note("Whether a person, an organization or a collective is credited."),
            "contributor": Note(absent="nobody is named, and absence_reason says why"),
            "credited_as": Note(absent="nobody is named"),
            "printed_as": Note(absent="it says the same, or nobody noted it"),
            "name_breaks": Note(
                "After which characters a roll may break the name, such as 4 or 4,12.",
                absent="nobody set a break",
            ),
            "affiliation": Note(absent="nobody said it"),
            "contracted_by": Note(absent="nobody said it"),
            "joint_line": Note(absent="it has a line of its own"),
            "position": Note(unit="places"),
            "headcount": Note(
                absent="one named person or, where nobody is named or a group is credited, a number that is not known",
                unit="people",
            ),
            "named_count": Note(
                "How many of the people of a group are named.",
                absent="not known; a credit of one person has none",
                unit="people",
            ),
            "attribution": Note("Under which sort of name, or withheld by their own wish."),
            "absence_reason": Note(
                "Why nobody is named or, for an organization, why nobody says how many people worked.",
                absent="nothing is missing",
            ),
            "on_screen": Note("Whether the roll shows it."),
            "edition": Note("The edition that it belongs to.", absent="it belongs to all of them"),
            "evidence_kind": Note(absent="nobody said"),
            "state": Note("Who stands by it, or that it is disputed."),
            "version": Note(unit="changes"),
        }
        on_request: tuple[str, ...] = ("updated_at",)


class CreditFields(serializers.ModelSerializer[Credit]):
    role = Reference(Role, help_text="Code of the role.")
    episode = Reference(Episode, required=False, allow_null=True, help_text="uid; a cut brings its own.")
    last_episode = Reference(
        Episode,
        required=False,
        allow_null=True,
        help_text="uid; for a range of numbered episodes: the last one.",
    )
    cut = Reference(Cut, required=False, allow_null=True, help_text="uid of the cut.")
    segment = Reference(
        Segment,
        required=False,
        allow_null=True,
        help_text="uid of the segment; it says where it runs, so give no episode or cut.",
    )
    song = Reference(
        Song, required=False, allow_null=True, help_text="uid of the song; one of an episode brings its own."
    )
    last_cut = Reference(
        Cut,
        required=False,
        allow_null=True,
        help_text="uid; for a range of cuts of one episode: the last one.",
    )
    contributor = Reference(
        Contributor, required=False, allow_null=True, help_text="uid; null with an absence_reason."
    )
    affiliation = Reference(
        Contributor, required=False, allow_null=True, help_text="uid of the studio they worked for."
    )
    contracted_by = Reference(
        Contributor, required=False, allow_null=True, help_text="uid of the company that gave the work on."
    )

    edition = EditionCode(required=False, absent="it belongs to all of them")

    portrayals = PortrayalIn(
        many=True,
        required=False,
        help_text="The characters that they voice, all of them; a change without it leaves them.",
    )

    class Meta:
        model = Credit
        fields: tuple[str, ...] = (
            "role", "episode", "last_episode", "cut", "last_cut", "segment", "song", "contributor", "credited_as", "name_breaks", "kind",
            "role_as_printed", "role_as_printed_language", "character_as_printed", "character_as_printed_language", "dub_language",
            "portrayals", "printed_as", "affiliation", "contracted_by", "position", "headcount", "named_count",
            "attribution", "absence_reason", "on_screen", "edition", "evidence_kind", "evidence_on", "evidence_note",
        )  # fmt: skip


class CreditIn(CreditFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(CreditFields.Meta):
        fields = ("production", *CreditFields.Meta.fields)


class CreditChange(Change, CreditFields):
    class Meta(CreditFields.Meta):
        fields = (*CreditFields.Meta.fields, "reason")


RESOURCE = Resource(
    name="credit",
    text="Confirmed credits of public productions.",
    rows=Credit.objects.public(),
    representation=CreditOut,
    filters=CreditFilter,
    counted=True,
    below=(
        Below(
            "production",
            "The credits of one production.",
            whole_text="All credits of one production, not paged: a JSON list, lines of JSON, or a table.",
            has_roll=True,
        ),
        Below("episode", "The credits of one episode.", has_roll=True),
        Below("cut", "The credits of one cut."),
        Below("contributor", "The credits of one contributor."),
        Below("segment", "The credits of one segment: its staff."),
        Below("song", "The credits of one song: who wrote, arranged and performed it."),
        Below("role", "The credits of one role."),
    ),
    derived_members={"ai": ("ai_declarations", "ai_uses")},
    create=credits.enter_credit,
    create_body=CreditIn,
    change=credits.update_credit,
    change_body=CreditChange,
    take_names=share_names,
    acts=(
        EntryAction("confirm", "Confirm a credit", NothingIn, confirm_credit),
        EntryAction("return-to-draft", "Take a credit back to draft", ReturnIn, return_credit),
        EntryAction(
            "withhold", "Withhold the name on a credit", WithholdIn, withholding.withhold_name, hold_names
        ),
        EntryAction("restore", "Restore a withheld name", RestoreIn, withholding.restore_name, hold_names),
        EntryAction("declare-ai", "Declare whether AI was used for a credit", DeclareAIIn, declare_credit_ai),
        EntryAction("join", "Print a credit in one line with others", JoinIn, join_listed),
        EntryAction("part", "Print the credits of a joint line by themselves", PartLineIn, part_credits),
        EntryAction(
            "withdraw-ai",
            "Withdraw the AI declaration of a credit",
            WithdrawAIIn,
            removal.withdraw_ai_declaration,
        ),
    ),
    private={
        "is_labour": "The role's; a company with it says how many people.",
        "release_year": "The production's, for the filter `year`.",
        "withheld_as": "Which name a person withheld.",
        "withheld_statement": "What a person said about their name.",
    },
    examples={
        "CreditIn": {"production": UIDS["production"], **LAYOUT},
        "PatchedCreditChange": {"credited_as": "見本 はな", "reason": "They asked for it."},
        "WithholdIn": {"statement": "Please do not name me in this work.", "stated_on": "2026-04-30"},
        "ReturnIn": {"reason": "Confirmed before the director had looked at it."},
        "RestoreIn": {"reason": "They wrote to us on 2 May 2026."},
        "DeclareAIIn": {**DECLARATION, "answer": "used", "declared_at": "2026-05-01T12:00:00+09:00"},
        "JoinIn": {"credits": [{"credit": UIDS["joined"]}], "joiner": "・"},
        "PartLineIn": {"reason": "They have a line each on the screen."},
        "WithdrawAIIn": {"reason": "They wrote that a generator was tried after all."},
    },
)
