"""What a dump says of itself in words: README.md and LICENSE.txt. Nobody is named in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from string import Template

from api.dumps.manifest import Licence
from api.dumps.tables import DumpTable

README_NAME, LICENCE_NAME = "README.md", "LICENSE.txt"

README = Template("""\
# Credits of animated works: a dump

These files hold every public list of a Staffroll site, a registry of who made animated works and with which tools. They are a
snapshot: all of them show the same moment.

- Made: $made_at
- Last event: $last_seq
- Written by: $software
- Licence of the data: $licence

## Files

Each table is there twice, with the same rows: `.parquet` in typed columns, and `.ndjson.gz` with one JSON object a line.

$tables

Beside the tables:

- `datapackage.json` describes every file and column: type, unit, meaning, what null and an empty text mean, and the
  vocabulary of the codes. It is a Data Package (https://datapackage.org).
- `manifest.json` lists all other files with their size and SHA-256. Check them before use.
- `LICENSE.txt` says under which licence you may use the data.

## How the tables join

An entry is known by its `uid`; roles and departments are known by their `code`. Where a row refers to another entry it has a
short form of it, whose `uid` or `code` leads to that entry's table: `credits.production.uid` is `productions.uid`, and
`credits.role.code` is `roles.code`. In `datapackage.json` such a column has `references`. A column of codes has `vocabulary`;
its labels are the rows of `vocab` with that name.

Use uids to join and to count people: two people can have the same name, and one person several. `credited_as` is what a
roll prints; a person's names are in `contributors`.

## What is missing, and what null means

- Null, an empty text and zero are three different things. `datapackage.json` says for each column what they mean.
- A credit without a contributor stands for people whom it does not name; `absence_reason` says why. Count at least one person,
  or `headcount` where it is given.
- `ai` is `used`, `none` or `not_asked`. `not_asked` says nothing: do not count it as `none`.
- Only public productions are here, and only credits that are confirmed or disputed.

## Follow the changes

The dump has everything up to event $last_seq. Go on with

    GET $feed

at the site where you got the dump. Each row names an entry that changed: fetch it again, or drop it when the site answers 404 or
410. Then ask again with `after` set to `last` of the answer. The feed may repeat what the dump has, but it leaves nothing out.

## Names that people withhold

A person may ask not to be named. Their credits are then here without a name, with `attribution` set to `withheld`, and are
still counted.

The wish may come after this dump was made. The site then deletes every dump made before it: their addresses answer 410. It makes a
new dump, and the feed reports the credits that changed. Whoever keeps a copy, or has published something made of one, must do
the same:

1. Follow the feed, or ask for `manifest.json` at this dump's address at least once a day.
2. When that address answers 410, delete these files, load the newest dump, and make again what you made of the old one.
3. When it answers 404, the dump has only been replaced by a newer one. Load that one, since it leaves out every name withheld by then.
4. Do not compare dumps, or keep older ones, in order to find out who withheld their name.

## Cite

> Staffroll registry at [address of the site], dump of $made_at, last event $last_seq.

The date and the number of the event identify the state of the data. For a single work, give the uid of the production too.
""")

DECLARED = Template("""\
The operator of the site that made this dump declares this licence for the data in it:

    $name
$url
It is the licence of the data. The software that wrote the files, Staffroll, has one of its own.
""")
UNDECLARED = """\
The operator of the site that made this dump has declared no licence for the data in it.

Ask the operator before you publish the data, or something made of it. An operator declares a licence with the setting
STAFFROLL_DATA_LICENCE; dumps made after that name it here.
"""


def write_readme(
    tables: Sequence[DumpTable], *, now: datetime, last_seq: int, feed: str, software: str, licence: Licence
) -> str:
    """`README.md`."""
    return README.substitute(
        made_at=now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
        last_seq=last_seq,
        software=software,
        feed=feed,
        licence=f"{licence.name} (see LICENSE.txt)"
        if licence.name
        else "none has been declared (see LICENSE.txt)",
        tables="\n".join(f"- `{table.name}`: {table.text}" for table in tables),
    )


def write_licence(licence: Licence) -> str:
    """`LICENSE.txt`."""
    if not licence.name:
        return UNDECLARED
    return DECLARED.substitute(name=licence.name, url=f"    {licence.url}\n" if licence.url else "")
