"""Answers of a real server as examples of the OpenAPI document: the same on every site and every day.

`make examples` writes `api/resources/answer_examples.json` anew from what `tests/api/test_examples.py` is answered.
"""

import json
import re
from hashlib import sha256
from itertools import count

from jsonschema import Draft202012Validator

from api.resources.examples import ANSWERS_FILE, UIDS, name_answer

LISTED = 2
"""Items that a list of an example has at the most."""
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+\d\d:\d\d)")
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
SALT = re.compile(r"\b[0-9a-f]{32}\b")
EVERY_SALT = "5a17" * 8
SIZE = 4096
"""Bytes of every file: how well it was packed is not the same on every day."""
REPLACED = (
    (re.compile(r"https?://(localhost|127\.0\.0\.1|testserver)(:\d+)?"), "https://registry.example"),
    (re.compile(r"cursor=[\w%-]+"), "cursor=W2ZhbHNlXQ"),
    (re.compile(r"whsec_[\w+/=]+"), "whsec_c3RhZmZyb2xsIGV4YW1wbGUgc2VjcmV0"),
)


class Recorder:
    """Validates every answer and keeps the first of each schema, one that lists something before one that does not."""

    def __init__(self, document, entries):
        self.document = document
        self.shown = {real: shown for shown, real in entries.items() if UID.fullmatch(shown)}
        self.new = count(1)
        self.kept = {}

    def note(self, method, path, answer):
        """Raises ValidationError where an answer is not what the document says of it."""
        content = self.document["paths"][path][method]["responses"][str(answer.status_code)].get(
            "content", {}
        )
        form = answer.headers.get("Content-Type", "")
        if "json" not in form or answer.status_code >= 300:
            return
        schema = content[form]["schema"]
        Draft202012Validator({**schema, "components": self.document["components"]}).validate(answer.json())
        name, body = name_answer(schema), answer.json()
        if name not in self.kept or len(json.dumps(self.kept[name])) < 100:
            self.kept[name] = body

    def write(self):
        """The file anew, each example settled in the order of the names."""
        settled = {name: self.settle(self.kept[name]) for name in sorted(self.kept)}
        ANSWERS_FILE.write_text(json.dumps(settled, ensure_ascii=False, indent=1) + "\n")

    def settle(self, value):
        if isinstance(value, dict):
            # Commitments are other ones on every site, and so is their order in the annex: the document numbers them.
            settled = {
                self.settle(name): SIZE if name in ("bytes", "size") else self.settle(each)
                for name, each in sorted(value.items(), key=lambda item: item[0] == "annex")
            }
            return dict(sorted(settled.items())) if all(map(DIGEST.fullmatch, settled)) else settled
        if isinstance(value, list):
            return [self.settle(each) for each in value[:LISTED]]
        if not isinstance(value, str):
            return value
        for pattern, text in REPLACED:
            value = pattern.sub(text, value)
        value = UID.sub(self.show_uid, value)
        value = DIGEST.sub(lambda found: self.show_digest(found[0]), value)
        value = SALT.sub(EVERY_SALT, value)
        return MOMENT.sub(
            lambda found: found[0] if found[0].startswith("2026-05-01") else "2026-05-02T09:00:00Z", value
        )

    def show_uid(self, found):
        real = found[0]
        if real in UIDS.values():
            return real
        if real not in self.shown:
            self.shown[real] = f"01970c2f-5c00-7a10-8f3e-2d1b6a4ca{next(self.new):03x}"
        return self.shown[real]

    def show_digest(self, real):
        if real not in self.shown:
            self.shown[real] = sha256(f"digest {next(self.new)}".encode()).hexdigest()
        return self.shown[real]
