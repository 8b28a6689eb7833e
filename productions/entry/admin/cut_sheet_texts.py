"""What the script of the cut sheet says, in the language of the page. `{name}` is a value that the script puts in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

TEXTS = {
    # The page
    "cut": _("Cut"),
    "cell": _("Cell"),
    "names": _("Names"),
    "panel": _("The active cell"),
    "others_here": _("Who else is here"),
    "viewer": _("You may look at this sheet, and change nothing."),
    "no_cuts": _("There are no cuts yet. Add the first ones."),
    "not_loaded": _("The sheet could not be loaded. Reload the page."),
    "reload": _("Reload"),
    "not_reached": _("The server did not answer. Try again."),
    "cancel": pgettext_lazy("dialog", "Cancel"),
    "close": _("Close"),
    "create": _("new person or company"),
    "edit": _("Edit"),
    "empty": _("(empty)"),
    "undo": pgettext_lazy("cell", "Undo"),
    "undo_long": _("Undo the last change (Ctrl+Z)"),
    "redo": _("Redo"),
    "redo_long": _("Redo what was undone (Ctrl+Y)"),
    "undo_deed": _("Undone."),
    "redo_deed": _("Done again."),
    "help": "?",
    "help_long": _("Keys (?)"),
    # Saving
    "state_saved": _("Everything is saved"),
    "state_not_kept": _(
        "This browser keeps nothing for you: do not close the page before everything is saved."
    ),
    "next_problem": _("Show the next one"),
    "no_problems": _("No cell waits for you."),
    # A cell, also for screen readers
    "cell_waiting": _("Not saved yet"),
    "cell_asked": _("A question is open"),
    "cell_refused": _("Not saved: something is wrong"),
    "cell_conflict": _("Somebody else changed it"),
    "cell_locked": _("Locked: {reason}"),
    "cell_other": _("{name} is here"),
    "cell_borrowed": _("From {from}"),
    "relation_shared": _("shared {cut}"),
    "relation_bank": _("BANK {cut}"),
    "relation_reuse": _("reuse {cut}"),
    "dropped": _("“{text}” was not saved."),
    "conflict": _("Somebody changed this cell while you did. Nothing of yours is stored yet."),
    "theirs": _("Theirs"),
    "theirs_by": _("Theirs ({name})"),
    "mine": _("Mine"),
    "keep_theirs": _("Keep theirs"),
    "put_mine": _("Put mine over it"),
    "put_back": _("Put back what was there"),
    "refused": _("The server did not take it."),
    # AI
    "ai_mark": _("AI"),
    "ai_none_mark": _("no AI"),
    "ai_used": _("AI was used"),
    "ai_none": _("No AI was used"),
    "ai_not_asked": "",
    "ai_button": _("AI …"),
    "ai_button_long": _("Say of the chosen cells whether AI was used"),
    "ai_nobody": _("Nobody is named in the chosen cells yet."),
    "ai_title": _("Was AI used?"),
    "ai_question": _("In the work of these people"),
    "ai_answer_none": _("No AI was used"),
    "ai_answer_used": _("AI was used"),
    "ai_system": _("Which system"),
    "ai_vendor": _("Its vendor (this system is new here)"),
    "ai_task": _("For what"),
    "ai_oversight": _("How did a person look after it?"),
    "ai_checked_by": _("Who checked the result?"),
    "ai_said_by": _("Who says so?"),
    "ai_find_person": _("Find a person"),
    "ai_day": _("On which day"),
    "ai_save": _("Save"),
    "ai_open_answer": _("Say whether AI was used."),
    "ai_open_name": _("Name the person first: an AI is used by somebody."),
    "ai_open_system": _("Say which system was used."),
    "ai_open_vendor": _("Say who makes this system."),
    "ai_open_task": _("Say what it was used for."),
    "ai_open_source": _("Answer what the AI did."),
    "ai_open_oversight": _("Say how a person looked after it."),
    "ai_open_check": _("Say who checked the result, and on which day."),
    "ai_open_person": _("Choose the person who says that no AI was used."),
    # Columns and cuts
    "columns": pgettext_lazy("cut sheet", "Columns"),
    "columns_long": _("Choose and order the columns"),
    "columns_title": pgettext_lazy("cut sheet", "Columns"),
    "columns_help": _("Move a role with its arrows, or with Alt and ↑ or ↓."),
    "columns_filter": _("Find a role"),
    "columns_none": _("Choose at least one role."),
    "columns_save": _("Show these columns"),
    "column_up": _("Move up: {role}"),
    "column_down": _("Move down: {role}"),
    "add_cuts": _("Add cuts"),
    "add_cuts_long": _("Add a cut or a range of cuts"),
    "cuts_label": _("Number or range"),
    "cuts_help": _("One number, or a range such as C001-C300."),
    "cuts_add": _("Add"),
    "cuts_sure": _("If it is, press the button once more."),
    "cut_edit": _("Cut …"),
    "cut_edit_long": _("Give the cut another number, or take it out (Shift+F2)"),
    "cut_title": _("Cut {cut}"),
    "cut_number": _("Number"),
    "cut_rename": _("Save"),
    "cut_remove": _("Take the cut out"),
    "cut_renamed": _("Cut {before} is {after} now."),
    "cut_removed": _("Cut {cut} was taken out."),
    # The command line
    "command": _("Command"),
    "command_example": _("C001-C045, C052: key animation = name"),
    "command_apply": _("Apply"),
    # Keys
    "keys_title": _("Keys"),
    "key_move": _("Go to another cell"),
    "key_extend": _("Choose several cells"),
    "key_far": _("Go to the ends of the row, or a page on"),
    "key_ends": _("Go to the ends of the sheet"),
    "key_all": _("Choose everything, or the row"),
    "key_type": _("Write over the cell"),
    "key_edit": _("Edit what is in the cell; Enter again keeps it"),
    "key_choose": _("Choose a name from the list"),
    "key_escape": _("Close the list, then leave the cell as it was"),
    "key_break": _("Break the line in the cell"),
    "key_clear": _("Empty the cells"),
    "key_copy": _("Copy, move and paste cells, also from and to a spreadsheet"),
    "key_fill": _("Fill down, fill to the right"),
    "key_undo": _("Undo, redo"),
    "key_panel": _("Go to what is said about the cell, and back"),
    "key_problem": _("Go to the next cell that waits for you"),
    "key_cut": _("Give the cut another number, or take it out"),
    "key_command": _("Go to the command line"),
    "key_help": _("Show the keys"),
    # What the grid says
    "grid_lockedHere": _("{reason} Enter adds a name beside it."),
    "grid_viewer": _("You may look at this sheet, and change nothing."),
    "grid_nothing": _("There is nothing to undo or redo."),
}
"""Texts by the key that the script knows."""

COUNTED_TEXTS = {
    "kept_here": ngettext_lazy(
        "{n} change is kept in this browser and sent once the page is reached:",
        "{n} changes are kept in this browser and sent once the page is reached:",
        "n",
    ),
    "chosen": ngettext_lazy("{n} cell is chosen.", "{n} cells are chosen.", "n"),
    "alike": ngettext_lazy("for {n} cell with this question", "for all {n} cells with this question", "n"),
    "state_saving": ngettext_lazy("Saving {n} cell …", "Saving {n} cells …", "n"),
    "state_offline": ngettext_lazy(
        "Offline: {n} cell is kept in this browser and sent later",
        "Offline: {n} cells are kept in this browser and sent later",
        "n",
    ),
    "state_signedOut": ngettext_lazy(
        "Signed out: {n} cell is kept in this browser. Sign in again in another tab.",
        "Signed out: {n} cells are kept in this browser. Sign in again in another tab.",
        "n",
    ),
    "state_open": ngettext_lazy("{n} cell waits for you", "{n} cells wait for you", "n"),
    "told_asked": ngettext_lazy("{n} cell has a question.", "{n} cells have a question.", "n"),
    "told_refused": ngettext_lazy("{n} cell could not be saved.", "{n} cells could not be saved.", "n"),
    "told_conflict": ngettext_lazy(
        "{n} cell was changed by somebody else; theirs is kept until you decide.",
        "{n} cells were changed by somebody else; theirs are kept until you decide.",
        "n",
    ),
    "ai_saved": ngettext_lazy(
        "What was said about AI is saved for {n} cell.",
        "What was said about AI is saved for {n} cells.",
        "n",
    ),
    "ai_more": ngettext_lazy("and {n} other", "and {n} others", "n"),
    "cuts_added": ngettext_lazy("{n} cut was added.", "{n} cuts were added.", "n"),
    "command_sets": ngettext_lazy("{n} cell becomes “{text}”.", "{n} cells become “{text}”.", "n"),
    "command_clears": ngettext_lazy("{n} cell is emptied.", "{n} cells are emptied.", "n"),
    "command_filled": ngettext_lazy(
        "In {n} cell this takes the place of something else.",
        "In {n} cells this takes the place of something else.",
        "n",
    ),
    "grid_suggested": ngettext_lazy("{n} suggestion", "{n} suggestions", "n"),
    "grid_copied": ngettext_lazy("{n} cell was copied.", "{n} cells were copied.", "n"),
    "grid_locked": ngettext_lazy(
        "{n} cell is locked and stays as it is.", "{n} cells are locked and stay as they are.", "n"
    ),
    "grid_left": ngettext_lazy(
        "{n} row or column found no place and was left out.",
        "{n} rows or columns found no place and were left out.",
        "n",
    ),
    "grid_others": ngettext_lazy(
        "{n} cell says something else by now and stays as it is.",
        "{n} cells say something else by now and stay as they are.",
        "n",
    ),
    "grid_undone": ngettext_lazy("Undone in {n} cell.", "Undone in {n} cells.", "n"),
    "grid_redone": ngettext_lazy("Redone in {n} cell.", "Redone in {n} cells.", "n"),
}
"""Texts whose `{n}` decides between a singular and a plural; the script has both."""


def build_sheet_texts() -> dict[str, str]:
    """Every text of the script by its key, in the language of the request; the singular of `key` is `key_one`."""
    texts = {key: str(text) for key, text in TEXTS.items()}
    for key, counted in COUNTED_TEXTS.items():
        texts |= {key: str(counted % {"n": 2}), f"{key}_one": str(counted % {"n": 1})}
    return texts
