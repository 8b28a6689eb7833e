"""A short ending with two songs and an opening that runs in it."""

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.document.inputs import CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from tests.roll.samples import DIRECTOR, FIRST, KEY, WORK, credit

MUSIC_DEPARTMENT = ("music", "Music", "音楽", 130)
LYRICS = RoleInfo("lyrics", *MUSIC_DEPARTMENT, "Lyrics", "作詞", 40)
COMPOSER = RoleInfo("composer", *MUSIC_DEPARTMENT, "Composed by", "作曲", 20)
ARRANGEMENT = RoleInfo("arrangement", *MUSIC_DEPARTMENT, "Arrangement", "編曲", 30)
SINGING = RoleInfo("singing", *MUSIC_DEPARTMENT, "Singing", "歌", 210)
MUSIC = RoleInfo("music", *MUSIC_DEPARTMENT, "Music", "音楽", 10)
PRODUCER = RoleInfo("producer", "production", "Production", "制作", 160, "Producer", "プロデューサー", 10)
STORYBOARD = RoleInfo("storyboard", "direction", "Direction", "演出", 30, "Storyboard", "絵コンテ", 210)

OPENING_SONG = RollSong(
    "s1",
    "opening",
    "虹ノ彼方へ〜Over the Rainbow〜",
    "にじのかなたへ",
    "",
    "",
    ("（ＲＥＩレコーズ）", "JASRAC 出 0000000-601"),
)
ENDING_SONG = RollSong("s2", "ending", "手紙", "てがみ", "Letters", "", ())
OPENING = RollSegment("g1", "opening", "", "")


def list_song_credits(**values: object) -> list[CreditInfo]:
    """In no order."""
    opening = {"song": OPENING_SONG, "group_place": 0}
    ending = {"song": ENDING_SONG, "group_place": 1}
    staff = {"segment": OPENING, "group_place": 0}
    return [
        credit("11", SINGING, "結城ハルカ", **ending),
        credit("10", COMPOSER, "例中 秀数", **ending),
        credit("12", ARRANGEMENT, "例中 秀数", **ending),
        credit("09", LYRICS, "例畑 亜紀", **ending),
        credit("08", SINGING, "Reimer", **opening),
        credit("05", LYRICS, "れい", **opening),
        credit("06", COMPOSER, "れい", **opening),
        credit("07", ARRANGEMENT, "例口 亮", **opening),
        credit("20", KEY, "佐藤 翔", **staff),
        credit("21", STORYBOARD, "渡邊 大", **staff),
        credit("22", KEY, "中村 誠", **staff),
        credit("01", DIRECTOR, "齋藤 敦"),
        credit("02", STORYBOARD, "小野﨑 まり"),
        credit("03", KEY, "松本 圭太"),
        credit("04", MUSIC, "例野 洋"),
        credit("30", PRODUCER, "高木 ひなた"),
    ]


def the_songs(credits: list[CreditInfo] | None = None) -> RollDocument:
    return compose_document(
        WORK, FIRST, list_song_credits() if credits is None else credits, cuts_total=12, complete=False
    )
