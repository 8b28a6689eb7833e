"""Files in the shapes of others go through the command like any credit sheet, and our own exports make the same roll again."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from productions.catalogue.services.productions import add_episode, create_production
from productions.management.demo import load_demo
from productions.models import Production
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.writers import as_cinecred, as_csv, as_sheet, as_xlsx

CASES = Path(__file__).parent.parent / "data" / "cases"

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(now) -> Production:
    found = create_production(title="試作", kind="series", by=None, now=now)
    for number in "123456":
        add_episode(found, number=number, by=None, now=now)
    return found


def enter(production: Production, path: Path) -> str:
    out = io.StringIO()
    call_command("import_credits", str(path), production=production.uid, stdout=out)
    return out.getvalue()


def list_credits(production: Production) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            credit.role.code,
            credit.role_as_printed,
            credit.contributor.name if credit.contributor else "",
            credit.episode.number if credit.episode else "",
            credit.evidence_kind,
        )
        for credit in production.credits.order_by("pk").select_related("role", "contributor", "episode")
    ]


@pytest.mark.parametrize(
    ("case", "entered"),
    [
        (
            "22_wiki_staff.txt",
            [
                ("original_work", "", "例作 太郎", "", ""),
                ("director", "", "試山 験太", "", ""),
                ("series_composition", "シリーズ構成・脚本", "例田 花", "", ""),
                ("screenplay", "シリーズ構成・脚本", "例田 花", "", ""),
                ("character_design", "キャラクターデザイン・総作画監督", "見本 太一", "", ""),
                ("chief_animation_director", "キャラクターデザイン・総作画監督", "見本 太一", "", ""),
                ("music", "", "例音 奏", "", ""),
                ("animation_production", "", "スタジオ例", "", ""),
            ],
        ),
        (
            "24_mal_staff.csv",
            [
                ("director", "", "Kenta Tameshiyama", "", "third_party"),
                ("storyboard", "", "Kenta Tameshiyama", "", "third_party"),
                ("key_animation", "", "Hana Reida", "1", "third_party"),
                ("key_animation", "", "Hana Reida", "3", "third_party"),
            ],
        ),
        (
            "25_wikidata.csv",
            [
                ("director", "", "試山 験太", "", "third_party"),
                ("art_director", "", "例田 花", "", "third_party"),
            ],
        ),
        (
            "27_bangumi_staff.csv",
            [
                ("key_animation", "", "試山 験太", "1", "third_party"),
                ("key_animation", "", "試山 験太", "3", "third_party"),
                ("chief_episode_director", "主演出", "例田 花", "", "third_party"),
                ("assistant_episode_director", "演出助理", "見本 太一", "2", "third_party"),
            ],
        ),
    ],
)
def test_a_file_in_another_shape_is_entered_by_the_command(series, case, entered):
    enter(series, CASES / case)
    assert list_credits(series) == entered


def test_principals_without_names_enter_nothing_and_are_told(series):
    with pytest.raises(CommandError):
        enter(series, CASES / "20_imdb_principals.tsv")
    assert list_credits(series) == []


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("writer", [as_csv, as_xlsx, as_sheet, as_cinecred])
def test_a_roll_is_printed_alike_from_its_own_export(now, tmp_path, writer, lang):
    work = next(each for each in load_demo(now=now) if each.kind == "short")
    document = build_working_document(production=work, episode=None, edition="")
    path = tmp_path / "roll"
    with path.open("wb") as out:
        writer.write(document, out, lang=lang)
    again = create_production(title="Again", kind="short", by=None, now=now)
    enter(again, path)
    came_back = build_working_document(production=again, episode=None, edition="")

    def printed(roll):
        # The sheet for designers does not say why nobody counts a company's people.
        return [
            (block.role, block.heading, line.name, line.character, line.affiliation)
            + ((line.absence_reason,) if writer is not as_sheet or not line.name else ())
            for department in roll.departments
            for block in department.blocks
            for line in block.lines
        ]

    assert printed(came_back) == printed(document)
