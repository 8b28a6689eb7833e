"""What lists of credits are narrowed by."""

from api.read.edition_codes import EditionParameter
from api.read.filter_fields import (
    ChoiceParameter,
    CodeParameter,
    ListParameter,
    UidParameter,
    YearParameter,
)
from api.read.filters import ParameterFilterSet, UpdatedAfterParameter
from api.read.known_codes import KnownCodeParameter
from api.read.search_parameters import FoldedParameter, SearchParameter
from api.resources.credit_parameters import (
    AISystemParameter,
    AIUseParameter,
    CharacterParameter,
    HeldCutParameter,
    HeldEpisodeParameter,
    OwnerExternalIdParameter,
)
from productions.models import (
    Credit,
    Department,
    Role,
)
from productions.shared.choices import (
    PUBLIC_CREDIT_STATES,
    AbsenceReason,
    Attribution,
    CreditKind,
    Oversight,
    SourceType,
)


class CreditFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Name in any script")
    production = UidParameter("production__uid", "uid of the production")
    episode = HeldEpisodeParameter(
        "episode", "last_episode", "uids of episodes or, within a production, numbers: 3-5; none"
    )
    cut = HeldCutParameter(
        "cut", "last_cut", "uids of cuts or, within a production, numbers: 12-15,18A,S01-C012; none"
    )
    segment = UidParameter("segment__uid", "uid of the segment")
    song = UidParameter("song__uid", "uid of the song")
    contributor = UidParameter("contributor__uid", "uid of the contributor")
    affiliation = UidParameter("affiliation__uid", "uid of the studio they worked for")
    contracted_by = UidParameter("contracted_by__uid", "uid of the company that gave the work on")
    role = KnownCodeParameter("role__code", "Code of the role", Role)
    role_as_printed = FoldedParameter(
        "printed_role_key",
        "Role in the words of the roll, whole: width, spaces, marks and forms of kanji make no difference",
    )
    credited_as = FoldedParameter(
        "search_key",
        "Name as credited, whole: width, spaces, marks, capitals and forms of kanji make no difference",
    )
    department = KnownCodeParameter("role__department__code", "Code of the department", Department)
    year = YearParameter("release_year", "Year of the production's first release: 1995, 1990-1999")
    ai = ChoiceParameter(
        "using_ai",
        "Whether AI was used: any use, recorded or declared; a generative one; declared none; or not asked",
        ("any", "generative", "none", "undeclared"),
    )
    ai_system = AISystemParameter("ai_system__uid", "uid of an AI system")
    source_type = AIUseParameter("source_type", "IPTC source type of an AI use", SourceType.values)
    oversight = AIUseParameter("oversight", "Oversight of an AI use", Oversight.values)
    withheld = ChoiceParameter("withheld", "Names that their owners withheld", ("true", "false"))
    attribution = CodeParameter("attribution", "Under which sort of name", Attribution.values)
    on_screen = ChoiceParameter(
        "shown_on_screen", "Whether the roll shows it (false: uncredited work)", ("true", "false")
    )
    external_id = OwnerExternalIdParameter(
        "", "An identifier of the contributor or production, as in imdb:nm0594503"
    )
    character = CharacterParameter("character__uid", "uid of a character that they voice")
    dub_language = ListParameter("dub_language", "Language of the dub (BCP 47): ja, en, pt-BR")
    kind = CodeParameter("kind", "Kind", CreditKind.values)
    absence_reason = CodeParameter("absence_reason", "Why nobody is named", AbsenceReason.values)
    edition = EditionParameter("edition")
    state = CodeParameter("state", "State", [str(state) for state in PUBLIC_CREDIT_STATES])
    updated_after = UpdatedAfterParameter("credit")

    class Meta:
        model = Credit
        fields: tuple[str, ...] = ()
