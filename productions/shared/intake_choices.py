"""The closed lists of what comes from outside or waits for others: imports, claims, proposals. As in `productions.shared.choices`, codes are never renamed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportKind(TextChoices):
    CATALOGUE = "catalogue", _("catalogue")
    CREDIT_SHEET = "credit_sheet", _("credit sheet")
    CUT_LIST = "cut_list", _("list of cuts")
    PLACEMENTS = "placements", _("time line of an edition")


class ImportOutcome(TextChoices):
    CREATED = "created", _("created")
    UNCHANGED = "unchanged", _("unchanged")
    UPDATED = "updated", _("updated")
    REMOVED = "removed", _("removed")
    REFUSED = "refused", _("refused")
    NOTED = "noted", _("kept as a note")


class PlanGroup(TextChoices):
    """What would become of each credit of a file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("same")
    GONE = "gone", _("gone from the file")
    PROBLEM = "problem", _("problem")


class ChoiceKind(TextChoices):
    """What a file leaves open, or was read as, for a person to decide."""

    PERSON = "person", _("who is this")
    SPLIT = "split", _("one name or several")
    KIND = "kind", _("person or organization")
    NOBODY = "nobody", _("nobody is named")
    GONE = "gone", _("gone from the file")
    CUTS = "cuts", _("cuts that are not there yet")


class Tracker(TextChoices):
    """Production trackers whose identifiers a production keeps, for its members alone."""

    KITSU = "kitsu", "Kitsu"
    AYON = "ayon", "AYON"
    SHOTGRID = "shotgrid", "ShotGrid"
    FTRACK = "ftrack", "ftrack"


class ClaimKind(TextChoices):
    MINE = "mine", _("this credit is mine")
    MISSING = "missing", _("a person is missing")
    WRONG_NAME = "wrong_name", _("the name is wrong")
    NOT_MINE = "not_mine", _("this credit is not mine")
    WITHHOLD = "withhold", _("please withhold my name")


DISPUTING_KINDS = frozenset({ClaimKind.WRONG_NAME, ClaimKind.NOT_MINE})
"""Claims that say that a credit is false, and so mark it as disputed. A wish to be withheld says that it is true; a mark on
the very credit would tell everybody who wants not to be named (H16)."""


class ClaimState(TextChoices):
    """Open, then declined, or accepted: then its act is due until it is done or an approver closes it without."""

    OPEN = "open", pgettext_lazy("claim", "open")
    ACCEPTED = "accepted", _("accepted, its act is due")
    SETTLED = "settled", _("settled")
    DECLINED = "declined", _("declined")


PENDING_CLAIM_STATES = (ClaimState.OPEN, ClaimState.ACCEPTED)


class SharedAct(TextChoices):
    """What is done to an entry that productions share (H15)."""

    CHANGE_CONTRIBUTOR = "change_contributor", _("change the entry")
    MERGE = "merge", _("merge two entries")
    REMOVE = "remove", _("remove")
    ADD_NAME = "add_name", _("add a name")
    CHANGE_NAME = "change_name", _("change a name")
    ADD_IDENTIFIER = "add_identifier", _("add an identifier")
    CHANGE_IDENTIFIER = "change_identifier", _("change an identifier")
    CHANGE_AI_SYSTEM = "change_ai_system", _("change an AI system")
    CHANGE_ROLE = "change_role", _("change a role")
    RETIRE_ROLE = "retire_role", _("retire a role")
    ADD_ALIAS = "add_alias", _("add an alias")
    CHANGE_ALIAS = "change_alias", _("change an alias")
    UNDO_MERGE = "undo_merge", _("undo a merge")
    UNDO_REMOVAL = "undo_removal", _("undo a removal")
    CORRECT_KIND = "correct_kind", _("correct the kind with its credits")
    UNDO_KIND = "undo_kind", _("undo the correction of a kind")
    SPLIT = "split", _("split an entry in two")
    UNDO_SPLIT = "undo_split", _("undo a split")
    ADD_MEMBER = "add_member", _("add a member to a group")
    CHANGE_MEMBER = "change_member", _("change a membership of a group")


class ProposalState(TextChoices):
    OPEN = "open", pgettext_lazy("proposal", "open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


class UndoableKind(TextChoices):
    MERGE = "merge", _("merge")
    REMOVAL = "removal", _("removal")
    KIND = "kind", _("correction of the kind")
    SPLIT = "split", _("split")
