"""H18: what was written is kept; a label or a character is never replaced by its classification."""

import pytest

from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.written_words import choose_character, choose_heading

pytestmark = pytest.mark.django_db
SHEET = "役職,役名,名前\n作監,,見本 一\nキャスト,謎の少女（幼少期）,見本 二\n作画監督,,見本 三\n"


def test_h18_what_was_written_is_kept_and_printed(production, now):
    import_credit_sheet(production, SHEET.encode(), filename="a.csv", by=None, now=now)
    kept = Credit.objects.order_by("pk").values_list("role__code", "role_as_printed", "character_as_printed")
    assert list(kept) == [
        ("animation_director", "作監", ""),
        ("voice", "キャスト", "謎の少女（幼少期）"),
        ("animation_director", "", ""),
    ]
    document = build_working_document(production=production, episode=None, edition="")
    blocks = [block for department in document.departments for block in department.blocks]
    assert [choose_heading(block, "ja") for block in blocks] == ["作監", "キャスト", "作画監督"]
    assert choose_character(blocks[1].lines[0], "ja") == "謎の少女（幼少期）"
