"""What issued releases ask of credits that are no longer confirmed."""

from __future__ import annotations

from typing import Any

from productions.catalogue.models.works import Production
from productions.releases.models.releases import Release
from productions.shared.choices import MembershipLevel
from productions.users.access import require_level
from productions.users.models import User


def guard_issued_credits(production: Production, *, by: User | None, **signal: Any) -> None:
    """Once anything of a production was issued, only an approver takes back what it stood by. Raises NotAllowed."""
    if Release.objects.filter(production=production).exists():
        require_level(by, production, MembershipLevel.APPROVER)
