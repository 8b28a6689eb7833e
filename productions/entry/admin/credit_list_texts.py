"""What the script of the credit list says beside the texts that it shares with the cut sheet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from productions.entry.admin.cut_sheet_texts import build_sheet_texts

LIST_TEXTS = {
    "panel": _("The active row"),
    "no_cuts": _("There are no rows yet. Add the first one."),
    "no_problems": _("No row waits for you."),
    "viewer": _("You may look at this list, and change nothing."),
    "grid_lockedHere": "{reason}",
    "grid_viewer": _("You may look at this list, and change nothing."),
    "conflict": _("Somebody changed this row while you did. Nothing of yours is stored yet."),
    "column_role": pgettext_lazy("credit list", "Role"),
    "column_character": pgettext_lazy("credit list", "Character"),
    "column_name": pgettext_lazy("credit list", "Name"),
    "column_affiliation": pgettext_lazy("credit list", "Company"),
    "column_scope": pgettext_lazy("credit list", "Holds for"),
    "column_ai": _("AI"),
    "column_state": pgettext_lazy("credit list", "State"),
    "list_section": pgettext_lazy("credit list", "Section"),
    "list_field": pgettext_lazy("credit list", "Field"),
    "list_suggestions": _("Suggestions"),
    "list_told_only": _("This column only tells; change it on the credit's own page."),
    "list_gone": _("(taken out)"),
    "list_new": _("New row"),
    "list_new_long": _("A new row below this one (Ctrl+Enter)"),
    "list_up": "↑",
    "list_up_long": _("Move the row up (Alt+↑)"),
    "list_down": "↓",
    "list_down_long": _("Move the row down (Alt+↓)"),
    "list_remove": _("Take out"),
    "list_remove_long": _("Take the chosen rows out of the list"),
    "list_same_role": _("The role is that of the row above: {role}. Shift+Tab goes to it."),
    "list_ai_nobody": _("The chosen rows are not saved yet."),
    "list_moved": _("{row}: place {n} of {of}"),
    "list_save_first": _("Give the new row a name first; then it can be moved."),
    "key_list_new": _("A new row below this one"),
    "key_list_move": _("Move the row up or down"),
    "key_list_remove": _("Take the row out"),
}
"""Texts by the key that the script knows; some say rows where the cut sheet says cells."""

COUNTED_LIST_TEXTS = {
    "state_saving": ngettext_lazy("Saving {n} row …", "Saving {n} rows …", "n"),
    "state_offline": ngettext_lazy(
        "Offline: {n} row is kept in this browser and sent later",
        "Offline: {n} rows are kept in this browser and sent later",
        "n",
    ),
    "state_signedOut": ngettext_lazy(
        "Signed out: {n} row is kept in this browser. Sign in again in another tab.",
        "Signed out: {n} rows are kept in this browser. Sign in again in another tab.",
        "n",
    ),
    "state_open": ngettext_lazy("{n} row waits for you (F8)", "{n} rows wait for you (F8)", "n"),
    "list_removed": ngettext_lazy(
        "{n} row was taken out (Ctrl+Z brings it back).",
        "{n} rows were taken out (Ctrl+Z brings them back).",
        "n",
    ),
    "list_ai_saved": ngettext_lazy(
        "What was said about AI is saved for {n} row.",
        "What was said about AI is saved for {n} rows.",
        "n",
    ),
    "told_asked": ngettext_lazy("{n} row has a question.", "{n} rows have a question.", "n"),
    "told_refused": ngettext_lazy("{n} row could not be saved.", "{n} rows could not be saved.", "n"),
    "told_conflict": ngettext_lazy(
        "{n} row was changed by somebody else; theirs is kept until you decide.",
        "{n} rows were changed by somebody else; theirs are kept until you decide.",
        "n",
    ),
    "alike": ngettext_lazy("for {n} row with this question", "for all {n} rows with this question", "n"),
}


def build_list_texts() -> dict[str, str]:
    """Every text of the script by its key, in the language of the request."""
    texts = build_sheet_texts() | {key: str(text) for key, text in LIST_TEXTS.items()}
    for key, counted in COUNTED_LIST_TEXTS.items():
        texts |= {key: str(counted % {"n": 2}), f"{key}_one": str(counted % {"n": 1})}
    return texts
