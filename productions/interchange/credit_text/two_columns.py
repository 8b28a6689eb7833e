"""Lists of two columns, role and name: what separates them, and their heading rows."""

from productions.interchange.matching.role_labels import RoleLabels

LIST_HEADINGS = frozenset(
    f"{role}{mark}{name}"
    for role in ("title", "role", "job", "credit", "position", "役職", "役割", "肩書")
    for mark in (",", ";", "\t")
    for name in ("name", "names", "person", "名前", "氏名")
)
"""Heading rows of two-column lists, casefolded."""


def detect_column_separator(lines: list[str], labels: RoleLabels) -> str:
    """The separator of a two-column list, or empty when the text is none.

    It is one when a heading row says so, or when the separator stands in most lines and half of what
    stands before it are known roles.
    """
    for separator in ("\t", ";", ","):
        cells = [line.partition(separator) for line in lines if separator in line]
        if not cells:
            continue
        if any(line.casefold().strip(" \"'") in LIST_HEADINGS for line in lines if separator in line):
            return separator
        known = sum(labels.resolve(left.strip(" \"'")).whole for left, _, _ in cells if left.strip())
        labelled = sum(bool(left.strip()) for left, _, _ in cells)
        if len(cells) > 1 and 2 * len(cells) > len(lines) and 2 * known >= labelled > 0:
            return separator
    return ""
