"""Whether a credited name is an organization's: by its legal form, its words, or because it is well known.

The well-known names are data: `productions/data/organizations.txt`, one folded name (`fold_organization_name`) a line.

A guess for readers of credit texts, never a rule: the person who enters the credits may change it.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from productions.shared.late_patterns import compile_late
from productions.shared.legal_forms import BRACKETED_FORMS, JAPANESE_FORMS, WESTERN_FORMS

WELL_KNOWN_NAMES_PATH = Path(__file__).resolve().parents[2] / "data" / "organizations.txt"

_LEGAL = compile_late(
    rf"{BRACKETED_FORMS}|{JAPANESE_FORMS}|\b(?:{WESTERN_FORMS})\.?$|,\s*(?:Inc|Ltd|LLC)\b",
    re.I,
)
_WORDS = compile_late(
    r"委員会|スタジオ|スタヂオ|プロダクション|プロモーション|プロジェクト|パートナーズ|フィルム|フイルム|エンタ[テー]+[イィ]?ン"
    r"|アニメーション|映画社|製作所|制作所|研究所|工房|テレビ|放送|新聞|出版|書店|書房|書院|協会|連盟|連合|組合|財団|劇団|楽団"
    r"|オーケストラ|合唱団|合奏団|交響|管弦楽|バンド|編集部|文芸部|制作部|製作部|美術部|動画部|音響部|チーム|コーポレーション"
    r"|カンパニー|ピクチャーズ|ピクチュアズ|ワークス|メディア|レコード|ミュージック|エージェンシー|事務所|商会|商事|商店|産業"
    r"|アトリエ|ムービー|シネマ|キネマ|ビデオ|ビジョン|ヴィジョン|現像所|撮影所|録音所|デジタル|ソフト|ゲーム|システム"
    r"|トーキー|博物館|美術館|資料館|図書館|大学|学園|学院|学校|高校|銀行|電力|電気|電機|配電|通信|興業|興行|企業|工業|印刷"
    r"|グループ|クリエイティブ|クリエイト|クリエーション|エンタープライズ|サービス|センター|コミュニケーションズ|ネットワーク"
    r"|インターナショナル|ジャパン|ドリーム|クラブ|サウンド|プランニング|デザインルーム|シナリオ・プロ|製作実行|パブリッシング"
    r"|ファクトリー|ファーム|ハウス|合唱隊|合唱団|少年少女|ゼミナール|ホールディングス|マーケティング|トイズ|東映|動画$|動画スタ"
    r"|運営鎮守府|連合艦隊|ブラザーズ|ズー$|プロ$|ラボ$|社$|^[^\u3040-\u30ff]{1,2}堂$|庁$|省$|役所$|役場$|舎$|館$|座$|会$|局$|組$|団$|室$|店$|院$|隊$"
    r"|.{4}部$|^[週月]刊|コミックス$|^映画|音響$|企画$|映画$|映像$|貿易|物産|^松竹(?![\u3400-\u9fff]{2}$)"
    r"|^東宝|^日活|ヘラルド|プロダクト|スクエア|スクウェア|グラフィックス|ぷろだくしょん|ラボラトリ|コンサーツ|ベストセラーズ|フィルハーモニー"
    r"|絃樂團|絃楽団|合唱團|協會|班$|社中$|発声(?:映画|ニュース)|仲間たち$|[^\u3040-\u30ff]{2}KK$|^日本サンライズ|部隊$|本部$|委員會|.スタッフ$|ショップ$|.{2}屋$|アンサンブル"
    r"|刊行会|劇場$|会議$|[都道府県].{1,4}[市区町村]$|小学校|中学校|警察|広場$|連$"
)
_WESTERN = compile_late(
    r"\b(?:Studios?|Productions?|Pictures?|Films?|Animation|Entertainment|Orchestra|Records?|Works?|Media"
    r"|Committee|Projects?|Partners|Team|Group|Company|Corporation|Agency|Publishing|Broadcasting|Television"
    r"|Institute|Foundation|Association|University|Laborator(?:y|ies)|Digital|Design|Interactive|Games?"
    r"|Choir|Ensemble|Quartet|Band|Network|Factory|House|Sound|Cinema|Movies?|Creative|Visuals?|Soft"
    r"|Enterprises?|International|Communications?|Toys|Club|Lab)\b|^(?:TV|tv) ",
    re.I,
)
_KANJI = "[\\u3400-\\u9fff々〆ヶヵ仝\\uf900-\\ufaff\\U00020000-\\U000323af]"
_PERSON = compile_late(
    r"K{1,4}[ 　]+[\u3400-\u9fff々\uf900-\ufaff\U00020000-\U000323afぁ-んァ-ヶー]{1,6}|K(?:[ 　]+K){2,4}|K{3,5}"
    r"|K{1,4}[ぁ-ん]{2,5}|K{1,3}[ァ-ヶー]{2,7}|K{1,3}[ぁ-んァ-ヶー]{1,3}K{1,3}|K{2}[ノのケ]K{1,2}[ァ-ヶー]{1,4}"
    r"|[ぁ-ん]{2,4}[ 　]*K{1,3}|[ぁ-ん]{2,5}[ 　]+(?:[ぁ-ん]{2,5}|K{1,3})|[ァ-ヶー]{2,6}・?K{2,3}".replace(
        "K", _KANJI
    )
)
_FOREIGN_PERSON = compile_late(r"\A[ァ-ヶー]+(?:[・＝=][ァ-ヶー]+){1,3}\Z|[A-Za-z]{2} [A-Za-z]{2}")
_NO_PERSON = compile_late(
    r"時代|[年女児期]期$|[期版役側達班係歳式]$|出演|朗読|担当|一同|写真|台詞|本人$|パート|部分|以上|不明|記載|表記|記録|同上|仮称|[他外]$"
    r"|^(?:旧姓|故人|新人|少年|少女|子供|幼少|若者|老人|大人|長男|次男|父親|母親|国王|女王)"
    r"|[屋舎穴]$|[制製]作$|作品$|企画$"
)
"""Words of a cast list and of remarks that are written as names are."""


_PERFORMERS = frozenset(("劇団ひとり", "ユースケ・サンタマリア", "マキタスポーツ", "ケンドーコバヤシ"))
"""People on stage under a name that reads like a company's."""


def fold_organization_name(name: str) -> str:
    """The name folded for comparison with the well-known ones: NFKC, casefold, no spaces, marks or dots."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s・*☆★]", "", folded)


@lru_cache(maxsize=1)
def load_well_known_names() -> frozenset[str]:
    """The folded names of organizations whose words do not give them away (東宝, AIC, BONES)."""
    return frozenset(WELL_KNOWN_NAMES_PATH.read_text(encoding="utf-8").split())


def is_well_known(name: str) -> bool:
    """Whether the whole name is a well-known organization's (ROBOT is a studio, no machine)."""
    return fold_organization_name(name) in load_well_known_names()


def is_organization(name: str, *, company_role: bool = False) -> bool:
    """Whether `name` looks like an organization's; in a company's role all but Japanese personal names do."""
    folded = unicodedata.normalize("NFKC", name).strip()
    if not folded or len(folded) > 200 or folded in _PERFORMERS:
        return False
    return _has_words_of_organization(folded) or (company_role and not _PERSON.fullmatch(folded))


@lru_cache(maxsize=4096)
def _has_words_of_organization(folded: str) -> bool:
    """Names of a film come again and again, and are asked about several times each; none is over 200 characters."""
    words = (_LEGAL.search(folded), _WORDS.search(folded.replace("・", "")), _WESTERN.search(folded))
    return is_well_known(folded) or any(words)


def looks_like_japanese_person(name: str) -> bool:
    """Whether `name` has the shape of a Japanese personal name written with kanji, and no company's word."""
    bare = name.strip()
    return bool(_PERSON.fullmatch(bare)) and not _NO_PERSON.search(bare) and not is_organization(bare)


def looks_like_foreign_person(name: str) -> bool:
    """Whether `name` is written as a foreigner's name is: `ルチアノ・スカッファ`, `Jane Doe`. Companies are written so too."""
    return bool(_FOREIGN_PERSON.search(name.strip()))


def is_generic_organization_word(word: str) -> bool:
    """Whether `word` is only what organizations are called (フィルム, Studio, 株式会社), no name by itself."""
    if is_well_known(word):
        return False
    folded = unicodedata.normalize("NFKC", word).strip()
    return any(pattern.fullmatch(folded) for pattern in (_LEGAL, _WORDS, _WESTERN))
