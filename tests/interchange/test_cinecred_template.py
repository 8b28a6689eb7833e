"""A sheet that is built as Cinecred's own template is: characters, groups, songs, tails and lists under a heading."""

from pathlib import Path

from productions.interchange.files.file_reader import read_credit_file
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions

TEMPLATE = Path(__file__).parent.parent / "data" / "cinecred" / "template.csv"


def read(text: str, **columns: str) -> CreditSheet:
    return read_credit_file(text.encode(), filename="Credits.csv", options=ReadingOptions(columns))


def test_the_template_is_read_whole():
    sheet = read_credit_file(TEMPLATE.read_bytes(), filename="Credits.csv")
    assert (sheet.format, sheet.problems) == ("cinecred", ())
    assert [(row.line, row.role_as_printed, row.name) for row in sheet.rows] == [
        (4, "A … Film", "Kenta Sample"),
        (6, "Executive Producers", "Bo Example"),
        (7, "Executive Producers", "Mia Example"),
        (12, "Cast", "Ada Sample"),
        (13, "Cast", "Carl Sample"),
        (15, "Cast", "Dora Sample"),
        (19, "1st Assistant Director", "Emil Sample"),
        (21, "Director of Photography", "Fred Sample"),
        (22, "1st Assistant Camera", "Gerd Sample"),
        (23, "1st Assistant Camera", "Hans Sample"),
        (27, "Extras (Restaurant)", "Ina Sample"),
        (28, "Extras (Restaurant)", "Jan Sample"),
        (30, "Extras (University)", "Kim Sample"),
        (34, "Written by", "Lou Sample"),
        (36, "Performed by", "Max Sample"),
        (37, "", ""),
        (39, "Lyrics by", "Ned Sample"),
        (44, "Special Thanks", "Ole Sample"),
        (45, "Special Thanks", "Pia “Paint” Sample Jr."),
        (46, "Special Thanks", "Quin Sample"),
    ]
    rows = {row.line: row for row in sheet.rows}
    assert [rows[line].character for line in (12, 13, 15, 19)] == [
        "Lena the Lion",
        "Don the Duck",
        "Ron the Raven",
        "",
    ]
    assert rows[21].affiliation == "Example Studio"
    assert [rows[line].song for line in (34, 36, 37, 39, 44)] == [
        "A Letter",
        "A Letter",
        "A Letter",
        "Another Letter",
        "",
    ]
    assert rows[37].song_rights == "Licensed under a licence"
    assert rows[34].role == "other"  # of a song it is words and music, not a screenplay
    assert [note.line for note in sheet.notes] == [10, 17, 35, 48, 50, 51]
    assert [(column.heading, column.field) for column in sheet.columns][:4] == [
        ("@Head", "role"),
        ("@Body", "name"),
        ("@Tail", "affiliation"),
        ("@Vertical Gap", ""),
    ]


def test_a_role_under_the_heading_of_a_cast_is_no_character():
    sheet = read(
        "@Head,@Body,@Content Style\n,声の出演,Heading\n結城ハルカ,髙橋 美咲,Gutter\n監督,試山 験太,Gutter\n妹,例田 花,\n"
    )
    assert [(row.role, row.character, row.name) for row in sheet.rows] == [
        ("声の出演", "結城ハルカ", "髙橋 美咲"),
        ("監督", "", "試山 験太"),
        ("妹", "", "例田 花"),
    ]
    assert sheet.notes == ()


def test_songs_in_japanese_marks_are_read():
    sheet = read(
        "@Head,@Body,@Content Style\n「手紙」,Lyrics by 例畑 亜紀,Song\n,© 例レコード,\n,毎週日曜,\n"
    )
    assert [(row.role, row.name, row.song, row.song_rights) for row in sheet.rows] == [
        ("Lyrics by", "例畑 亜紀", "手紙", ""),
        ("", "", "手紙", "© 例レコード"),
    ]
    assert [note.line for note in sheet.notes] == [4]


def test_a_heading_is_no_list_of_names():
    sheet = read(
        "@Head,@Body,@Content Style\n,Music,Heading\n,Theme song,Subheading\nComposer,Ned Sample,Gutter\n"
        ",Special Thanks,Heading\n,Everybody who wrote to us in all these long years of work.,Blurb\n"
    )
    assert [(row.role, row.name) for row in sheet.rows] == [("Composer", "Ned Sample")]
    assert [note.line for note in sheet.notes] == [2, 3, 5, 6]


def test_the_head_may_be_called_a_character_by_a_person():
    sheet = read("@Head,@Body,Job\nLena,Ada Sample,Cast\n", **{"@Head": "character"})
    assert [(row.role, row.character, row.name) for row in sheet.rows] == [("Cast", "Lena", "Ada Sample")]
