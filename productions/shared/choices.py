"""The closed lists: every code that a column may hold, with its label for people.

Codes are stored and published, so they are never renamed. Labels are translated.
Roles are not here: they are data (`productions/data/roles.csv`), because studios add to them.
"""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from productions.shared.site_languages import OWN_NAMES, ROLL_LANGUAGES

PERSONAL_MARK = "(personal)"
"""Stands in an event's `changes`, and for its reason, where a personal value is or was (`models.record.Event`)."""

SIGN_IN_EVENTS = "signin"
"""The kind of events about sessions and second factors; accounts themselves are of the kind `user`."""


class ProductionKind(TextChoices):
    SERIES = "series", _("series")
    FILM = "film", _("film")
    SPECIAL = "special", _("special")
    SHORT = "short", _("short film")
    MUSIC_VIDEO = "music_video", _("music video")
    ADVERT = "advert", _("advertisement")
    GAME_CINEMATIC = "game_cinematic", _("game cinematic")


class Visibility(TextChoices):
    PRIVATE = "private", _("private: members only")
    PUBLIC = "public", _("public: anyone may query it")


class TitleKind(TextChoices):
    NATIVE = "native", _("native")
    KANA = "kana", _("kana reading")
    ROMAJI = "romaji", _("romaji")
    ENGLISH = "english", _("English")
    ALIAS = "alias", _("alias")


class EpisodeKind(TextChoices):
    EPISODE = "episode", _("episode")
    OPENING = "opening", _("opening (OP)")
    ENDING = "ending", _("ending (ED)")
    TRAILER = "trailer", _("trailer")


class Edition(TextChoices):
    """Which showing a roll belongs to; a credit with no edition belongs to all of them."""

    BROADCAST = "broadcast", _("broadcast")
    STREAMING = "streaming", _("streaming")
    THEATRICAL = "theatrical", _("theatrical")
    DISC = "disc", _("disc")
    FESTIVAL = "festival", _("festival")
    DUB = "dub", _("dub")


class CutStatus(TextChoices):
    PLANNED = "planned", _("planned")
    ACTIVE = "active", _("active")
    OMITTED = "omitted", _("omitted (number kept)")
    CUT_OUT = "cut_out", _("cut out in editing")


class CutRelationKind(TextChoices):
    """How `from_cut` came to be: its drawings are those of `to_cut`, or it took its place."""

    SHARED = "shared", _("shares drawings with")
    BANK = "bank", _("uses bank footage of")
    REUSE = "reuse", _("reuses footage of")
    REPLACES = "replaces", _("replaces")
    SPLIT_FROM = "split_from", _("was split from")


class ContributorKind(TextChoices):
    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organization")


class NameScript(TextChoices):
    NATIVE = "native", _("native writing")
    KANA = "kana", _("kana reading")
    ROMAJI = "romaji", _("romaji")


class NameKind(TextChoices):
    REAL = "real", _("own name")
    PSEUDONYM = "pseudonym", _("pseudonym")
    FORMER = "former", _("former name")
    ALIAS = "alias", _("alias")
    LEGAL = "legal", _("legal name (private)")


PRIVATE_NAME_KINDS = frozenset({NameKind.LEGAL})


class Scope(TextChoices):
    PRODUCTION = "production", _("whole production")
    EPISODE = "episode", _("episode")
    CUT = "cut", _("cut")


class CreditKind(TextChoices):
    PERSON = "person", _("person")
    ORGANIZATION = "organization", _("organization")
    COLLECTIVE = "collective", _("collective")


class Attribution(TextChoices):
    TRUE_NAME = "true_name", _("true name")
    PSEUDONYM = "pseudonym", _("pseudonym")
    WITHHELD = "withheld", _("withheld by the contributor")


class AbsenceReason(TextChoices):
    WITHHELD_BY_CONTRIBUTOR = "withheld_by_contributor", _("withheld by their own choice")
    COMPANY_WILL_NOT_NAME = "company_will_not_name", _("the company will not name them")
    UNKNOWN_LOST = "unknown_lost", _("unknown, the record is lost")
    NOT_YET_ENTERED = "not_yet_entered", _("not yet entered")
    NOT_STATED = "not_stated", _("not stated")


class WishKind(TextChoices):
    """What people may wish for their names."""

    WITHHOLD_NAME = "withhold_name", _("not to be named")
    TELL_FORMER_NAME = "tell_former_name", _("the former name may be told beside the new one")


class EvidenceKind(TextChoices):
    """What a credit rests on. Nobody is taken to have said it: a credit typed in rests on nothing known."""

    NOT_SAID = "", _("not said")
    ONSCREEN = "onscreen", _("on-screen credit")
    TASK = "task", _("tracker task")
    TIMESHEET = "timesheet", _("timesheet")
    CONTRACT = "contract", _("contract")
    ORDER = "order", _("purchase order")
    PUBLISHED_FILE = "published_file", _("published file")
    SELF_CLAIM = "self_claim", _("own statement")
    THIRD_PARTY = "third_party", _("third party")


class CreditState(TextChoices):
    DRAFT = "draft", _("draft")
    CONFIRMED = "confirmed", _("confirmed by the studio")
    CONTRIBUTOR_CONFIRMED = "contributor_confirmed", _("confirmed by the contributor")
    DISPUTED = "disputed", _("disputed")
    SUPERSEDED = "superseded", _("superseded")


PUBLIC_CREDIT_STATES = (CreditState.CONFIRMED, CreditState.CONTRIBUTOR_CONFIRMED, CreditState.DISPUTED)
LIVE_CREDIT_STATES = (CreditState.DRAFT, *PUBLIC_CREDIT_STATES)


class AITask(TextChoices):
    LAYOUT = "layout", _("layout")
    GENERATION = "generation", _("image generation")
    INBETWEEN = "inbetween", _("in-betweening")
    CLEANUP = "cleanup", _("clean-up")
    COLOUR = "colour", _("colouring")
    COMPOSITE = "composite", _("compositing")
    UPSCALE = "upscale", _("upscaling")
    VOICE = "voice", _("voice")
    TRANSLATION = "translation", _("translation")
    MUSIC = "music", _("music")
    WRITING = "writing", _("writing")
    OTHER = "other", pgettext_lazy("AI task", "other")


class SourceType(TextChoices):
    """IPTC Digital Source Type, the live codes (http://cv.iptc.org/newscodes/digitalsourcetype/)."""

    DIGITAL_CAPTURE = "digitalCapture", _("digital capture")
    COMPUTATIONAL_CAPTURE = "computationalCapture", _("computational capture")
    NEGATIVE_FILM = "negativeFilm", _("scan of negative film")
    POSITIVE_FILM = "positiveFilm", _("scan of positive film")
    PRINT = "print", _("scan of a paper drawing or print")
    HUMAN_EDITS = "humanEdits", _("edited by people")
    COMPOSITE_WITH_TRAINED = (
        "compositeWithTrainedAlgorithmicMedia",
        _("edited with generative AI (something existed before)"),
    )
    ALGORITHMICALLY_ENHANCED = "algorithmicallyEnhanced", _("enhanced by an algorithm")
    DIGITAL_CREATION = "digitalCreation", _("made by hand with digital tools")
    DATA_DRIVEN_MEDIA = "dataDrivenMedia", _("data-driven")
    TRAINED_ALGORITHMIC_MEDIA = "trainedAlgorithmicMedia", _("generated by AI")
    ALGORITHMIC_MEDIA = "algorithmicMedia", _("pure algorithm, no training data")
    SCREEN_CAPTURE = "screenCapture", _("screen capture")
    VIRTUAL_RECORDING = "virtualRecording", _("virtual recording")
    COMPOSITE = "composite", _("composite of elements")
    COMPOSITE_CAPTURE = "compositeCapture", _("composite of captured elements")
    COMPOSITE_SYNTHETIC = "compositeSynthetic", _("composite with AI-generated elements")


IPTC_BASE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""What stands before a source type code in its URI."""

GENERATIVE_SOURCE_TYPES = frozenset(
    {
        SourceType.TRAINED_ALGORITHMIC_MEDIA,
        SourceType.COMPOSITE_WITH_TRAINED,
        SourceType.COMPOSITE_SYNTHETIC,
    }
)
"""Source types that say a generative model made or remade the picture or sound; rule H13 looks at these."""


class Oversight(TextChoices):
    """C2PA 2.4 `humanOversightLevel`."""

    FULLY_AUTONOMOUS = "fully_autonomous", _("fully autonomous")
    PROMPT_GUIDED = "prompt_guided", _("guided by prompts")
    HUMAN_VALIDATED = "human_validated", _("validated by a person")


class Extent(TextChoices):
    ASSIST = "assist", _("assistance")
    PARTIAL = "partial", _("part of the result")
    WHOLE = "whole", _("the whole result")


class AIState(TextChoices):
    """Whether AI was used in the work of a credit (H14). Silence is `not_asked` and says nothing."""

    NOT_ASKED = "not_asked", _("not asked")
    NONE = "none", _("none, as declared")
    USED = "used", pgettext_lazy("AI", "used")


class AIBasis(TextChoices):
    """What a declaration of AI use rests on."""

    OWN_STATEMENT = "own_statement", _("own statement")
    CONTRACT = "contract", _("contract")
    TIMESHEET = "timesheet", _("timesheet")
    TASK = "task", _("tracker task")
    CORRESPONDENCE = "correspondence", _("correspondence")
    OTHER = "other", pgettext_lazy("basis", "other")


class ExportState(TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN_EXPORT_STATES = (ExportState.QUEUED, ExportState.RUNNING)


class FileState(TextChoices):
    ACTIVE = "active", pgettext_lazy("file", "in use")
    RETIRED = "retired", pgettext_lazy("file", "retired")


RollLanguage: Any = TextChoices(  # type: ignore[call-overload]  # mypy knows no members that a list makes
    "RollLanguage", [(code.upper(), (code, OWN_NAMES[code])) for code in ROLL_LANGUAGES]
)
"""The languages of rolls, each by what it calls itself."""


class MembershipLevel(TextChoices):
    VIEWER = "viewer", _("viewer")
    EDITOR = "editor", _("editor")
    APPROVER = "approver", _("approver")


class TokenScope(TextChoices):
    READ = "read", _("read")
    WRITE = "write", _("read and write")


class WebhookState(TextChoices):
    ACTIVE = "active", pgettext_lazy("webhook", "active")
    DISABLED = "disabled", pgettext_lazy("webhook", "disabled")


class FeedEntity(TextChoices):
    """What the change feed tells of (`api.feed.views.ENTRIES` has the same; a test compares)."""

    AI_SYSTEM = "aisystem", _("AI system")
    CHARACTER = "character", _("character")
    CONTRIBUTOR = "contributor", _("contributor")
    CREDIT = "credit", _("credit")
    CUT = "cut", _("cut")
    DEPARTMENT = "department", _("department")
    EPISODE = "episode", _("episode")
    PART = "episodepart", _("part")
    PRODUCTION = "production", _("production")
    RELEASE = "release", _("release")
    ROLE = "role", _("role")
    SEGMENT = "segment", _("segment")
    SONG = "song", _("song")
