"""The roll's own sentences. Facts in, words out; nothing here is typed by a user, and `roll_catalogue` has the words."""

from productions.rollkit.document.lookalikes import Lookalike
from productions.rollkit.document.model import Facts, Line, RoleBlock, RollDepartment, RollDocument, Tool
from productions.rollkit.document.work import Erratum
from productions.rollkit.document.written_words import choose_heading
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts.ai_statement import format_old_statement_notice, list_statement_parts
from productions.rollkit.texts.edition_names import name_edition
from productions.shared.site_languages import LANGUAGE_CODES, match_site_language, pick_localised_text


def join_names(names: tuple[str, ...], lang: str) -> str:
    """Names in a sentence."""
    return say_text(lang, "list_separator").join(names)


def format_title(document: RollDocument, lang: str) -> str:
    """The work's title with its episode and edition."""
    return " · ".join(list_title_lines(document, lang))


def list_title_lines(document: RollDocument, lang: str) -> list[str]:
    """The work's title, then its episode and its edition where the roll is of one."""
    return [document.work.choose_title(lang), *list_part_lines(document, lang)]


def list_part_lines(document: RollDocument, lang: str) -> list[str]:
    """The episode and the edition, where the roll is of one."""
    work = document.work
    parts = []
    if work.episode_number:
        parts.append(f"#{work.episode_number} {work.episode_title}".strip())
    if work.edition:
        parts.append(name_edition(work, lang))
    return parts


def format_issue_line(document: RollDocument, lang: str) -> str:
    """Which issue this is, or that it is a working copy."""
    issue = document.issue
    if issue.number is None:
        return say_text(lang, "issue.working_copy")
    return say_text(lang, "issue.line", number=issue.number, day=document.day_of_issue)


def format_invented_line(lang: str) -> str:
    return say_text(lang, "issue.invented")


def format_role_heading(block: RoleBlock, lang: str) -> str:
    """The role as printed, or its label."""
    return choose_heading(block, lang)


def format_department(entry: RollDepartment, lang: str) -> str:
    return pick_localised_text(entry, "label", lang)


def format_line_name(line: Line, lang: str) -> str:
    """A name as credited, or the unnamed people in words, with their count."""
    if line.is_named:
        return line.name
    return format_unnamed(line, lang)


def format_unnamed(line: Line, lang: str) -> str:
    """`2 people, whom the company will not name`; the reason is what they are."""
    reason = say_text(lang, f"absence_reason.{line.absence_reason}", count=line.headcount)
    if line.headcount is None:
        return say_text(lang, "unnamed.number_not_known", reason=reason)
    return say_text(lang, "unnamed.people", count=line.headcount, reason=reason)


def format_tools_heading(lang: str) -> str:
    return say_text(lang, "tool.heading")


def format_tool(entry: Tool, facts: Facts, lang: str) -> str:
    """One tool: what it is, where it was used and under whose hands."""
    product = " ".join(part for part in (entry.system, entry.version) if part)
    hands = [*dict.fromkeys(person.name for person in entry.hands)]
    if entry.withheld:
        hands.append(format_unnamed_hands(entry.withheld, "withheld_by_contributor", lang))
    where = (
        say_text(lang, "tool.in_cuts", used=len(entry.cuts), total=facts.cuts_total)
        if entry.cuts
        else say_text(lang, "tool.in_whole")
    )
    task = say_text(lang, f"task.{entry.task}")
    text = say_text(lang, "tool.line", product=product, vendor=entry.vendor, where=where, task=task)
    if hands:
        text += say_text(lang, "tool.hands", names=join_names(tuple(hands), lang))
    return text + (say_text(lang, "tool.unnamed", count=entry.unnamed) if entry.unnamed else "")


def format_unnamed_hands(count: int, reason: str, lang: str) -> str:
    said = say_text(lang, f"absence_reason.{reason}", count=count)
    return say_text(lang, "unnamed.hands", count=count, reason=said)


def list_statement_lines(facts: Facts, lang: str) -> list[str]:
    """The statement as every writer prints it: in its parts, and with the notice where it is one of before."""
    notice = format_old_statement_notice(facts, lang)
    return [*list_statement_parts(facts, lang), *([notice] if notice else [])]


def format_override(document: RollDocument, lang: str) -> str:
    """The notice that the release was issued against rule H13, or an empty string."""
    entry = document.issue.override
    if entry is None:
        return ""
    return say_text(lang, "issue.override", by=entry.by, reason=entry.reason)


def format_errata_heading(lang: str) -> str:
    return say_text(lang, "erratum.heading")


def format_erratum(entry: Erratum, lang: str) -> str:
    """One correction in one sentence. Who withheld their name is not named, nor is a former name that nobody may tell."""
    before, after = entry.name_before, entry.name_after
    return say_text(
        lang,
        f"erratum.{entry.kind}",
        before=before,
        after=after,
        names=" → ".join(filter(None, (before, after))),
        roles=join_names(entry.list_roles(lang), lang),
    )


def format_lookalike_note(found: Lookalike, lang: str) -> str:
    """A warning: which names, in what they differ, where they stand."""
    place = LANGUAGE_CODES.index(match_site_language(lang))
    names = [
        say_text(
            lang, "lookalike.name", name=name, roles=join_names(tuple(each[place] for each in roles), lang)
        )
        for name, roles in zip(found.names, found.roles, strict=True)
    ]
    between = say_text(lang, "lookalike.letter_separator")
    letters = [
        say_text(lang, "lookalike.letters", letters=between.join(column)) for column in found.characters
    ]
    return say_text(
        lang,
        "lookalike.note",
        names=say_text(lang, "lookalike.name_separator").join(names),
        letters=join_names(tuple(letters), lang) or say_text(lang, "lookalike.spaces"),
    )


def format_dark_logo_note(name: str, lang: str) -> str:
    return say_text(lang, "logo.dark", name=name)


def format_light_logo_note(name: str, lang: str) -> str:
    return say_text(lang, "logo.light", name=name)


def format_more_notes(count: int, lang: str) -> str:
    return say_text(lang, "notes.more", count=count)
