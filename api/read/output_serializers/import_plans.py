"""The plan of a file that is imported, as the API answers with it."""

from typing import Any

from rest_framework import serializers

from productions.shared.intake_choices import ChoiceKind, PlanGroup


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
    role = serializers.CharField()
    name = serializers.CharField(help_text="The name as credited.")
    episode = serializers.CharField(help_text="Number of the episode; empty for the whole production.")
    cut = serializers.CharField(help_text="Number of the cut, or empty.")
    differences = PlanDifferenceOut(many=True)
    problems = serializers.ListField(child=serializers.CharField(), help_text="Why it is not entered.")
    removed = serializers.BooleanField(help_text="Whether one that is gone from the file is removed.")


class PlanOptionOut(serializers.Serializer[Any]):
    """An answer to a choice."""

    code = serializers.CharField(help_text="What you send.")
    label: Any = serializers.CharField(help_text="What it means.")


class PlanChoiceOut(serializers.Serializer[Any]):
    """What the file leaves to a person, or was read as."""

    key = serializers.CharField(help_text="The key under which you answer.")
    kind = serializers.ChoiceField(ChoiceKind.choices)
    line = serializers.IntegerField(allow_null=True, help_text="The first line where it stands.")
    column = serializers.CharField()
    text = serializers.CharField(help_text="What it is about, as the file has it.")
    question = serializers.CharField()
    options = PlanOptionOut(many=True)
    proposed = serializers.CharField(
        help_text="The answer that is taken where nobody gives one; may be empty."
    )
    chosen = serializers.CharField(help_text="The answer that was given.")
    open = serializers.BooleanField(help_text="Whether the file waits for an answer.")


class PlanColumnOut(serializers.Serializer[Any]):
    """A column of the file."""

    heading = serializers.CharField()
    field: Any = serializers.CharField(help_text="What it was read as; empty where it is left out.")


class PlanProblemOut(serializers.Serializer[Any]):
    """What is wrong in the file."""

    line = serializers.IntegerField(allow_null=True)
    column = serializers.CharField()
    detail = serializers.CharField()


class PlanCountsOut(serializers.Serializer[Any]):
    """How many credits of the file are in each group."""

    new = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()
    gone = serializers.IntegerField(help_text="Entered by an earlier file, and not in this one.")
    problem = serializers.IntegerField()


class PlanOut(serializers.Serializer[Any]):
    """What a file would do."""

    digest = serializers.CharField(help_text="SHA-256 of the plan; send it as `accept`.")
    ready = serializers.BooleanField(help_text="Whether nothing is open and nothing wrong.")
    format = serializers.CharField(help_text="What the file was taken for.")
    counts = PlanCountsOut()
    credits = PlanCreditOut(many=True)
    choices = PlanChoiceOut(many=True)
    columns = PlanColumnOut(many=True)
    worksheets = serializers.ListField(
        child=serializers.CharField(), help_text="Titles of the workbook's sheets."
    )
    problems = PlanProblemOut(many=True)
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
        help_text="What the file enters beside credits, such as new songs and characters.",
    )
    in_ranges = serializers.ListField(
        child=serializers.CharField(),
        help_text="Lines that are entered although a range of the same person and role holds for them already.",
    )
