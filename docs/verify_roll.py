"""python3 verify_roll.py ISSUE.json: whether an issue of a roll is what was signed, and how many names are open."""

import json
import sys
from hashlib import sha256


def digest(part):
    text = json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


with open(sys.argv[1], encoding="utf-8") as file:
    roll = json.load(file)
opened = [
    key == sha256(bytes.fromhex(salt) + value.encode()).hexdigest()
    for key, (salt, value) in roll["annex"].items()
]
about = roll.get("issue") or roll["document"]  # staffroll.roll/1 has its issue inside
document = digest(roll["document"]) == roll["digest"] == about.get("digest", roll["digest"])
issue = digest(about) == roll["issue_digest"]
for what, holds in (("document", document), ("issue", issue), ("open names", all(opened))):
    print(f"{what}: {'holds' if holds else 'DOES NOT HOLD'}")
print(f"names that are open: {len(opened)}")
sys.exit(0 if document and issue and all(opened) else 1)
