"""Bodies about joint lines."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from rest_framework import serializers

from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from productions.credits.services.joint_lines import join_credits
from productions.models import Credit, JointLine, User


class JoinedCreditIn(serializers.Serializer[Any]):
    """Another credit of the line."""

    credit = Reference(Credit, help_text="uid of the credit.")


class JoinIn(Change, serializers.ModelSerializer[JointLine]):
    """Print the credit in one line with others of its role and scope."""

    credits = JoinedCreditIn(many=True, help_text="The others.")

    class Meta:
        model = JointLine
        fields: tuple[str, ...] = ("credits", "joiner", "reason")
        extra_kwargs: ClassVar = {"joiner": {"required": False}}


class PartLineIn(Change):
    """Print the credits of the line by themselves again."""


def join_listed(
    credit: Credit, *, credits: Sequence[dict[str, Any]], by: User, now: datetime, **values: Any
) -> Credit:
    """Print the credit in one line with the listed ones, in the order of the roll, with the joiner between their names.

    Refused unless all have one role and one scope, name somebody, and are in no joint line.
    """
    others = [each["credit"] for each in credits]
    join_credits(credit.production, credits=[credit, *others], by=by, now=now, **values)
    credit.refresh_from_db()
    return credit
