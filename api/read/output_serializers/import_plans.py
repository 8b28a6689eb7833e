"""The plan of a file that is imported, as the API answers with it."""

from typing import Any

from rest_framework import serializers

from productions.shared.intake_choices import ChoiceKind, ImportKind, PlanGroup


class PlanDifferenceOut(serializers.Serializer[Any]):
    """A field that the file says otherwise."""

    field: Any = serializers.CharField(help_text="Field of the credit.")
    old = serializers.CharField(help_text="What it says.")
    new = serializers.CharField(help_text="What the file says.")


class PlanCreditOut(serializers.Serializer[Any]):
    """A credit of the file and what becomes of it. Those that are there already and the same are counted alone."""

    group = serializers.ChoiceField(PlanGroup.choices, help_text="What becomes of it.")
    line = serializers.IntegerField(
        allow_null=True, help_text="Line of the file, from 1; null where it is gone from it."
    )
    credit = serializers.UUIDField(allow_null=True, help_text="uid of the credit that is there, or null.")
    role = serializers.CharField(help_text="The role, in the reader's language.")
    name = serializers.CharField(help_text="The name as credited.")
    episode = serializers.CharField(help_text="Number of the episode; empty for the whole production.")
    cut = serializers.CharField(help_text="Number of the cut, or empty.")
    differences = PlanDifferenceOut(many=True, help_text="What the file says otherwise of a changed one.")
    problems = serializers.ListField(child=serializers.CharField(), help_text="Why it is not entered.")
    removed = serializers.BooleanField(help_text="Whether one that is gone from the file is removed.")


class PlanCutOut(serializers.Serializer[Any]):
    """A cut of a list, and what becomes of it. Those that are there already and the same are counted alone."""

    group = serializers.ChoiceField(PlanGroup.choices, help_text="What becomes of it; gone: it stays.")
    line = serializers.IntegerField(
        allow_null=True, help_text="Line of the file, from 1; null for a cut that the list does not have."
    )
    cut = serializers.UUIDField(allow_null=True, help_text="uid of the cut that is there, or null.")
    number = serializers.CharField(help_text="Its number.")
    episode = serializers.CharField(help_text="Number of its episode; empty for a film without episodes.")
    differences = PlanDifferenceOut(
        many=True, help_text="What the list says otherwise; of a new cut all that it says."
    )


class PlanPlacementOut(serializers.Serializer[Any]):
    """A clip of an edit with its cut, and what becomes of it. Those that are there already and the same are counted alone."""

    group = serializers.ChoiceField(
        PlanGroup.choices, help_text="What becomes of it; gone: it is taken out of the time line."
    )
    place = serializers.CharField(
        help_text="Where it stands in the file; empty for what the edit has no more."
    )
    clip = serializers.CharField(help_text="Name of the clip, as given.")
    cut = serializers.UUIDField(allow_null=True, help_text="uid of the cut that is there, or null.")
    number = serializers.CharField(help_text="Number of the cut; empty where the clip's name has none.")
    record_in = serializers.IntegerField(help_text="First frame in the edition, from 0.")
    length = serializers.IntegerField(help_text="Frames.")
    differences = PlanDifferenceOut(many=True, help_text="What the edit says otherwise of a placement.")


class PlanFilmOut(serializers.Serializer[Any]):
    """A film of a catalogue, and what it enters. Those that are there already are counted alone."""

    group = serializers.ChoiceField(PlanGroup.choices, help_text="What becomes of it.")
    line = serializers.IntegerField(help_text="Line of the file, from 1.")
    film = serializers.CharField(help_text="Its identifier in the catalogue (`madb_id`).")
    title: Any = serializers.CharField(help_text="Its title.")
    year = serializers.IntegerField(allow_null=True, help_text="Year of release; null: not said.")
    episodes = serializers.IntegerField(help_text="How many episodes it has.")
    credits = serializers.IntegerField(help_text="How many credits it has.")


class PlanOptionOut(serializers.Serializer[Any]):
    """An answer to a choice."""

    code = serializers.CharField(help_text="What you send.")
    label: Any = serializers.CharField(help_text="What it means.")


class PlanChoiceOut(serializers.Serializer[Any]):
    """What the file leaves to a person, or was read as."""

    key = serializers.CharField(help_text="The key under which you answer.")
    kind = serializers.ChoiceField(ChoiceKind.choices, help_text="What is asked.")
    line = serializers.IntegerField(allow_null=True, help_text="The first line where it stands.")
    column = serializers.CharField(help_text="The field of the row that it is about.")
    text = serializers.CharField(help_text="What it is about, as the file has it.")
    question = serializers.CharField(help_text="The question, as a sentence.")
    options = PlanOptionOut(many=True, help_text="The answers.")
    proposed = serializers.CharField(
        help_text="The answer that is taken where nobody gives one; may be empty."
    )
    chosen = serializers.CharField(help_text="The answer that was given.")
    open = serializers.BooleanField(help_text="Whether the file waits for an answer.")


class PlanColumnOut(serializers.Serializer[Any]):
    """A column of the file."""

    heading = serializers.CharField(help_text="Its heading, as given.")
    field: Any = serializers.CharField(help_text="What it was read as; empty where it is left out.")


class PlanProblemOut(serializers.Serializer[Any]):
    """What is wrong in the file."""

    line = serializers.IntegerField(
        allow_null=True, help_text="Line of the file, from 1; null where it is the file's."
    )
    column = serializers.CharField(help_text="The heading or field that it is about; may be empty.")
    detail = serializers.CharField(help_text="One sentence.")


class PlanCountsOut(serializers.Serializer[Any]):
    """How many credits, cuts, placements or films of the file are in each group."""

    new = serializers.IntegerField(help_text="Not there yet.")
    changed = serializers.IntegerField(help_text="There, and the file says something else.")
    same = serializers.IntegerField(help_text="There already.")
    gone = serializers.IntegerField(
        help_text="Credits that an earlier file entered, cuts and placements that are there, and that this one does not have."
    )
    problem = serializers.IntegerField(help_text="Refused by a rule.")


class PlanOut(serializers.Serializer[Any]):
    """What a file would do."""

    digest = serializers.CharField(help_text="SHA-256 of the plan; send it as `accept`.")
    ready = serializers.BooleanField(help_text="Whether nothing is open and nothing wrong.")
    kind = serializers.ChoiceField(ImportKind.choices, help_text="What the file enters.")
    format = serializers.CharField(help_text="What the file was taken for.")
    counts = PlanCountsOut(help_text="How many entries are in each group.")
    credits = PlanCreditOut(many=True, help_text="The credits, but for those that are the same.")
    cuts = PlanCutOut(many=True, help_text="The cuts of a list of cuts, but for those that are the same.")
    placements = PlanPlacementOut(
        many=True, help_text="The clips of an edit, but for those that are placed so already."
    )
    films = PlanFilmOut(many=True, help_text="The films of a catalogue, but for those that are there.")
    choices = PlanChoiceOut(many=True, help_text="What is left to you, or may be answered otherwise.")
    columns = PlanColumnOut(many=True, help_text="How the columns were read.")
    worksheets = serializers.ListField(
        child=serializers.CharField(), help_text="Titles of the workbook's sheets."
    )
    problems = PlanProblemOut(many=True, help_text="What keeps the file out, by line.")
    notes = serializers.ListField(
        child=serializers.CharField(),
        help_text="Lines that hold no credit, and what was read otherwise than it stands.",
    )
    offers = serializers.ListField(
        child=serializers.CharField(),
        help_text="New names that look like those of contributors that you see (髙橋 and 高橋, a reading); nothing was chosen.",
    )
    announced = serializers.ListField(
        child=serializers.CharField(),
        help_text="What the file enters beside its rows: new songs and characters, parts and relations of cuts, the rate of an edit.",
    )
    hints = serializers.ListField(
        child=serializers.CharField(),
        help_text="Lines that are entered, of which something is to be known: a role that the vocabulary does not have, a range that holds for them already.",
    )
