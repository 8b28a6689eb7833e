"""python3 verify_roll.py ISSUE.json: whether an issue of a roll holds together, and how many names are open."""

import json
import sys
from hashlib import sha256
from pathlib import Path


def canonical(part):
    return json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


roll = json.loads(Path(sys.argv[1]).read_text("utf-8"))
parts = {name: canonical(roll[name]) for name in ("document", "issue") if name in roll}
found = {name: sha256(part).hexdigest() for name, part in parts.items()}
told = {"document": roll["digest"]}
if roll["document"]["format"] != "staffroll.roll/1":  # which has its issue inside
    told["issue"] = roll["issue_digest"]
holds = found == told and roll.get("issue", roll).get("digest") == roll["digest"]
opened = [(key, bytes.fromhex(salt), value) for key, (salt, value) in roll["annex"].items()]
same = all(sha256(salt + value.encode()).hexdigest() == key for key, salt, value in opened)
same &= all(len(salt) == 16 and key.encode() in b"".join(parts.values()) for key, salt, _value in opened)
print(f"document and issue: {'hold' if holds else 'DO NOT HOLD'}")
print(f"open names: {len(opened)}, {'all hold' if same else 'SOME DO NOT HOLD'}")
sys.exit(0 if holds and same else 1)
