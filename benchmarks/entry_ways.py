"""Ways of entering an episode: each replays the keys and clicks of an assistant in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import jaconv
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from benchmarks.entry_episode import ROLES, Person, PlannedEpisode
from benchmarks.entry_hand import Count, Hand
from productions.models import Credit, Episode, Role

PATIENCE = 120_000
"""Milliseconds in which an answer has to come; the machine may be busy."""
STOCK_CREDITS = 6


def enter_by_stock_form(page: Page, address: str, episode: Episode, planned: PlannedEpisode) -> Count:
    """Django's own form, a credit at a time: production, cut, role and person by its pickers, and "Save and add another"."""
    hand = Hand(page)
    page.goto(address)
    labels = dict(Role.objects.values_list("code", "label_ja"))
    for place in range(STOCK_CREDITS):
        person = planned.columns["key_animation"][place]
        words = (
            ("production", episode.production.titles.first().text),
            ("episode", episode.number),
            ("cut", planned.numbers[place]),
            ("role", labels["key_animation"]),
            ("contributor", person.name),
        )
        for field, word in words:
            pick(hand, field, word)
        hand.think()
        with page.expect_navigation():
            hand.click("[name=_addanother]")
        page.wait_for_selector(".success, .errornote")
        if page.locator(".errornote").count():
            raise RuntimeError(f"The form was refused: {page.locator('.errorlist').all_inner_texts()}")
    hand.count.credits = STOCK_CREDITS
    return hand.count


def pick(hand: Hand, field: str, word: str) -> None:
    """One picker: opened, searched and answered with the entry that is meant, by the arrows where it is not the first."""
    hand.click(f".field-{field} .select2-container, .fieldBox.field-{field} .select2-container")
    expect(hand.page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    # Enter on a list that is still being asked for chooses nothing, and the form is refused.
    with hand.page.expect_response(lambda answer: read_term(answer.url) == word):
        hand.write(word)
    expect(hand.page.locator(".select2-results__option.loading-results")).to_have_count(0)
    options = hand.page.locator(".select2-results__option[aria-selected]")
    expect(options.filter(has_text=word).first).to_be_visible(timeout=PATIENCE)
    marked = hand.page.locator(".select2-results__option--highlighted")
    expect(marked).to_have_count(1)
    for _place in range(options.count()):
        if word in marked.inner_text():
            break
        hand.press("ArrowDown")
    hand.press("Enter")


def read_term(address: str) -> str:
    """What a picker asks for in this address; empty where it is no picker's."""
    return parse_qs(urlsplit(address).query).get("term", [""])[0]


class SheetHand(Hand):
    """A hand in the cut sheet, whose eye is on the list after each letter."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page)
        page.goto(address)
        page.wait_for_selector(".grid-input")
        labels = page.locator("[role=columnheader]")
        expect(labels).to_have_count(1 + len(ROLES))

    def go_to(self, column: int) -> None:
        """The first cut of a column, from wherever the hand is."""
        self.press("Control+Home")
        self.press("ArrowRight", column)

    def write_name(self, person: Person) -> None:
        """Letters of the reading until the person is the marked one, and Enter, which goes to the next cut."""
        self.think()
        word = jaconv.kana2alphabet(person.reading)
        names = self.page.locator(".grid-list:not([hidden]) .grid-name")
        marked = self.page.locator(".grid-list:not([hidden]) [role=option][aria-selected=true] .grid-name")
        for place, letter in enumerate(word, start=1):
            self.write(letter)
            expect(names.last).to_have_text(
                word[:place], timeout=PATIENCE
            )  # the list is that of these letters
            if marked.count() and marked.inner_text() == person.name:
                break
        self.press("Enter")


def enter_key_by_key(page: Page, address: str, episode: Episode, planned: PlannedEpisode) -> Count:
    """Every name of every cell typed."""
    hand = SheetHand(page, address)
    for place, role in enumerate(ROLES):
        hand.go_to(place)
        for person in planned.columns[role]:
            hand.write_name(person)
    return finish(hand, episode, planned)


def enter_by_filling(page: Page, address: str, episode: Episode, planned: PlannedEpisode) -> Count:
    """Each run typed once and filled down."""
    hand = SheetHand(page, address)
    for place, role in enumerate(ROLES):
        hand.go_to(place)
        for _first, cuts, person in planned.list_runs(role):
            hand.write_name(person)
            if cuts > 1:
                hand.press("ArrowUp")
                for _cut in range(cuts - 1):
                    hand.press("Shift+ArrowDown")
                hand.press("Control+d")
                hand.press("ArrowDown", cuts)
    return finish(hand, episode, planned)


def enter_by_pasting(page: Page, address: str, episode: Episode, planned: PlannedEpisode) -> Count:
    """The block of a spreadsheet copied there and pasted here."""
    hand = SheetHand(page, address)
    hand.think()
    hand.count.keys += 4  # Ctrl+A and Ctrl+C over there
    hand.press("Control+Home")
    # A browser without a screen has no clipboard: the event is sent that Ctrl+V would.
    hand.count.keys += 2
    page.locator(".grid-input").evaluate(PASTE, planned.write_rows())
    return finish(hand, episode, planned)


PASTE = """(input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def finish(hand: Hand, episode: Episode, planned: PlannedEpisode) -> Count:
    """What it took until the sheet had saved everything. Raises RuntimeError where a cell waits for a person."""
    state = hand.page.locator(".sheet-state")
    expect(state).to_have_class(re.compile("^sheet-state ?(open)?$"), timeout=PATIENCE)
    if state.inner_text() != _("Everything is saved"):
        hand.page.keyboard.press("F8")
        raise RuntimeError(f"{state.inner_text()} {hand.page.locator('.sheet-panel').inner_text()}")
    return check_entered(hand, episode, planned)


def check_entered(hand: Hand, episode: Episode, planned: PlannedEpisode) -> Count:
    """The count. Raises RuntimeError unless the registry has every credit with its person, and no other."""
    rows = (
        Credit.objects.live().filter(episode=episode).values_list("cut__number", "role__code", "credited_as")
    )
    wanted = {
        (number, role, person.name)
        for role in ROLES
        for number, person in zip(planned.numbers, planned.columns[role], strict=True)
    }
    entered = list(rows)
    if len(entered) != len(wanted) or set(entered) != wanted:
        raise RuntimeError(f"{len(wanted ^ set(entered))} credits differ from those that were entered.")
    hand.count.credits = len(entered)
    return hand.count


def enter_by_file(page: Page, address: str, episode: Episode, planned: PlannedEpisode) -> Count:
    """The studio's own list as a file: chosen, looked through as a plan, entered."""
    hand = Hand(page)
    page.goto(address)
    hand.think()
    hand.count.clicks += 2  # the file's own window: choose, open
    page.set_input_files(
        "#file", {"name": "cuts.csv", "mimeType": "text/csv", "buffer": write_file(episode, planned)}
    )
    if not page.locator("#enter").count():
        hand.click("#upload [type=submit]")
    page.wait_for_selector("#enter", timeout=PATIENCE)
    hand.think()
    hand.click("#enter [type=submit], #enter button")
    page.wait_for_selector("#undo", timeout=PATIENCE)
    return check_entered(hand, episode, planned)


def write_file(episode: Episode, planned: PlannedEpisode) -> bytes:
    """A matrix as studios keep it: a line a cut, a column a role."""
    labels = dict(Role.objects.values_list("code", "label_ja"))
    head = ["話数", "カット", *(labels[role] for role in ROLES)]
    lines = zip(planned.numbers, *(planned.columns[role] for role in ROLES), strict=True)
    rows = [[episode.number, number, *(person.name for person in people)] for number, *people in lines]
    return "\n".join(",".join(row) for row in [head, *rows]).encode()
