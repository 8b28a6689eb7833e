"""XML as the writers of time lines and captions make it: every byte is said here, since exports are made again alike."""

from productions.rollkit.xml_markup import XmlWriter


def test_elements_stand_on_lines_and_texts_do_not():
    xml = XmlWriter(doctype="roll")
    with xml.element("roll", {"version": 1}):
        xml.add_line("name", "A & B <C>")
        with xml.inline("text"):
            xml.add_inline("br")
            xml.add_text("美術\x00\n監督")
        xml.end_line()

    assert xml.to_bytes().decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE roll>\n<roll version="1">\n'
        "<name>A &amp; B &lt;C&gt;</name>\n<text><br/>美術 監督</text>\n</roll>\n"
    )


def test_values_are_quoted_by_what_they_hold():
    xml = XmlWriter()
    xml.add_line("gap", attributes={"a": 'say "hi"', "b": "it's", "c": "\"'\n", "d": "<&"})

    assert xml.to_bytes().decode().splitlines()[1] == (
        """<gap a='say "hi"' b="it's" c="&quot;' " d="&lt;&amp;"/>"""
    )
