"""A time line that is taken back where a cut of before is gone: that is told, and nothing is lost in silence."""

from datetime import timedelta
from fractions import Fraction

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.placements import replace_placements
from productions.imports.services.file_imports import (
    SaidOfFile,
    enter_sent_file,
    plan_sent_file,
    read_sent_file,
)
from productions.imports.services.undoing import undo_import
from productions.models import CutPlacement
from productions.removals.services.removal import remove_entity

EDIT = """TITLE: 1
FCM: NON-DROP FRAME
001  C002 V C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00
* FROM CLIP NAME: C002
"""


def test_a_cut_that_was_removed_since_is_told(production, now):
    first, second = add_cuts(production, [{"number": "C001"}, {"number": "C002"}], by=None, now=now)
    rows = [{"cut": cut, "record_in": 24 * place, "length": 24} for place, cut in enumerate((first, second))]
    replace_placements(production, rows, episode=None, edition="", by=None, now=now)
    said = SaidOfFile(kind="placements", rate=Fraction(24))
    file = read_sent_file(production, EDIT.encode(), filename="edit.edl", by=None, said=said)
    plan = plan_sent_file(production, file, by=None)
    _plan, batch = enter_sent_file(production, file, by=None, now=now, accepted=plan.digest)
    first.refresh_from_db()
    remove_entity(first, by=None, now=now + timedelta(hours=1), reason="It is not in the film.")
    undone = undo_import(batch, by=None, now=now + timedelta(hours=2), reason="Another edit.")
    assert undone.left == ["Cut C001 was removed since; it is not placed again."]
    placed = CutPlacement.objects.live().values_list("cut__number", "record_in", "length")
    assert list(placed) == [("C002", 24, 24)]
