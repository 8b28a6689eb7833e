"""Invented people of a feature, written in the scripts of their languages; every name is put together from a family and a given name.

A name is what a credit says. Japanese ones come with their reading and romaji. Nobody is meant by any of them.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class FeatureName:
    """A name with its language (BCP 47); `reading` (kana) and `romaji` where they are recorded."""

    text: str
    language: str
    reading: str = ""
    romaji: str = ""


JAPANESE_FAMILIES = """
例沢/れいざわ/Reizawa 髙森/たかもり/Takamori 山﨑/やまざき/Yamazaki 渡邊/わたなべ/Watanabe 齋藤/さいとう/Saito 見本/みほん/Mihon 仮名/かりな/Karina
長谷部/はせべ/Hasebe 𠮷川/よしかわ/Yoshikawa 葛󠄀城/かつらぎ/Katsuragi 小鳥遊/たかなし/Takanashi 勅使河原/てしがわら/Teshigawara 東海林/しょうじ/Shoji
一/にのまえ/Ninomae 百目鬼/どうめき/Domeki 五十嵐/いがらし/Igarashi 栁/やなぎ/Yanagi 濵田/はまだ/Hamada 森/もり/Mori 原/はら/Hara 御手洗/みたらい/Mitarai
月見里/やまなし/Yamanashi 青柳/あおやぎ/Aoyagi 橘/たちばな/Tachibana 鷲見/すみ/Sumi 紫竹/しちく/Shichiku 雪平/ゆきひら/Yukihira 角/すみ/Sumi 骨川/ほねかわ/Honekawa 直江/なおえ/Naoe
""".split()
JAPANESE_GIVEN = """
花子/はなこ/Hanako 直人/なおと/Naoto 俊介/しゅんすけ/Shunsuke 美咲/みさき/Misaki 翔/しょう/Sho 凛/りん/Rin 健太郎/けんたろう/Kentaro さくら/さくら/Sakura ヒカル/ひかる/Hikaru
大輔/だいすけ/Daisuke 結衣/ゆい/Yui 陽菜乃/ひなの/Hinano 蓮/れん/Ren 悠/ゆう/Yu 真理子/まりこ/Mariko 圭/けい/Kei 誠一郎/せいいちろう/Seiichiro 一二三/ひふみ/Hifumi 葵/あおい/Aoi
龍之介/りゅうのすけ/Ryunosuke ひなた/ひなた/Hinata 千尋/ちひろ/Chihiro 遥/はるか/Haruka 亮/りょう/Ryo 光/ひかり/Hikari
""".split()

FAMILIES_FIRST: dict[str, tuple[str, str, str]] = {
    "zh-Hans": (
        "",
        "骆 龙 叶 欧阳 司马 诸葛 郑 邓 韩 贾 刘 张 萧 谢 邹 钱 陆 顾 冯 谭",
        "直之 骨文 角平 思远 雨桐 晓东 梦瑶 丽华 建国 海洋 子轩 门生 诗涵 云飞 认真 俊杰",
    ),
    "zh-Hant": (
        "",
        "駱 龍 葉 歐陽 鄭 鄧 韓 賈 劉 張 蕭 謝 鄒 錢 陸 顧",
        "直之 骨文 角平 思遠 雨桐 曉東 夢瑤 麗華 建國 海洋 詩涵 雲飛 俊傑 說文",
    ),
    "ko": (
        "",
        "김 이 박 최 정 강 조 윤 장 임 남궁 황보",
        "하늘 도윤 서연 지후 예린 은채 민재 수아 건우 다온 슬기 가람 보름 초롱",
    ),
    "vi": (
        " ",
        "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương",
        "Thị·Mẫu Văn·Thử Đức·Giả Hoàng·Yến Quỳnh·Như Hữu·Ước Thuỳ·Dương Bảo·Ngọc",
    ),
    "hu": (" ", "Kőszegi Fűzfás Újhelyi Őrségi Tóthfalusi Győri", "Ágnes Gergő Zsófia Bálint Örs Tünde"),
}
"""Between the two names, families, given names (in these a · stands for a space)."""

GIVEN_FIRST: dict[str, tuple[str, str]] = {
    "en": ("Andrea Morgan Riley Casey Jordan Avery Quinn Rowan", "Sample Testerly Fairweather O’Mock Lightbody-Hale"),
    "pl": ("Łucja Wojciech Świętosława Żaneta Michał Bożena", "Wzorcowa Źdźbłowska Próbny Łąkowski Ćwierćwiecz"),
    "cs": ("Řehoř Šárka Žofie Jiří Květoslava Ondřej", "Vzorová Příkladný Čtvrtníček Ďáblíková Žďárský"),
    "tr": ("Işıl Çağrı Gökçe Şükrü İpek Doğukan", "Örnekoğlu Yıldızsız Güneşli Kılıçtaş Denizaşan"),
    "ro": ("Ștefania Țundrea Ionuț Măriuca Răzvan Ilinca", "Exemplaru Brâncoveș Țărănoiu Vlădișor Pădurariță"),
    "lt": ("Žygimantas Ąžuolė Šarūnas Eglė Rūta", "Pavyzdytė Ėglinskas Ūkvedys Žiūronaitė"),
    "lv": ("Ģirts Ņina Ķērpis Ļubova", "Paraudziņš Šķēle-Kalniņa Ābeļdārzs"),
    "de": ("Jörg Käthe Günther Maximiliane", "Mustermann-Weißhaupt Äpfelbäck Größenwahn Überall"),
    "fr": ("Zoé Loïc Anaïs François-Régis", "d’Exemple L’Œillet Lachâtre Crèvecœur"),
    "sv": ("Åsa Göran Märta Björn", "Provsson Ängsmark Öhrnfelt"),
    "is": ("Þórdís Ásgeir Ævar", "Sýnishornsdóttir Dæmisson"),
    "uk": ("Їжакевіч Євген Ганна Ґелена Мар’яна", "Зразковенко Ґудзь Їдальний Щербецька"),
    "ru": ("Алёна Фёдор Ярослава Юлий Эдуард", "Образцова Примеров Щукарь Объездчикова"),
    "bg": ("Здравка Любомир Йоана Щилиян", "Примерска Образцов Къдрев"),
    "sr": ("Ђурђица Љубиша Његош Џејн", "Узорковић Примерчић Ћирилов"),
    "el": ("Ειρήνη Άγγελος Ήρα Όθων Ύακινθος Θεοδώρα Καλλιόπη", "Δοκιμίδου Παραδειγματάκης Ώριμος Υποθέτης Φωτεινού"),
    "ar": ("ليلى سمير نُور عبد·المثال هالة يوسف مريم", "النموذجي المثالية التجريبي بن·عيّنة الحكواتي السينمائي"),
    "fa": ("پگاه گیتی ژاله کیوان چکاوک", "نمونه‌ای آزمایشی گل‌پرور"),
    "he": ("נועה איתי שִׁירה יהונתן תמר אוריאל", "לדוגמה הבדוי בן־משל כצ׳לסקי אבטיפוס"),
    "th": ("ตัวอย่าง สมมุติ น้ำผึ้ง กัญญ์ ฟ้าใส ปิ่นแก้ว", "ทดสอบดี แบบจำลอง ศิลป์สมมติ ณ·ต้นร่าง ชื่อปลอมกุล"),
    "hi": ("नमूना श्रेया काल्पनिक द्युति ऋत्विक् क्षितिज", "उदाहरणवाला कृत्रिमसिंह परीक्षित्रे त्रिपाठिका"),
}  # fmt: skip
"""Given names and families."""

NAME_COUNTS = {
    "ja": 560, "zh-Hans": 120, "zh-Hant": 90, "ko": 110, "vi": 60, "hu": 24, "en": 40, "pl": 30, "cs": 30, "tr": 30,
    "ro": 26, "lt": 20, "lv": 10, "de": 16, "fr": 16, "sv": 12, "is": 6, "uk": 20, "ru": 20, "bg": 12, "sr": 12,
    "el": 35, "ar": 40, "fa": 15, "he": 30, "th": 30, "hi": 24,
}  # fmt: skip
"""How many people have a name in each language: 1,438; the cast is drawn from `CAST_COUNT` more Japanese ones."""

CAST_COUNT = 62


def list_japanese_names() -> list[FeatureName]:
    """Every family with every given name, a space between them as credits have it."""
    names = []
    for family in JAPANESE_FAMILIES:
        for given in JAPANESE_GIVEN:
            (text, reading, romaji), (own, read, latin) = family.split("/"), given.split("/")
            names.append(FeatureName(f"{text} {own}", "ja", f"{reading} {read}", f"{latin} {romaji}"))
    return names


def list_names_of(language: str) -> list[FeatureName]:
    """Every name that can be put together in a language."""
    if language == "ja":
        return list_japanese_names()
    if language in FAMILIES_FIRST:
        joiner, families, given = FAMILIES_FIRST[language]
        pairs = [(family, own, joiner) for family in families.split() for own in given.split()]
    else:
        given, families = GIVEN_FIRST[language]
        pairs = [(own, family, " ") for own in given.split() for family in families.split()]
    return [FeatureName(f"{one}{joiner}{other}".replace("·", " "), language) for one, other, joiner in pairs]


def draw_feature_names(random: Random) -> tuple[list[FeatureName], list[FeatureName]]:
    """The staff, languages mixed, and the cast; no name twice."""
    staff: list[FeatureName] = []
    cast: list[FeatureName] = []
    for language, count in NAME_COUNTS.items():
        drawn = random.sample(list_names_of(language), count + (CAST_COUNT if language == "ja" else 0))
        staff += drawn[:count]
        cast += drawn[count:]
    random.shuffle(staff)
    return staff, cast
