"""Songs and segments in a roll: together under their headings, in every format, and nothing changed where there are none."""

import io
import random

import pytest

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.dataclass_json import to_plain
from productions.rollkit.document.errata import list_errata
from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.texts.group_headings import format_segment_heading, format_song_heading
from productions.rollkit.writers import write_roll
from tests.roll.golden import VERTICAL
from tests.roll.samples import DIRECTOR, credit, the_case
from tests.roll.song_samples import (
    ENDING_SONG,
    LYRICS,
    OPENING,
    OPENING_SONG,
    SINGING,
    list_song_credits,
    the_songs,
)

OPENING_JA = "オープニングテーマ「虹ノ彼方へ〜Over the Rainbow〜」"
SONG_LINES = [
    OPENING_JA, "作詞|れい", "作曲|れい", "編曲|例口 亮", "歌|Reimer", "（ＲＥＩレコーズ）", "JASRAC 出 0000000-601",
    "エンディングテーマ「手紙」", "作詞|例畑 亜紀", "作曲|例中 秀数", "編曲|例中 秀数", "歌|結城ハルカ",
]  # fmt: skip


def text_of(format, lang="ja", document=None):
    out = io.BytesIO()
    write_roll(format, document or the_songs(), out, RollOptions(lang=lang))
    return out.getvalue().decode("utf-8-sig")


def lines_of(document=None, lang="ja"):
    """The roll as text, a role and its name parted by a bar."""
    lines = [line.strip() for line in text_of("txt", lang, document).splitlines()]
    return ["|".join(part.strip() for part in line.split("   ") if part.strip()) for line in lines]


def test_a_song_stands_under_its_heading_with_its_rights_once_below():
    lines = lines_of()
    start = lines.index(OPENING_JA)
    assert lines[start : start + len(SONG_LINES)] == SONG_LINES
    assert "Opening theme “虹ノ彼方へ〜Over the Rainbow〜”" in lines_of(lang="en")
    assert "Ending theme “Letters”" in lines_of(lang="en")


def test_a_segment_is_a_section_of_its_own_behind_its_departments():
    lines = lines_of()
    start = lines.index("== オープニング ==")
    assert lines[start : start + 4] == ["== オープニング ==", "絵コンテ|渡邊 大", "原画|中村 誠", "佐藤 翔"]
    assert lines.index("原画|松本 圭太") < start < lines.index("== 音楽 ==")
    assert "== Opening ==" in lines_of(lang="en")


def test_any_order_of_the_credits_gives_the_same_roll():
    credits = list_song_credits()
    for seed in range(5):
        random.Random(seed).shuffle(credits)
        assert the_songs(credits) == the_songs()


def test_given_places_are_kept_and_what_has_none_stays_with_its_song():
    given = [each for each in list_song_credits() if each.song is None and each.segment is None]
    songs = [each for each in list_song_credits() if each.song]
    billed = [*songs[:2], *given, *songs[2:4]]
    credits = [credit_in(place, each) for place, each in enumerate(billed)] + songs[4:]
    blocks = [
        (block.song.uid if block.song else "", block.role)
        for department in the_songs(credits).departments
        for block in department.blocks
    ]
    assert blocks[:2] == [("s2", "singing"), ("s2", "composer")]  # as they were given
    assert blocks[-2:] == [("s2", "arrangement"), ("s2", "lyrics")]
    own = [uid for uid, _role in blocks if uid == "s1"]
    start = blocks.index(next(each for each in blocks if each[0] == "s1"))
    assert [uid for uid, _role in blocks[start : start + len(own)]] == own


def credit_in(place, each):
    return type(each)(**{name: getattr(each, name) for name in each.__slots__} | {"billing": place})


def test_rights_are_in_the_last_block_alone():
    blocks = [block for each in the_songs().departments for block in each.blocks if block.song]
    assert [(block.role, block.song.rights) for block in blocks if block.song.rights] == [
        ("singing", OPENING_SONG.rights)
    ]


def test_the_document_reads_back_and_one_without_songs_says_nothing_of_them():
    document = the_songs()
    assert read_document(document.to_bytes()).departments == document.departments
    plain = str(to_plain(the_case().content))
    assert "'song'" not in plain
    assert "'segment'" not in plain


@pytest.mark.parametrize("format", ["html", "csv", "sheet", "cinecred"])
def test_every_table_and_page_has_heading_and_rights(format):
    text = text_of(format)
    assert OPENING_JA in text
    told = 2 if format == "cinecred" else 1  # in the body, and in the column that our reader takes
    assert text.count("JASRAC 出 0000000-601") == text.count("（ＲＥＩレコーズ）") == told
    assert "オープニング" in text.replace("オープニングテーマ", "")


def test_a_table_without_songs_has_no_columns_for_them():
    assert "楽曲" not in text_of("csv", document=the_case())
    assert text_of("csv").splitlines()[0].endswith("楽曲,楽曲の権利表記,コーナー")


@pytest.mark.parametrize("name", [*SHIPPED_TEMPLATES, "vertical"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_shipped_template_prints_headings_and_rights_once(name, lang):
    values = VERTICAL if name == "vertical" else SHIPPED_TEMPLATES[name].to_dict()
    asked = parse_screen_spec({"template": {**values, "running_ms": None}})
    reel = build_reel(the_songs(), asked, lang=lang)
    # a title may stand in a line of its own below what the song is
    told = "".join(cue.text for cue in reel.cues).replace(" ", "")
    headings = [format_song_heading(song, lang) for song in (OPENING_SONG, ENDING_SONG)]
    for text in (*headings, *OPENING_SONG.rights):
        assert told.count(text.replace(" ", "")) == 1, text
    opening = format_segment_heading(OPENING, lang)
    assert told.count(opening) == 2  # its own, and the song's
    said = "".join("".join(caption.lines) for caption in build_captions(reel)).replace(" ", "")
    assert "手紙" in said or "Letters" in said
    assert OPENING_SONG.rights[0] in said


def test_a_joint_role_keeps_its_song_to_itself():
    same = [
        credit("1", DIRECTOR, "例 一", song=OPENING_SONG),
        credit("2", DIRECTOR, "例 一", song=ENDING_SONG, group_place=1),
    ]
    asked = parse_screen_spec({"template": SHIPPED_TEMPLATES["streaming card set"].to_dict()})
    told = [cue.text for cue in build_reel(the_songs(same), asked, lang="ja").cues]
    assert told.count("例 一") == 2


@pytest.mark.parametrize(
    ("kind", "label", "ja", "en"),
    [
        ("opening", "", "オープニングテーマ「題」", "Opening theme “題”"),
        ("theme", "主題歌・全話", "主題歌・全話「題」", "Theme song “題”"),
        ("other", "", "「題」", "“題”"),
        ("", "", "「題」", "“題”"),
        ("", "キャラソン", "キャラソン「題」", "キャラソン “題”"),
    ],
)
def test_a_heading_says_the_kind_in_the_words_that_were_written(kind, label, ja, en):
    song = RollSong("s", kind, "題", "", "", label, ())
    assert (format_song_heading(song, "ja"), format_song_heading(song, "en")) == (ja, en)


def test_a_segment_is_called_by_its_title_or_its_kind():
    named = RollSegment("g", "corner", "ミニ劇場", "Mini theatre")
    assert (format_segment_heading(named, "ja"), format_segment_heading(named, "en")) == (
        "ミニ劇場",
        "Mini theatre",
    )
    preview = RollSegment("g", "preview", "", "")
    assert format_segment_heading(preview, "ja") == "次回予告"


def test_whoever_moves_to_another_song_has_moved():
    before = the_songs([credit("1", DIRECTOR, "例 一", song=OPENING_SONG)])
    after = the_songs([credit("1", DIRECTOR, "例 一", song=ENDING_SONG)])
    (found,) = list_errata(before, after)
    assert (found.kind, found.roles_ja) == ("moved", ("監督 (手紙)",))


def test_what_has_no_place_follows_its_song_wherever_that_stands():
    credits = list_song_credits()
    singer = next(each for each in credits if each.credited_as == "結城ハルカ")
    director = next(each for each in credits if each.role.code == "director")
    writer = next(each for each in credits if each.credited_as == "例畑 亜紀")
    document = the_songs([credit_in(0, singer), credit_in(1, director), writer])
    blocks = [block.role for department in document.departments for block in department.blocks]
    assert blocks == ["singing", "lyrics", "director"]


SECOND = RollSong("s3", "opening", "郵便馬車", "ゆうびんばしゃ", "", "", ("見本レコーズ",))


def set_songs(lang="ja", **values):
    more = [
        credit("13", LYRICS, "例畑 亜紀", song=SECOND, group_place=0),
        credit("14", SINGING, "例山 湊", song=SECOND, group_place=0),
    ]
    blocks = [{"holds": "people", "departments": ["music"], "form": "song"}, {"holds": "rest"}]
    template = {"name": "Ours", "version": 1, "kind": "scroll", "blocks": blocks, **values}
    document = the_songs([*list_song_credits(), *more])
    return build_reel(document, parse_screen_spec({"template": template}), lang=lang)


@pytest.mark.parametrize(
    ("lang", "kind", "titles"),
    [
        ("ja", "オープニングテーマ", ["「虹ノ彼方へ〜Over the Rainbow〜」", "「郵便馬車」"]),
        ("en", "Opening theme", ["“虹ノ彼方へ〜Over the Rainbow〜”", "“郵便馬車”"]),
    ],
)
def test_a_block_of_songs_has_the_lines_of_each_close_below_its_title_and_a_kind_once(lang, kind, titles):
    cells = [cell for page in set_songs(lang).pages for cell in page["cells"]]
    said = [cell["text"] for cell in cells]
    first, second = (cells[said.index(title)] for title in titles)

    assert said.count(kind) == 1
    assert cells[said.index(kind)]["y"] + 48 == first["y"] < second["y"]
    lines = sorted({cell["y"] for cell in cells if first["y"] < cell["y"] < second["y"]})
    roles = [first["y"] + 48 + 10 + 48 * number for number in range(4)]
    assert lines[:4] == roles
    assert lines[4:6] == [
        roles[-1] + 48 + 10,
        roles[-1] + 48 + 10 + 42,
    ]  # its lines of rights, each by itself
    assert second["y"] == lines[5] + 42 + 32


def test_a_song_stays_on_one_card_and_says_its_kind_on_each():
    found = set_songs(kind="cards", cards={"fresh": "sections"}, type={"size": 60, "pitch": 90})
    for page in found.pages:
        said = [cell["text"] for cell in page["cells"]]
        assert said.count("オープニングテーマ") == len(
            [each for each in said if each in ("「虹ノ彼方へ〜Over the Rainbow〜」", "「郵便馬車」")]
        )
        assert ("歌" in said) == ("作詞" in said)
