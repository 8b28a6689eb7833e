"""The roll's own sentences in English and Japanese. Facts in, words out; nothing here is typed by a user."""

from productions.rollkit.document.lookalikes import Lookalike
from productions.rollkit.document.model import Facts, Line, RoleBlock, RollDepartment, RollDocument, Tool
from productions.rollkit.document.work import Erratum
from productions.rollkit.document.written_words import choose_heading
from productions.rollkit.texts.ai_statement import format_old_statement_notice, list_statement_parts
from productions.rollkit.texts.edition_names import name_edition
from productions.shared.sentences import format_count

LANGUAGES = ("en", "ja")

ABSENCE_REASONS = {
    "withheld_by_contributor": ("name withheld by their own choice", "本人の希望により氏名非公表"),
    "company_will_not_name": ("whom the company will not name", "会社が氏名を公表せず"),
    "unknown_lost": ("names unknown, the record is lost", "記録が失われ氏名不明"),
    "not_yet_entered": ("names not yet entered", "氏名未入力"),
}
ABSENCE_REASONS_OF_ONE = ABSENCE_REASONS | {
    "unknown_lost": ("name unknown, the record is lost", "記録が失われ氏名不明"),
    "not_yet_entered": ("name not yet entered", "氏名未入力"),
}
TASK_NAMES = {
    "layout": ("layout", "レイアウト"),
    "generation": ("image generation", "画像生成"),
    "inbetween": ("in-betweening", "動画（中割り）"),
    "cleanup": ("clean-up", "クリンナップ"),
    "colour": ("colouring", "彩色"),
    "composite": ("compositing", "合成"),
    "upscale": ("upscaling", "高解像度化"),
    "voice": ("voice", "音声"),
    "translation": ("translation", "翻訳"),
    "music": ("music", "音楽"),
    "writing": ("writing", "文章"),
    "other": ("other work", "その他の作業"),
}


HONORIFIC_NOTES = {
    "omitted": ("(titles omitted)", "（敬称略）"),
    "unordered": ("(in no particular order, titles omitted)", "（順不同・敬称略）"),
}
"""What stands below a list of names, by a template's `honorifics`."""


def pick_language(pair: tuple[str, str], lang: str) -> str:
    return pair[1] if lang == "ja" else pair[0]


def join_names(names: tuple[str, ...], lang: str) -> str:
    """Names in a sentence."""
    return ("、" if lang == "ja" else ", ").join(names)


def format_title(document: RollDocument, lang: str) -> str:
    """The work's title with its episode and edition."""
    return " · ".join(list_title_lines(document, lang))


def list_title_lines(document: RollDocument, lang: str) -> list[str]:
    """The work's title, then its episode and its edition where the roll is of one."""
    work = document.work
    name = work.title_native if lang == "ja" else work.title_en or work.title_romaji or work.title_native
    return [name, *list_part_lines(document, lang)]


def list_part_lines(document: RollDocument, lang: str) -> list[str]:
    """The episode and the edition, where the roll is of one."""
    work = document.work
    parts = []
    if work.episode_number:
        parts.append(f"#{work.episode_number} {work.episode_title}".strip())
    if work.edition:
        parts.append(pick_language(name_edition(work), lang))
    return parts


def format_issue_line(document: RollDocument, lang: str) -> str:
    """Which issue this is, or that it is a working copy."""
    issue = document.issue
    if issue.number is None:
        return "作業用ロール（未発行）" if lang == "ja" else "WORKING COPY – not issued"
    day = document.day_of_issue
    return f"第{issue.number}稿　{day}発行" if lang == "ja" else f"Issue {issue.number}, issued {day}"


def format_invented_line(lang: str) -> str:
    return "架空の作品（見本）" if lang == "ja" else "An invented production, shown as an example"


def format_role_heading(block: RoleBlock, lang: str) -> str:
    """The role as printed, or its label."""
    return choose_heading(block, lang)


def format_department(entry: RollDepartment, lang: str) -> str:
    return pick_language((entry.label_en, entry.label_ja), lang)


def format_line_name(line: Line, lang: str) -> str:
    """A name as credited, or the unnamed people in words, with their count."""
    if line.is_named:
        return line.name
    return format_unnamed(line, lang)


def format_unnamed(line: Line, lang: str) -> str:
    """`2 people, whom the company will not name`; the reason is what they are."""
    if line.headcount is None:
        reason = pick_language(ABSENCE_REASONS[line.absence_reason], lang)
        return f"ほか（人数不明・{reason}）" if lang == "ja" else f"others, their number not known: {reason}"
    reason = pick_language(
        (ABSENCE_REASONS_OF_ONE if line.headcount == 1 else ABSENCE_REASONS)[line.absence_reason], lang
    )
    return (
        f"{line.headcount}名（{reason}）"
        if lang == "ja"
        else f"{format_people_count(line.headcount)}, {reason}"
    )


def format_people_count(count: int) -> str:
    return format_count(count, "person", "people")


def format_tools_heading(lang: str) -> str:
    return "使用ツール" if lang == "ja" else "Tools"


def format_tool(entry: Tool, facts: Facts, lang: str) -> str:
    """One tool: what it is, where it was used and under whose hands."""
    product = " ".join(part for part in (entry.system, entry.version) if part)
    task = pick_language(TASK_NAMES[entry.task], lang)
    hands = [*dict.fromkeys(person.name for person in entry.hands)]
    if entry.withheld:
        hands.append(format_unnamed_hands(entry.withheld, "withheld_by_contributor", lang))
    if lang == "ja":
        where = f"全{facts.cuts_total}カット中{len(entry.cuts)}カット" if entry.cuts else "作品全体"
        text = f"{product}（{entry.vendor}）：{where}の{task}に使用"
        text += f"、担当 {join_names(tuple(hands), lang)}" if hands else ""
        return text + (f"、担当者の氏名なし {entry.unnamed}件" if entry.unnamed else "")
    where = f"{len(entry.cuts)} of {facts.cuts_total} cuts" if entry.cuts else "the whole"
    text = f"{product}, {entry.vendor}; used in {where} for {task}"
    text += f", under the hands of {join_names(tuple(hands), lang)}" if hands else ""
    if entry.unnamed:
        text += f"; in {entry.unnamed} {'credit' if entry.unnamed == 1 else 'credits'} nobody is named"
    return text


def format_unnamed_hands(count: int, reason: str, lang: str) -> str:
    said = pick_language((ABSENCE_REASONS_OF_ONE if count == 1 else ABSENCE_REASONS)[reason], lang)
    return f"{count}名（{said}）" if lang == "ja" else f"{format_people_count(count)} ({said})"


def list_statement_lines(facts: Facts, lang: str) -> list[str]:
    """The statement as every writer prints it: in its parts, and with the notice where it is one of before."""
    notice = format_old_statement_notice(facts, lang)
    return [*list_statement_parts(facts, lang), *([notice] if notice else [])]


def format_override(document: RollDocument, lang: str) -> str:
    """The notice that the release was issued against rule H13, or an empty string."""
    entry = document.issue.override
    if entry is None:
        return ""
    if lang == "ja":
        return f"このロールは、生成AI使用の担当者が示されないまま、{entry.by}の承認により発行された。理由：{entry.reason}"
    return (
        "This issue was released although generative AI uses have no named person, on the authority of "
        f"{entry.by}, for this reason: {entry.reason}"
    )


def format_errata_heading(lang: str) -> str:
    return "前稿からの訂正" if lang == "ja" else "Corrections to the issue before"


def format_erratum(entry: Erratum, lang: str) -> str:
    """One correction in one sentence. Who withheld their name is not named, nor is a former name that nobody may tell."""
    roles = join_names(entry.roles_ja if lang == "ja" else entry.roles_en, lang)
    names = " → ".join(name for name in (entry.name_before, entry.name_after) if name)
    if lang == "ja":
        return {
            "added": f"追加：{entry.name_after}（{roles}）",
            "removed": f"削除：{entry.name_before}（{roles}）",
            "renamed": f"表記変更：{names}（{roles}）",
            "moved": f"役職変更：{entry.name_after}（{roles}）",
            "withheld": f"本人の希望により氏名1件を非公表（{roles}）",
        }[entry.kind]
    return {
        "added": f"Added: {entry.name_after} ({roles})",
        "removed": f"Removed: {entry.name_before} ({roles})",
        "renamed": f"Renamed: {names} ({roles})",
        "moved": f"Now credited: {entry.name_after} ({roles})",
        "withheld": f"One name withheld at the person's own wish ({roles})",
    }[entry.kind]


def format_lookalike_note(found: Lookalike, lang: str) -> str:
    """A warning: which names, in what they differ, where they stand."""
    english = " and ".join(
        f"“{name}” ({', '.join(en for en, _ja in roles)})"
        for name, roles in zip(found.names, found.roles, strict=True)
    )
    japanese = "と".join(
        f"「{name}」（{'、'.join(ja for _en, ja in roles)}）"
        for name, roles in zip(found.names, found.roles, strict=True)
    )
    shown = pick_language((", ", "、"), lang).join(
        pick_language(("/".join(column), f"「{'／'.join(column)}」"), lang) for column in found.characters
    )
    return pick_language(
        (
            f"{english} differ only in {shown or 'spaces'}; check whether that is meant.",
            f"{japanese}は{shown or '空白'}だけが違います。意図した表記か確認してください。",
        ),
        lang,
    )


def format_dark_logo_note(name: str, lang: str) -> str:
    return pick_language(
        (
            f"The logo “{name}” is dark and hardly shows on a dark background: upload a light one, or set it on a plate.",
            f"ロゴ「{name}」は暗く、暗い背景の上ではほとんど見えません。明るい色のロゴをアップロードするか、白地（plate）に載せてください。",
        ),
        lang,
    )


def format_light_logo_note(name: str, lang: str) -> str:
    return pick_language(
        (
            f"The logo “{name}” is light and hardly shows on a light background: upload a dark one, or set it on a dark background.",
            f"ロゴ「{name}」は明るく、明るい背景の上ではほとんど見えません。暗い色のロゴをアップロードするか、暗い背景に置いてください。",
        ),
        lang,
    )


def format_more_notes(count: int, lang: str) -> str:
    return pick_language(
        (f"And {format_count(count, 'more note', 'more notes')}.", f"ほかに{count}件あります。"), lang
    )
