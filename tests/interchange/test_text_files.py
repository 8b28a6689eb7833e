"""Bytes as text: what is certain is read, the rest is named."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from productions.interchange.problems import UnreadableFile
from productions.interchange.text_encoding import SAVE_AS_UTF8, DecodedText, decode_text_file

TEXT = "役職,名前\r\n作画監督,高橋 はるか\n"


def refusal_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        decode_text_file(data)
    return str(caught.value).removesuffix(f" {SAVE_AS_UTF8}")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8 with BOM"),
        (TEXT.encode("cp932"), "Shift_JIS"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_encodings_that_are_read(data: bytes, encoding: str) -> None:
    assert decode_text_file(data) == DecodedText(TEXT, encoding)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode_text_file(b"") == DecodedText("", "UTF-8")


def test_characters_that_only_windows_has_are_read_from_shift_jis() -> None:
    assert decode_text_file("髙﨑①㈱".encode("cp932") + "あ".encode("cp932")) == DecodedText(
        "髙﨑①㈱あ", "Shift_JIS"
    )


def test_half_width_kana_beside_kanji_are_read_from_shift_jis() -> None:
    assert decode_text_file("役,ﾔﾏﾀﾞ".encode("cp932")) == DecodedText("役,ﾔﾏﾀﾞ", "Shift_JIS")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (TEXT.encode("euc_jp"), "The file looks like EUC-JP text."),
        (TEXT.encode("iso2022_jp"), "The file looks like ISO-2022-JP (JIS) text."),
        (TEXT.encode("utf-32"), "The file is UTF-32 text, not plain text."),
        (TEXT.encode("utf-32-le"), "The file looks like UTF-32 text without a byte order mark."),
        (TEXT.encode("utf-16-le"), "The file looks like UTF-16 text without a byte order mark."),
        (TEXT.encode("utf-16-be"), "The file looks like UTF-16 text without a byte order mark."),
        (
            "Rôle;Nom\nRéalisateur;André".encode("cp1252"),
            "The file looks like Western European text (Windows-1252).",
        ),
        (
            "导演,姓名\n摄影,张三丰".encode("gb2312"),
            "The file looks like EUC-JP, Chinese or Korean text.",
        ),
        (
            "導演,姓名\n攝影,王小明".encode("big5"),
            "The file looks like EUC-JP, Chinese or Korean text.",
        ),
        (
            "감독,이름\n촬영,홍길동".encode("euc_kr"),
            "The file looks like EUC-JP, Chinese or Korean text.",
        ),
        (
            TEXT.encode() + b"\xff\xfe,x\n" + TEXT.encode(),
            "The file is mostly UTF-8, but line 3 holds bytes that are not.",
        ),
        (b"\x80\x81\xff\xfe\xfd", "The file is no text in UTF-8, UTF-16 or Shift_JIS."),
        (b"%PDF-1.7\n", "The file is a PDF, not plain text."),
        (b"PK\x03\x04", "The file is a ZIP archive or an Office file, not plain text."),
        (b"\x89PNG\r\n", "The file is a picture (PNG), not plain text."),
        (b"abc\0def", "The file holds NUL bytes, so it is no plain text."),
    ],
)
def test_other_files_are_named_with_what_to_do(data: bytes, sentence: str) -> None:
    assert refusal_of(data) == sentence


def test_a_broken_byte_after_a_mark_is_named_by_its_line() -> None:
    assert refusal_of(codecs.BOM_UTF8 + b"a\nb\xff\n") == (
        "The file begins as UTF-8 with BOM, but line 2 breaks it."
    )
    assert refusal_of(codecs.BOM_UTF16_LE + b"a\0\n\0\0\xd8b\0") == (
        "The file begins as UTF-16, but line 2 breaks it."
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_nuls_in_few_lines_stay_for_whoever_reads_the_lines(codec: str) -> None:
    text = "役職,名前\n作画,一\0\n作画,二\n作画,三\n"
    assert decode_text_file(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_unmarked_text_of_wide_characters_is_never_read_as_something_else(codec: str) -> None:
    for text in ("あい\nうえ\nおか\n", "a\n", "役職,名前\n作画,一\n作画,二\n"):
        with pytest.raises(UnreadableFile):
            decode_text_file(text.encode(codec))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused_with_what_to_do(data: bytes) -> None:
    try:
        text = decode_text_file(data).text
    except UnreadableFile as refusal:
        text = "" if str(refusal).endswith(str(SAVE_AS_UTF8)) else "\0"
    lines = text.split("\n")
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    assert marked or sum("\0" in line for line in lines) * 2 < len(lines)


@given(st.text(st.characters(exclude_characters="\0\x1b\ufeff", exclude_categories=["Cs"])))
def test_utf_8_is_always_read(text: str) -> None:
    if not text.startswith(("PK", "%PDF", "{\\rtf", "GIF8", "Rar!")):
        assert decode_text_file(text.encode()) == DecodedText(text, "UTF-8")
