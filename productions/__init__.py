"""The domain: state, rules and verbs of the credit registry, a folder for each topic.

Services are the only way to change anything. Every verb takes the acting user (`by`; None is the operator) and the time
(`now`), asks `productions.users.access`, runs in one transaction, checks the whole row, writes one ledger event for each
change, and returns what it made. It refuses with `productions.shared.refusals.Refusal`.
"""

import os

# Workbooks are uploads. Where lxml is installed, openpyxl parses them by it and not by defusedxml, unless this says so when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"
