"""A production's staff by the plain way: model instances grouped in Python, then serializers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from benchmarks.plain.serializers import ContributorRef, DepartmentRef, EpisodeRef, RoleRef
from productions.models import Credit


class PartOut(serializers.Serializer[Any]):
    episode = EpisodeRef(allow_null=True)
    whole = serializers.BooleanField()
    cuts = serializers.ListField(child=serializers.CharField())
    cut_count = serializers.IntegerField()


class StaffOut(serializers.Serializer[Any]):
    department = DepartmentRef()
    role = RoleRef()
    contributor = ContributorRef(allow_null=True)
    credited_as = serializers.ListField(child=serializers.CharField())
    absence_reason = serializers.CharField()
    headcount = serializers.IntegerField(allow_null=True)
    credits = serializers.IntegerField()
    episodes = PartOut(many=True)


class ProductionStaff(ListAPIView[Any]):
    """Cuts one by one, not as ranges; fewer members than the site has."""

    queryset = Credit.objects.public().with_names()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        groups: dict[Any, list[Credit]] = {}
        for credit in self.get_queryset().filter(production__uid=kwargs["uid"]).in_roll_order():  # type: ignore[attr-defined]
            who = (credit.role_id, credit.contributor_id, credit.absence_reason)
            groups.setdefault(who, []).append(credit)
        return Response(StaffOut([describe_group(credits) for credits in groups.values()], many=True).data)


def describe_group(credits: list[Credit]) -> dict[str, Any]:
    """What a row shows of its credits."""
    parts: dict[Any, list[Credit]] = {}
    for credit in credits:
        parts.setdefault(credit.episode, []).append(credit)
    first = credits[0]
    return {
        "department": first.role.department,
        "role": first.role,
        "contributor": first.contributor,
        "credited_as": list(dict.fromkeys(credit.credited_as for credit in credits)),
        "absence_reason": first.absence_reason,
        "headcount": max((credit.headcount or 0 for credit in credits), default=None),
        "credits": len(credits),
        "episodes": [
            {
                "episode": episode,
                "whole": any(credit.cut is None for credit in own),
                "cuts": [credit.cut.number for credit in own if credit.cut],
                "cut_count": sum(1 for credit in own if credit.cut),
            }
            for episode, own in parts.items()
        ],
    }
