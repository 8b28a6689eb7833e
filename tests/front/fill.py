"""Fills the database of the site that the tests of this folder start; prints what they ask for, as JSON.

python -m tests.front.fill
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from productions.accounts.services.accounts import create_user  # noqa: E402
from productions.accounts.services.tokens import issue_token  # noqa: E402
from productions.catalogue.services.productions import create_production  # noqa: E402
from productions.credits.services.bulk_credits import enter_credits  # noqa: E402
from productions.exports.services.exports import request_export, run_export  # noqa: E402
from productions.models import Role  # noqa: E402
from productions.people.services.contributors import create_contributor  # noqa: E402
from productions.releases.services.releases import issue_release  # noqa: E402
from productions.shared.choices import CreditState, ExportState, TokenScope, Visibility  # noqa: E402
from tests.hurried import HURRIED_VALUES  # noqa: E402

FEW_FRAMES = {"raster": "1280x720", "px": 60, "template": HURRIED_VALUES}


def main() -> None:
    now = datetime.now(UTC)
    user = create_user(
        username="boss", password="a quite long password", is_staff=True, is_superuser=True, by=None, now=now
    )
    film = create_production(
        title="星の郵便局", kind="film", year=2026, visibility=Visibility.PUBLIC, by=None, now=now
    )
    person = create_contributor(name="山田 花子", by=None, now=now)
    rows = [{"role": Role.objects.get(code="director"), "contributor": person}]
    enter_credits(film, rows, by=None, now=now, state=CreditState.CONFIRMED)
    release = issue_release(film, by=None, now=now)
    export = request_export(
        film, release=release, format="dpx_sequence", delivery=FEW_FRAMES, by=user, now=now
    )
    export = run_export(export.uid, clock=timezone.now) or export
    token = issue_token(
        user=user, name="front", scope=TokenScope.WRITE, expiry=now + timedelta(days=1), by=user, now=now
    )
    assert export.state == ExportState.DONE
    json.dump(
        {
            "token": token.secret,
            "production": str(film.uid),
            "export": str(export.uid),
            "size": export.size,
            "digest": export.digest,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
