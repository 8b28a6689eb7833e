"""What is planted, and who may be told it."""

from __future__ import annotations

from tests.rules.permissions.people import APPROVERS, EDITORS, MEMBERS, OPERATOR, OTHERS

OWN = APPROVERS - {"superuser"}
"""What an approver keeps for their own account."""
REGISTRARS = MEMBERS | {"registrar"}
"""Entries that productions share are seen by registrars too."""
PROPOSERS = frozenset({"editor", "approver", "write token", "registrar", "superuser"})
"""Who proposed it, and who decides."""
SECRETS: dict[str, tuple[str, frozenset[str]]] = {
    "title": ("Zukoverta Nightfall", MEMBERS),
    "second title": ("Mirvanek Dusk", MEMBERS),
    "remark": ("Brelontis remark", MEMBERS),
    "episode's title": ("Quandrifel Overture", MEMBERS),
    "removed episode": ("Vostrakin Epilogue", MEMBERS),
    "own edition": ("Ardimosk long version", MEMBERS),
    "cut's note": ("Hesmordial rain", MEMBERS),
    "song's title": ("Ravelquist Serenade", MEMBERS),
    "line of rights": ("Licence of Umbrelont", MEMBERS),
    "segment's title": ("Recap Dolventhar", MEMBERS),
    "part's label": ("Pravenkel", MEMBERS),
    "name as credited": ("Tolvaniq Esrem", MEMBERS),
    "name as printed": ("VRIXOLANE PRINTED", MEMBERS),
    "evidence": ("Sheet Garmolin 7", MEMBERS),
    "contributor": ("Ulmessa Drovik", REGISTRARS),
    "reading": ("Fwenzurai Kanamoto", REGISTRARS),
    "contributor without credits": ("Oskenward Plith", REGISTRARS),
    "contributor's identifier": ("Q993100771", REGISTRARS),
    "legal name": ("Nerivandra Holtsum", EDITORS),
    "e-mail": ("hidden.mail@drovikhouse.example", EDITORS),
    "note": ("Lives in Parsovelle", EDITORS),
    "production's identifier": ("771055129", MEMBERS),
    "tracker's identifier": ("shot-Wolvrenthask", MEMBERS),
    "tracker's identifier of a contributor": ("user-Crandivolmeth", MEMBERS),
    "AI system": ("Wendrifax Painter", REGISTRARS),
    "AI system's vendor": ("Gorlamunt Labs", REGISTRARS),
    "note of an AI use": ("Prompt Jastrelow", MEMBERS),
    "declaration": ("Vexumbrine, says Drovik", MEMBERS),
    "character": ("Kelmintra Voss", MEMBERS),
    "character as printed": ("GREYFENNOCK OLD", MEMBERS),
    "template": ("Pelmastic look", MEMBERS),
    "font": ("Yandrovic Sans", MEMBERS),
    "font's licence": ("Licence Ekwoltan", MEMBERS),
    "logo": ("Zivrandel mark", MEMBERS),
    "imported file": ("sheet_kelvorand.csv", MEMBERS),
    "waiting file": ("rolls_of_morvintash.csv", frozenset({"editor"})),
    "import's text": ("Layout: Bishtorav", MEMBERS),
    "member": ("fendrilok", MEMBERS),
    "claimant": ("Ruvostin Claimer", APPROVERS),
    "claim": ("It was me, Astervold", APPROVERS),
    "approval": ("Seen on the big screen by Ilmorten", MEMBERS),
    "wish": ("Please leave out Cravenholm", APPROVERS),
    "export's error": ("Disk of Nuvardik is full", MEMBERS),
    "webhook": ("hooks.embertwill.example", OWN),
    "token": ("tracker of Solvindra", OWN),
    "reason": ("Because of Tarquelim", OPERATOR | MEMBERS),
    "proposal": ("They are one, Idrumelk", PROPOSERS),
    "invitation": ("For Xandrivost", frozenset({"approver", "superuser"})),
    "passkey": ("Key of Bromtaviel", frozenset({"approver"})),
    "session": ("Browser Hintelmoor", frozenset({"approver"})),
    "removed contributor": ("Sorvintha Elk", REGISTRARS),
    "merged contributor": ("Pradwelk Onstra", REGISTRARS),
    "group": ("Unit Vantrelisk", REGISTRARS),
    "corrected contributor": ("Circle Ymbrelast", REGISTRARS),
    "removed AI system": ("Cloftinger Brush", REGISTRARS),
    "removed private note": ("Owes Fintambour", EDITORS),
    "removed legal name": ("Hoskandera Twill", EDITORS),
    "other's title": ("Ostrevane Morning", OTHERS),
    "other's contributor": ("Jurmelda Quist", OTHERS | {"registrar"}),
    "other's AI system": ("Kestrapol Brush", OTHERS | {"registrar"}),
}
"""What is planted: the text, and who may be told it. The longest word of each is its mark: plain letters or digits, which no
escaping changes."""


def text(label: str) -> str:
    return SECRETS[label][0]


TOLD_TO_NOBODY = ["declaration", "removed legal name", "removed private note"]
"""Pages of what was removed call private entries by their kind alone; the wording of a declaration is on no page yet."""
