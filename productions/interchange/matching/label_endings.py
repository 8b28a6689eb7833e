"""Labels that say more than the job: an object or a part of the work before it, or two jobs as one word."""

from productions.interchange.matching.label_parts import changes_job, fold_label

ROLE_ENDINGS = (
    "キャラクターデザイン",
    "メカニックデザイン",
    "メカニカルデザイン",
    "メカデザイン",
    "総作画監督",
    "作画監督補佐",
    "作画監督",
    "作監",
    "美術監督",
    "美術設定",
    "美術ボード",
    "キャラクター原案",
    "デザイン原案",
    "デザイン協力",
    "デザイン",
    "絵コンテ",
    "脚本",
    "原画",
    "動画",
    "背景",
    "色彩設計",
    "作詞",
    "作曲",
    "編曲",
    "演奏",
    "考証",
    "イラスト",
    "製作委員会",
    "制作プロダクション",
    "アニメーション制作",
)
"""A label that ends so is that role with its object or its part of the work before it
(`ブラックマンタデザイン`, `ミンキーモモ作画監督`). 監督 and 演出 are not here: 撮影監督 is no 監督."""

OBJECT_ENDING = "作画監督"
"""The ending that several objects share: `戦艦・車輌作画監督` is one job."""
ENDING_ROLES = {"デザイン原案": "キャラクター原案"}

FUSED_ROLES = {
    "原動画": ("原画", "動画"),
    "描線彩色": ("描線", "彩色"),
    "描線彩画": ("描線", "彩画"),
    "企画製作": ("企画", "製作"),
    "企画制作": ("企画", "制作"),
    "製作著作": ("製作", "著作"),
    "制作著作": ("制作", "著作"),
    "原作製作": ("原作", "製作"),
    "製作配給": ("製作", "配給"),
    "録音演出助手": ("録音演出", "演出助手"),
    "企画原案製作総指揮": ("企画", "原案", "製作総指揮"),
    "色指定検査": ("色指定", "検査"),
}
"""Two roles printed as one word."""

_KEYS = tuple((fold_label(ending), ENDING_ROLES.get(ending, ending)) for ending in ROLE_ENDINGS)


def find_ending_role(label: str) -> str | None:
    """The role with whose name the label ends; None where there is none, or where what stands before makes it another one."""
    key = fold_label(label)
    found = next(((ending, role) for ending, role in _KEYS if key.endswith(ending)), None)
    if found is None or changes_job(key.removesuffix(found[0])):
        return None
    return found[1]
