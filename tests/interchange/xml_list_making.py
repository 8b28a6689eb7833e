"""Cut lists in XML for tests, and what is read of them."""

from fractions import Fraction

from productions.interchange.cut_lists.list_files import read_edit_list

FILM = Fraction(24000, 1001)


def placed(found):
    return [(clip.name, clip.record_in, clip.length) for clip in found.clips]


def told(found):
    return [str(problem) for problem in found.problems]


def read(text, **values):
    return read_edit_list(text.encode(), filename="list.xml", **values)


def fcp7(*items, rate=(24, "TRUE"), more=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="5"><project><children>
  <sequence id="s1"><name>EP01</name>{rate_of(*rate)}
    <timecode>{rate_of(*rate)}<string>10:00:00:00</string><frame>864000</frame><displayformat>NDF</displayformat></timecode>
    <media><video><format/><track>{"".join(items)}</track></video>
      <audio><track><clipitem><name>music</name><start>0</start><end>99</end><in>0</in><out>99</out><file id='m'><name>music</name></file></clipitem></track></audio></media>
  </sequence>{more}</children></project></xmeml>"""


def rate_of(base, ntsc):
    return f"<rate><timebase>{base}</timebase><ntsc>{ntsc}</ntsc></rate>"


def clip(name, start, end, first=0, more="", tag="clipitem"):
    return f"<{tag}><name>{name}</name><start>{start}</start><end>{end}</end><in>{first}</in><out>{first}</out>{more}</{tag}>"


def transition(start, end, alignment="center"):
    return f"<transitionitem><start>{start}</start><end>{end}</end><alignment>{alignment}</alignment><effect><name>Cross Dissolve</name></effect></transitionitem>"


def fcpxml(spine, *, resources="", sequence='tcStart="3600s" tcFormat="NDF"', frame="100/2400s", more=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>

<fcpxml version="1.11"><resources><format id="r1" frameDuration="{frame}"/>{resources}</resources>
  <library><event><project name="EP01"><sequence format="r1" duration="100s" {sequence}><spine>{spine}</spine></sequence></project>{more}
  </event></library></fcpxml>"""
