"""The name of a list of cuts is kept by the ledger too: without a name that somebody withholds (H16)."""

from datetime import date

from productions.catalogue.services.cuts import add_cut
from productions.imports.services.file_imports import SaidOfFile, enter_sent_file, read_sent_file
from productions.models import Event, ImportBatch
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish


def test_no_event_has_a_file_name_with_a_withheld_name(production, now):
    person = create_contributor(name="秘密 花", by=None, now=now)
    record_wish(person, production=production, statement="No.", stated_on=date(2026, 4, 1), by=None, now=now)
    add_cut(production, number="C001", by=None, now=now)
    file = read_sent_file(
        production,
        "カット,尺\nC001,2+00\n".encode(),
        filename="秘密花のカット.csv",
        by=None,
        said=SaidOfFile(kind="cut_list"),
    )
    enter_sent_file(production, file, by=None, now=now)
    assert "秘密" not in ImportBatch.objects.get().filename
    changed = Event.objects.get(entity_type="cut", action="changed")
    assert changed.reason.endswith(".csv")
    assert "秘密" not in changed.reason
