"""What the files of a roll are called: by title, episode and issue; on screen so that a time line finds the movie beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from productions.rollkit.dataclass_json import from_plain
from productions.rollkit.document.sealed import compute_digest, read_stored_work, serialize_canonical
from productions.rollkit.document.work import Work
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.screen_spec import ScreenSpec
from productions.shared.timecode import format_frame_rate

MAX_TITLE_BYTES, MAX_PART_BYTES = 90, 30
"""So that a whole name stays below the 255 bytes that file systems take."""
UNSAFE_CHARACTERS = re.compile(r"""[\s_<>:"'/\\|?*%#&;=$`~^!{}\[\]-]+""")
"""Characters that Windows refuses, that shells and addresses read, and those that hold the parts of a name together."""
DEVICE_NAME = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""What Windows takes for a device whatever follows after a dot (Microsoft, "Naming Files, Paths, and Namespaces")."""
FRAME_PREFIX, FRAME_DIGITS = "roll.", 7


def format_frame_name(number: int, suffix: str) -> str:
    """The file of one frame in a sequence: `roll.0000000.png` is frame 0."""
    return f"{FRAME_PREFIX}{number:0{FRAME_DIGITS}}.{suffix}"


def format_roll_name(work: Work, issue: int | None, lang: str) -> str:
    """What the files of a roll begin with, `作品_第03話_disc_issue2_ja`: title, episode, edition, issue, language, for any file system."""
    parts = (
        make_name_part(work.choose_title(lang), MAX_TITLE_BYTES) or "roll",
        format_episode_part(make_name_part(work.episode_number), lang),
        make_name_part(work.edition),
        "working" if issue is None else f"issue{issue}",
        lang,
    )
    return avoid_device_name("_".join(filter(None, parts)))


def format_bundle_name(title: str) -> str:
    """What all files of a work are called together, without suffix."""
    return avoid_device_name(make_name_part(title, MAX_TITLE_BYTES) or "rolls")


def avoid_device_name(name: str) -> str:
    """The name, behind a `_` where Windows would open a device by it: a work may be called CON."""
    return f"_{name}" if DEVICE_NAME.match(name) else name


def format_stored_roll_name(data: str, lang: str) -> str:
    """The same of a sealed roll that we wrote ourselves."""
    work, issue = read_stored_work(data)
    return format_roll_name(from_plain(Work, work, sparse=True), issue, lang)


def format_episode_part(number: str, lang: str) -> str:
    """`第03話` or `ep03`; what is no number (OP, 12A) as it is."""
    if not (number.isascii() and number.isdecimal()):
        return number
    return say_text(lang, "file_name.episode", number=number)


def make_name_part(text: str, most_bytes: int = MAX_PART_BYTES) -> str:
    """The text as a part of a file name: without what some file system or address refuses, at most so many bytes long."""
    kept = "".join(
        letter if letter.isprintable() or letter.isspace() else "" for letter in normalize("NFC", text)
    )
    part = UNSAFE_CHARACTERS.sub("-", kept).strip(".-")
    return part.encode()[:most_bytes].decode(errors="ignore").rstrip(".-")


def build_file_stem(roll_name: str, digest: str, lang: str, delivery: ScreenSpec) -> str:
    """A name without suffix, `作品_第03話_issue2_ja_1920x1080_23.976_0123456789ab`: one for the same roll, language and delivery."""
    key = compute_file_key(digest, lang, delivery)
    return f"{roll_name}_{delivery.raster}_{format_frame_rate(delivery.rate)}_{key}"


def format_package_name(stem: str, formats: Sequence[str]) -> str:
    """The ZIP of a package: what its files begin with, and six hexadecimal digits of which formats are in it."""
    return f"{stem}_package-{compute_digest(','.join(formats).encode())[:6]}.zip"


def compute_file_key(digest: str, lang: str, delivery: ScreenSpec) -> str:
    """What tells the files of one rendition from those of another, in their names: 12 hexadecimal digits."""
    return hash_rendition(digest, lang, delivery)[:12]


def hash_subject(digest: str, lang: str, delivery: ScreenSpec, fonts: Sequence[str]) -> str:
    """SHA-256 of what is looked at, whatever the format: a timecode over the picture is none of it.

    `fonts` tell the fonts apart, as `productions.rollkit.fonts.font_set.list_font_versions` does.
    """
    key = hash_rendition(digest, lang, replace(delivery, burn_in=False))
    return compute_digest("\n".join((key, *fonts)).encode())


def hash_rendition(digest: str, lang: str, delivery: ScreenSpec) -> str:
    """SHA-256 in hexadecimal of the document's digest, the language and the delivery.

    Which master a time line places is none of it: all of them, and the time line, are of one name.
    """
    asked = replace(delivery, template=delivery.template.for_language(lang))
    shown = {**asked.to_dict(), "px": delivery.speed}
    shown.pop("places", None)
    return compute_digest(serialize_canonical({"document": digest, "lang": lang, "delivery": shown}))


def list_provenance(digest: str, issue: int | None, signed: Sequence[str]) -> tuple[str, ...]:
    """The roll, which issue it is, and who approved it: for the metadata of every file."""
    return (
        f"roll sha256:{digest}",
        format_issue_mark(issue),
        *(f"approved by {signature}" for signature in signed),
    )


def format_issue_mark(number: int | None) -> str:
    """Which issue a file was made from."""
    return "working copy" if number is None else f"issue {number}"
