"""A feature film's ending: 1,500 invented people in ten scripts, with a cast, studios, companies, songs and tools.

    document = make_feature()

The same on every machine: names and places are drawn from a fixed seed. Tests, benchmarks and contact sheets set it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import count, islice
from random import Random

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.groups import RollSegment, RollSong
from productions.rollkit.document.inputs import CreditInfo, RoleInfo
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.work import Work
from productions.rollkit.fonts.font_set import FORM_LANGUAGES
from tests.roll.feature_names import FeatureName, draw_feature_names
from tests.roll.samples import FIRST, GENERATOR, credit

FEATURE_SEED = 23
CUTS = 1_642

FEATURE = Work(
    uid="feature",
    title_native="千の名の空",
    title_kana="せんのなのそら",
    title_romaji="Sen no Na no Sora",
    title_en="A Sky of a Thousand Names",
    kind="film",
    year=2026,
    fps_num=24,
    fps_den=1,
    episode_number="",
    episode_title="",
    edition="",
    invented=True,
    remark="",
)

DEPARTMENTS = {
    "cast": ("Cast", "出演", 10),
    "direction": ("Direction", "演出", 30),
    "story": ("Story", "脚本", 20),
    "design": ("Design", "デザイン", 40),
    "animation": ("Animation", "作画", 50),
    "color": ("Colour", "色彩・仕上", 60),
    "background": ("Art and backgrounds", "美術・背景", 70),
    "cg": ("3D CG", "CG", 80),
    "photography": ("Compositing", "撮影", 90),
    "editing": ("Editing", "編集", 110),
    "sound": ("Sound", "音響", 120),
    "music": ("Music", "音楽", 130),
    "production": ("Production", "制作", 160),
}
"""Labels in English and Japanese and the place on the roll, by code."""

STAFF = (
    ("direction", "director", "Director", "監督", 1),
    ("direction", "assistant_director", "Assistant director", "助監督", 3),
    ("direction", "storyboard", "Storyboard", "絵コンテ", 9),
    ("direction", "episode_director", "Unit director", "演出", 7),
    ("story", "screenplay", "Screenplay", "脚本", 3),
    ("design", "character_design", "Character design", "キャラクターデザイン", 3),
    ("design", "prop_design", "Prop design", "プロップデザイン", 8),
    ("animation", "chief_animation_director", "Chief animation director", "総作画監督", 4),
    ("animation", "animation_director", "Animation director", "作画監督", 24),
    ("animation", "key_animation", "Key animation", "原画", 260),
    ("animation", "second_key_animation", "Second key animation", "第二原画", 210),
    ("animation", "inbetween_check", "In-between check", "動画検査", 18),
    ("animation", "inbetween", "In-between animation", "動画", 230),
    ("color", "color_design", "Colour design", "色彩設計", 2),
    ("color", "color_check", "Colour check", "色指定・検査", 12),
    ("color", "digital_paint", "Digital paint", "仕上", 150),
    ("background", "art_director", "Art director", "美術監督", 2),
    ("background", "background", "Backgrounds", "背景", 120),
    ("cg", "cg_director", "CG director", "CGディレクター", 2),
    ("cg", "cg_animation", "CG animation", "CGアニメーション", 90),
    ("photography", "director_of_photography", "Director of photography", "撮影監督", 2),
    ("photography", "compositing", "Compositing", "撮影", 96),
    ("editing", "editing", "Editing", "編集", 4),
    ("sound", "sound_director", "Sound director", "音響監督", 1),
    ("sound", "sound_effects", "Sound effects", "音響効果", 12),
    ("sound", "recording", "Recording", "録音", 24),
    ("music", "music", "Music", "音楽", 2),
    ("music", "performance", "Performance", "演奏", 61),
    ("production", "producer", "Producer", "プロデューサー", 14),
    ("production", "production_desk", "Production desk", "制作デスク", 6),
    ("production", "production_assistant", "Production assistant", "制作進行", 58),
)
"""Department, code, labels and how many people."""

STUDIO_ROLES = frozenset(
    ("second_key_animation", "inbetween", "digital_paint", "background", "cg_animation", "compositing")
)
STUDIOS = (
    "スタジオ例", "株式会社アニメーション見本制作所", "Studio Próba", "骨木动画", "見本動畫", "가상 애니메이션", "Xưởng Thử Nghiệm",
    "有限会社ヴァーチャル・ペイント・アンド・バックグラウンド・ワークス", "Студия «Пример»", "استوديو المثال", "สตูดิโอตัวอย่าง", "नमूना स्टूडियो",
)  # fmt: skip

CHARACTERS = """
結城ハルカ 黒猫ヴァン 郵便屋のユキ 星野先生 門番／王の影 局長・ラインハルト＝フォン・シュヴァルツェンベルク三世 商人 妹 老婆 少年A 少年B パン屋 時計職人
灯台守 隊長 歌う木 船長 料理長 図書館の声 駅員
""".split()
CHARACTERS_EN = {
    "結城ハルカ": "Haruka Yuki",
    "黒猫ヴァン": "Van the Black Cat",
    "商人": "Merchant",
    "妹": "Little Sister",
}

PARTICIPANTS = (
    ("production", "cooperation", "In cooperation with", "協力", (
        "例示市観光課", "Ośrodek Próbny w Łodzi", "한국가상영화진흥원", "台北示例文化基金會", "上海样本文化传播有限公司",
        "מכון הדוגמה", "مؤسسة المثال للسينما", "มูลนิธิตัวอย่างเพื่อภาพยนตร์", "उदाहरण चलचित्र संस्थान", "Ίδρυμα Υποδείγματος",
    )),
    ("production", "production_committee", "Produced by", "製作", ("千の名の空製作委員会",)),
    ("production", "animation_production", "Animation production", "アニメーション制作", ("スタジオ例",)),
)  # fmt: skip
"""Companies that take part and say no number of people."""

SONGS = (
    RollSong("fs1", "theme", "空に名を", "そらになを", "Names for the Sky", "", ("（ミホンレコーズ）", "JASRAC 出 0000000-602")),
    RollSong("fs2", "insert", "Kołysanka bez imienia", "", "Nameless Lullaby", "", ("Wytwórnia Próbna",)),
)  # fmt: skip
SONG_ROLES = (("lyrics", "Lyrics", "作詞"), ("composer", "Composed by", "作曲"), ("singing", "Singing", "歌"))
OPENING = RollSegment("fg1", "opening", "", "")
OPENING_PEOPLE = 12
"""The first key animators, who drew the opening."""


def make_role(department: str, code: str, label_en: str, label_ja: str, order: int) -> RoleInfo:
    """A role of the feature; `order` counts down its department."""
    return RoleInfo(code, department, *DEPARTMENTS[department], label_en, label_ja, order)


def name_credit(uid: str, role: RoleInfo, name: FeatureName, **values: object) -> CreditInfo:
    """The credit of a person with all that is recorded of the name."""
    language = name.language if name.language in ("ja", *FORM_LANGUAGES) else ""
    own = {"reading": name.reading, "romaji": name.romaji, "name_language": language}
    return credit(uid, role, name.text, **own, **values)


def list_cast(names: list[FeatureName], uids: Iterator[str]) -> Iterator[CreditInfo]:
    """The first of the cast have characters of their own; the rest are voices without one."""
    role = make_role("cast", "voice", "Voice", "声の出演", 10)
    for place, name in enumerate(names):
        character = CHARACTERS[place] if place < len(CHARACTERS) else ""
        spoken = {
            "character": character,
            "character_language": "ja" if character else "",
            "character_en": CHARACTERS_EN.get(character, ""),
        }
        yield name_credit(next(uids), role, name, billing=place + 1, **spoken)


def list_staff(random: Random, names: Iterator[FeatureName], uids: Iterator[str]) -> Iterator[CreditInfo]:
    """Everybody behind the camera, role by role, with studios and cuts where the work is by cut."""
    for place, (department, code, label_en, label_ja, people) in enumerate(STAFF):
        role = make_role(department, code, label_en, label_ja, 10 * place)
        for number, name in enumerate(islice(names, people)):
            studio = random.choice(STUDIOS) if code in STUDIO_ROLES and random.random() < 0.8 else ""
            cut = str(random.randint(1, CUTS)) if people >= 90 else ""
            values: dict[str, object] = {"affiliation": studio, "cut": cut, "cut_sort_key": cut.zfill(6)}
            if code == "key_animation" and number < OPENING_PEOPLE:
                values = {"segment": OPENING, "group_place": 0}
            if code == "background" and number == 0:
                values["ai_uses"] = (GENERATOR,)
            yield name_credit(next(uids), role, name, **values)


def list_song_rights(names: list[FeatureName], uids: Iterator[str]) -> Iterator[CreditInfo]:
    """Who wrote and sings the songs: people of the cast."""
    for place, song in enumerate(SONGS):
        for step, (code, label_en, label_ja) in enumerate(SONG_ROLES):
            role = make_role("music", code, label_en, label_ja, 500 + step)
            yield name_credit(
                next(uids), role, names[place * len(SONG_ROLES) + step], song=song, group_place=place
            )


def list_companies(uids: Iterator[str]) -> Iterator[CreditInfo]:
    for place, (department, code, label_en, label_ja, companies) in enumerate(PARTICIPANTS):
        role = make_role(department, code, label_en, label_ja, 900 + place)
        for company in companies:
            yield credit(next(uids), role, company, kind="organization", labour=False)


def list_feature_credits() -> list[CreditInfo]:
    """All credits: 1,500 people, six of whom also have a song, and the companies."""
    random = Random(FEATURE_SEED)
    staff, cast = draw_feature_names(random)
    uids = (f"{number:05}" for number in count(1))
    return [
        *list_cast(cast, uids),
        *list_staff(random, iter(staff), uids),
        *list_song_rights(cast, uids),
        *list_companies(uids),
    ]


@lru_cache(maxsize=1)
def make_feature() -> RollDocument:
    """The whole ending as an issued roll."""
    return compose_document(FEATURE, FIRST, list_feature_credits(), cuts_total=CUTS, complete=False)
