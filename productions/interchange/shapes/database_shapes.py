"""The tables of film and anime databases: IMDb, MyAnimeList, Anime News Network, AniList, Annict, Bangumi.

Their credits are a third party's. Identifiers of theirs are no names: a table that has only those is told what to join it with.
"""

from collections.abc import Iterator, Mapping

import orjson

from productions.interchange.shapes.bangumi_labels import ROLE_OF_BANGUMI_LABEL
from productions.interchange.shapes.comma_names import turn_comma_name
from productions.interchange.shapes.role_cells import split_episode_cell, split_role_cell, split_role_scope
from productions.interchange.shapes.table_shape import TableShape, Values, cross_roles
from productions.shared.late_patterns import compile_late
from productions.shared.sentences import Sentence

CAST_ROLES = {"actor": "voice", "actress": "voice", "self": "appearance", "archive_footage": "appearance"}
"""IMDb's categories that are no labels of a role → our roles."""

OWN_ROLE_HEADINGS = frozenset({"role", "役職", "job", "役割", "担当", "職種", "肩書"})
"""With one of these the table is a credit sheet, whatever else stands in it."""

_PLAIN_ROLE = compile_late(r"[A-Za-z_]+")


def fold_parts(parts: Mapping[str, str]) -> Mapping[str, str]:
    """Part by each of the folded headings, which stand in one text with spaces between."""
    return {heading: part for headings, part in parts.items() for heading in headings.split()}


def list_marks(*headings: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.split()) for each in headings)


def name_source(values: Values) -> dict[str, str]:
    """The line's fields, resting on a third party unless a column says otherwise."""
    return {"evidence": "third_party", **values}


def expand_imdb(values: Values) -> Iterator[Values]:
    """A principal: the category and, where it says more, the job; characters are a JSON list."""
    rest = name_source(values)
    category, job = rest.pop("category", ""), rest.pop("job", "")
    role = {"role": CAST_ROLES[category], "role_as_printed": category} if category in CAST_ROLES else {}
    if not role:
        role = {"role": job or category.replace("_", " ")}
    rest["character"] = "／".join(read_json_list(rest.get("character", "")))
    yield {**rest, **role, **({"role": rest["role"]} if rest.get("role") else {})}


def read_json_list(text: str) -> list[str]:
    """The texts of a list like `["A","B"]`; what is no such list is one text."""
    if not text.startswith("["):
        return [text] if text else []
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return [text]
    return [str(each) for each in found] if isinstance(found, list) else [text]


def expand_directors(values: Values) -> Iterator[Values]:
    """A list of titles with its directors in one cell."""
    rest = name_source(values)
    names = rest.pop("name", "")
    for name in filter(None, (part.strip() for part in names.split(","))):
        yield {**rest, "role": rest.get("role") or "Director", "name": name}


def expand_positions(values: Values) -> Iterator[Values]:
    """Several roles in a cell, with episodes in brackets; the surname of a name stands before its comma."""
    rest = name_source(values)
    name = rest.get("name", "")
    turned = turn_comma_name(name)
    if turned != name:
        rest = {"credited_as": name, **rest, "name": turned}
    yield from cross_roles(
        rest,
        (
            {"role": each.role, **pick_episode(each.episode, rest)}
            for each in split_role_cell(rest.pop("role", ""))
        ),
    )


def pick_episode(episode: str, values: Values) -> Values:
    return {"episode": episode} if episode else {"episode": values.get("episode", "")}


def expand_anilist(values: Values) -> Iterator[Values]:
    """One role with its episodes; the native name is the name, the Latin one how it is read."""
    rest = name_source(values)
    native, latin = rest.pop("native", ""), rest.pop("latin", "")
    rest["name"] = rest.get("name") or native or latin
    if latin and latin != rest["name"] and not rest.get("reading"):
        rest["reading"] = latin
    scopes = split_role_scope(rest.pop("role", ""))
    yield from cross_roles(rest, ({"role": each.role, **pick_episode(each.episode, rest)} for each in scopes))


def expand_annict(values: Values) -> Iterator[Values]:
    """A role in words, or its code with other words beside it."""
    rest = name_source(values)
    words = rest.pop("words", "")
    code = rest.get("role", "").replace("_", " ")
    rest["role"] = words if words and code.casefold() in ("", "other") else code
    yield from expand_anilist(rest)


def expand_annict_cast(values: Values) -> Iterator[Values]:
    yield {**name_source(values), "role": values.get("role") or "voice"}


def expand_bangumi(values: Values) -> Iterator[Values]:
    """Chinese labels are kept beside the role that they stand for; `参与` lists episodes."""
    rest = name_source(values)
    label = rest.pop("role", "")
    code = ROLE_OF_BANGUMI_LABEL.get(label.strip())
    role = {"role": code, "role_as_printed": label, "role_language": "zh-Hans"} if code else {"role": label}
    episodes = split_episode_cell(rest.pop("episode", ""))
    yield from cross_roles(rest | role, ({"episode": episode} for episode in episodes))


LATIN_NAMES = "latin"
DATABASE_SHAPES = (
    TableShape(
        name="imdb_principals",
        marks=list_marks("tconst category"),
        parts=fold_parts(
            {
                "tconst": "work",
                "category": "category",
                "job": "job",
                "characters": "character",
                "primaryname name": "name",
            }
            | {"ordering nconst primarytitle originaltitle": "ignored"}
        ),
        fields={"category": "role", "job": "", "work": "", "ignored": ""},
        expand=expand_imdb,
        needs=Sentence(
            "This is IMDb's list of principals (title.principals), which names people by their number alone: add a name column, "
            "primaryName of name.basics, joined by nconst."
        ),
    ),
    TableShape(
        name="imdb_people",
        marks=list_marks("nconst primaryname", "const name knownfor", "nconst name knownfortitles"),
        parts=fold_parts(
            {"primaryname name": "name", "category job role": "role"}
            | {
                "nconst const birthyear deathyear primaryprofession knownfortitles knownfor position created modified description birthdate": "ignored"
            }
        ),
        fields={"ignored": ""},
        expand=lambda values: [name_source(values)],
        needs=Sentence(
            "This is IMDb's list of people, which does not say who did what: join it by nconst with the list of principals "
            "(title.principals), or add a role column."
        ),
    ),
    TableShape(
        name="imdb_titles",
        marks=list_marks("const title directors", "const titletype directors"),
        parts=fold_parts(
            {"const": "work", "directors": "name"}
            | {
                "title originaltitle url titletype position created modified description yourrating daterated imdbrating runtimemins year genres numvotes releasedate": "ignored"
            }
        ),
        fields={"ignored": "", "work": ""},
        expand=expand_directors,
        needs=Sentence("This is IMDb's list of titles: add a column with names and one with what they did."),
        required=("name",),
    ),
    TableShape(
        name="imdb_crew",
        marks=list_marks("tconst directors writers", "tconst primarytitle titletype", "tconst parenttconst"),
        parts=fold_parts({"name primaryname": "name", "role category job": "role", "tconst": "work"}),
        fields={"work": ""},
        expand=lambda values: [name_source(values)],
        needs=Sentence(
            "This is a table of IMDb that names people by their number alone, or not at all: join title.principals with "
            "name.basics by nconst, and upload that with the columns category and primaryName."
        ),
    ),
    TableShape(
        name="myanimelist",
        marks=list_marks("name position", "name positions", "personname positions", "personname position"),
        unless=OWN_ROLE_HEADINGS,
        parts=fold_parts(
            {"name personname": "name", "position positions": "role", "episodes": "episode"}
            | {"malid personmalid url personurl personimagesjpgimageurl id": "ignored"}
        ),
        fields={"ignored": ""},
        expand=expand_positions,
        needs=Sentence("This is a list of MyAnimeList: it needs the columns Name and Position."),
    ),
    TableShape(
        name="anime_news_network",
        marks=list_marks("task person", "task name", "staff task", "task company"),
        parts=fold_parts(
            {"task": "role", "person name staff company": "name", "character": "character"}
            | {"gid id personid companyid": "ignored"}
        ),
        fields={"ignored": ""},
        expand=expand_positions,
        needs=Sentence("This is a list of Anime News Network: it needs the columns Task and Person."),
    ),
    TableShape(
        name="anilist",
        marks=list_marks(
            "role namefull",
            "role namenative",
            "role full",
            "role native",
            "role nodenamefull",
            "role nodenamenative",
            "role stafffull",
            "role staffnative",
            "role staffnamefull",
            "role staffnamenative",
        ),
        parts=fold_parts(
            {
                "role": "role",
                "namefull full nodenamefull stafffull staffnamefull name": LATIN_NAMES,
                "namenative native nodenamenative staffnative staffnamenative": "native",
                "id nodeid staffid siteurl nodesiteurl": "ignored",
            }
        ),
        fields={LATIN_NAMES: "name", "native": "name", "ignored": ""},
        expand=expand_anilist,
        needs=Sentence("This is a list of AniList: it needs the columns role and name (native or full)."),
    ),
    TableShape(
        name="annict",
        marks=list_marks(
            "roletext name", "role roleother name", "roletext personname", "role roleothertext name"
        ),
        parts=fold_parts(
            {
                "roletext role": "role",
                "roleother roleothertext": "words",
                "name personname accuratedname": "native",
                "nameen personnameen": LATIN_NAMES,
                "id annictid workid personid sortnumber workannictid worktitle roleen roleotheren resourcetype resourceid state": "ignored",
            }
        ),
        fields={LATIN_NAMES: "reading", "native": "name", "words": "", "ignored": ""},
        expand=expand_annict,
        needs=Sentence("This is a list of Annict: it needs the columns role_text and name."),
    ),
    TableShape(
        name="annict_casts",
        marks=list_marks(
            "charactername name sortnumber", "charactername name annictid", "charactername personname"
        ),
        unless=OWN_ROLE_HEADINGS,
        parts=fold_parts(
            {"charactername": "character", "name personname": "name", "nameen personnameen": "reading"}
            | {
                "id annictid workid personid sortnumber characterid characternameen workannictid worktitle": "ignored"
            }
        ),
        fields={"ignored": ""},
        expand=expand_annict_cast,
        needs=Sentence("This is Annict's list of a cast: it needs the columns character.name and name."),
        required=("name",),
    ),
    TableShape(
        name="bangumi",
        marks=list_marks(
            "职位 人物",
            "职位 姓名",
            "职位 名字",
            "职务 人物",
            "職位 人物",
            "relation name career",
            "relation name eps",
        ),
        parts=fold_parts(
            {
                "职位 職位 职务 relation": "role",
                "人物 姓名 名字 name": "name",
                "参与 參與 集数 参与集数 eps": "episode",
                "备注": "note",
            }
            | {"id type career images imageslarge 人物id": "ignored"}
        ),
        fields={"ignored": ""},
        expand=expand_bangumi,
        needs=Sentence("This is a list of Bangumi: it needs the columns 职位 and 人物."),
    ),
)
"""Tried in this order."""
