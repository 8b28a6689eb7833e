"""Credit sheets that are planned and entered, as the tests of plans do it."""

from productions.imports.services.entering import enter_file
from productions.imports.services.planning import plan_file, read_import_file
from productions.models import (
    Credit,
)

FIRST = "役職,名前\n原画,渡例 三\n原画,阿例 二\n原画,中例 一\n"


SECOND = "役職,名前\n原画,渡例 三\n原画,阿例 二\n原画,新例 四\n"


def read(production, text):
    return read_import_file(production, text.encode(), filename="sheet.csv", by=None)


def plan(production, text, answers=None):
    return plan_file(production, read(production, text), by=None, answers=answers).plan


def enter(production, text, now, answers=None, accepted=None):
    return enter_file(
        production, read(production, text), by=None, now=now, answers=answers, accepted=accepted
    )


def list_names():
    return list(Credit.objects.current().order_by("pk").values_list("credited_as", flat=True))


def groups(shown):
    return [
        (one.group, one.line, one.values.get("credited_as", "") or one.credit.credited_as)
        for one in shown.credits
    ]
