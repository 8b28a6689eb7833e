"""docs/howto: the steps of each page, applied to a copy of the code, do what the page promises."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.docs.documents import HOWTOS, ROOT, text

pytestmark = pytest.mark.walk

BLOCK = re.compile(
    r"^```(?:diff\n---|(?:python|po|toml)\n#) (\S+\.\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
OPENING = re.compile(r"^```(?:diff|python|po|toml)$", re.MULTILINE)


@pytest.fixture
def copy(tmp_path):
    """A copy of the code in a folder of its own, with a function that runs Python there and returns code and output."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in listed.stdout.split():
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(folder, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def steps(page):
    """The file and the lines of each block, in the page's order."""
    return BLOCK.findall(text(page))


def apply_step(folder, name, lines):
    """Make a new file of a block, or change one: each block of context and old lines stands in its file once."""
    path = folder / name
    if not lines.startswith((" ", "+", "-")):
        assert not path.exists(), f"{name} is there already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(lines, encoding="utf-8")
        return
    old = "".join(line[1:] for line in lines.splitlines(keepends=True) if line[0] in " -")
    new = "".join(line[1:] for line in lines.splitlines(keepends=True) if line[0] in " +")
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{name} has these lines {before.count(old)} times:\n{old}"
    path.write_text(before.replace(old, new), encoding="utf-8")


def apply_steps(folder, page, *, until=None):
    for name, lines in steps(page)[:until]:
        apply_step(folder, name, lines)


def run_tests(folder, *names):
    return run(folder, "-m", "pytest", "-n", "0", *names)


@pytest.mark.parametrize("page", HOWTOS)
def test_every_file_that_a_page_names_is_there_or_made_by_it(page):
    made = {name for name, _lines in steps(page)}
    named = re.findall(r"`((?:api|docs|productions|registry|tests)/[^` ]*)`", text(page))
    assert [name for name in named if name not in made and not (ROOT / name).exists()] == []
    assert len(steps(page)) == len(OPENING.findall(text(page))) > 0


def test_add_a_field(copy):
    page = "docs/howto/add-a-field.md"
    apply_steps(copy, page, until=1)
    assert run(copy, "manage.py", "makemigrations", "productions")[0] == 0
    asking = ("tests/api/test_resources.py", "tests/models/test_personal_fields.py")
    code, told = run_tests(copy, *asking)
    assert (code, "Credit.unit is nowhere in api/resources/credits.py: name it" in told) == (1, True), told
    assert "test_every_text_and_link_is_declared_personal_private_or_impersonal" in told
    for name, lines in steps(page)[1:]:
        apply_step(copy, name, lines)
    code, told = run_tests(copy, *asking, "tests/interchange/test_credit_sheet.py")
    assert code == 0, told
    script = """
import django; django.setup()
from django.contrib import admin
from api.resources.credits import RESOURCE
from productions.models import Credit
form = str(admin.site._registry[Credit].fieldsets)
print("'unit'" in form, "unit" in RESOURCE.representation().fields, "unit" in RESOURCE.create_body().fields)
"""
    assert run_script(copy, script) == "True True True"


def run_script(folder, script):
    start = "import os; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'registry.settings')\n"
    code, told = run(folder, "-c", start + script)
    assert code == 0, told
    return told.strip()


def test_add_a_resource(copy):
    apply_steps(copy, "docs/howto/add-a-resource.md")
    code, told = run_tests(copy, "tests/api/test_resources.py")
    assert code == 0, told
    script = """
import django; django.setup()
from django.urls import reverse
from api.read.resource import PUBLIC_RESOURCES
from api.urls import ROOT_ADDRESSES
print(reverse("required-role-list-csv"), reverse("production-required-roles", args=["0" * 32]))
print("required-roles" in ROOT_ADDRESSES, "required-roles" in PUBLIC_RESOURCES)
"""
    uid = "00000000-0000-0000-0000-000000000000"
    addresses = f"/api/v1/required-roles.csv /api/v1/productions/{uid}/required-roles/"
    assert run_script(copy, script.replace('"0" * 32', f'"{uid}"')) == f"{addresses}\nTrue True"


def test_add_an_export_format(copy):
    apply_steps(copy, "docs/howto/add-an-export-format.md")
    assert run(copy, "manage.py", "makemigrations", "--check", "--dry-run")[0] == 0
    assert run(copy, "manage.py", "check")[0] == 0
    script = """
import io
from productions.rollkit.writers import write_roll
from tests.roll.samples import the_case
out = io.BytesIO()
write_roll("names", the_case(), out)
print(out.getvalue().decode().splitlines()[0])
"""
    assert run_script(copy, script) == "牧原亮太郎"


def test_add_a_language(copy):
    page = "docs/howto/add-a-language.md"
    apply_steps(copy, page, until=1)
    script = """
import io
import django; django.setup()
from django.conf import settings
from api.read.query_params import WORDING_CHOICES
from api.read.vocabularies import list_words
from api.resources.roles import RESOURCE
from productions.interchange.sheets.template_sheet import list_template_rows
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.writers import write_roll
from productions.shared.choices import RollLanguage
from tests.roll.samples import the_case
out = io.BytesIO()
write_roll("txt", the_case(), out, RollOptions(lang="ko"))
print(settings.LANGUAGES[-1], RollLanguage.choices[-1], WORDING_CHOICES["lang"])
print(next(list_words("scope")).labels["label_ko"], list_template_rows("ko")[0][0], "Director" in out.getvalue().decode())
"""
    assert run_script(copy, script) == (
        "('ko', '한국어') ('ko', '한국어') ('ja', 'en', 'ko')\nwhole production Episode True"
    )
    lacking = """
import django; django.setup()
from tests.rules.test_languages import list_lacking_columns
print(*list_lacking_columns())
"""
    told = run_script(copy, lacking).split()
    assert {"Department.label_ko", "Episode.title_ko", "Export.error_ko", "Logo.said_ko"} < set(told)
    for name, lines in steps(page)[1:]:
        apply_step(copy, name, lines)
    assert run(copy, "manage.py", "makemigrations", "productions")[0] == 0
    compiled = ("-m", "babel.messages.frontend", "compile", "--directory", "locale", "--domain", "django")
    assert run(copy, *compiled)[0] == 0
    script = """
import io
import django; django.setup()
from django.contrib import admin
from django.utils.translation import gettext, override
from api.resources.departments import RESOURCE
from productions.interchange.sheets.template_sheet import list_template_rows
from productions.models import Department
from productions.rollkit.roll_catalogue import say_text
print("label_ko" in RESOURCE.representation().fields, "label_ko" in admin.site._registry[Department].fields)
with override("ko"):
    print(gettext("Productions"), Department(label_en="Animation", label_ko="작화"), Department(label_en="Art"))
print(say_text("ko", "issue.line", number=1, day="2026-04-01"), "곡 종류 (표기)" in list_template_rows("ko")[0])
"""
    assert set(told) - set(run_script(copy, lacking).split()) == {"Department.label_ko"}
    assert run_script(copy, script) == "True True\n작품 작화 Art\n제1판 2026-04-01 발행 True"


def test_add_a_reader(copy):
    apply_steps(copy, "docs/howto/add-a-reader.md")
    script = """
import sys
from productions.interchange.tab_lists.tab_list import read_tab_list
rows, problems = read_tab_list("原画\\t見本 花\\n\\n監督\\n".encode())
print([(row.line, row.role, row.name) for row in rows], [str(problem) for problem in problems], "django" in sys.modules)
"""
    assert run_script(copy, script) == (
        "[(1, '原画', '見本 花')] ['line 3: Give a role, a TAB and a name.'] False"
    )
