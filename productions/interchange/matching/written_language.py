"""In which language a label or a name of a character was written, as far as its letters tell.

Kana is Japanese. Kanji alone may be Chinese, so they count only where what stands around them is Japanese: the heading of their column,
a catalogue of Japan. Latin letters say nothing: they may be English, romaji or any other language. Nobody's language is guessed further.
"""

from productions.shared.late_patterns import compile_late

KANA_PATTERN = compile_late("[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d]")
"""Letters of both kana, half-width ones too; no marks such as ー and ・, which stand in other texts."""
KANJI_PATTERN = compile_late("[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def guess_written_language(text: str, *, among_japanese: bool = False) -> str:
    """`ja`, or an empty string where the letters do not tell. `among_japanese`: what stands around the text is Japanese."""
    if KANA_PATTERN.search(text):
        return "ja"
    return "ja" if among_japanese and KANJI_PATTERN.search(text) else ""
