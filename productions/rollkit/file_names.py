"""What the files of a reel are called, so that a time line finds the movie that lies beside it."""

from collections.abc import Sequence
from dataclasses import replace

from productions.rollkit.document.sealed import compute_digest, serialize_canonical
from productions.rollkit.screen_spec import ScreenSpec
from productions.shared.timecode import format_frame_rate

FRAME_PREFIX, FRAME_DIGITS = "roll.", 7


def format_frame_name(number: int, suffix: str) -> str:
    """The file of one frame in a sequence: `roll.0000000.png` is frame 0."""
    return f"{FRAME_PREFIX}{number:0{FRAME_DIGITS}}.{suffix}"


def build_file_stem(digest: str, lang: str, delivery: ScreenSpec) -> str:
    """A name without suffix, `roll-0123456789ab-1920x1080-23.976`: one for the same document, language and delivery."""
    key = hash_rendition(digest, lang, delivery)[:12]
    return f"roll-{key}-{delivery.raster}-{format_frame_rate(delivery.rate)}"


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
    shown = {**delivery.to_dict(), "px": delivery.speed}
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
