"""Whether an ending says its facts: by the public API, and on the rolls."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from productions.models import AISystem, Character, Contributor, Cut, Episode, Production, Segment, Song
from tests.trade.endings import Ending, find_episode
from tests.trade.fact import Fact


class Uids:
    """`{contributor[髙橋 美咲]}` in an address: the uid of the one entry that has this name."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self.find = find

    def __getitem__(self, name: str) -> Any:
        return self.find(name).uid


def fill_address(asked: str, production: Production) -> str:
    """The address with uids for names."""
    of_this = {"production": production}
    return asked.format(
        production=production.uid,
        episode=getattr(find_episode(production), "uid", ""),
        episode_of=Uids(lambda number: Episode.objects.live().get(number=number, **of_this)),
        contributor=Uids(lambda name: Contributor.objects.get(names__text=name)),
        character=Uids(lambda name: Character.objects.live().get(name=name, **of_this)),
        song=Uids(lambda title: Song.objects.live().get(title=title, **of_this)),
        segment=Uids(lambda title: Segment.objects.live().get(title=title, **of_this)),
        cut=Uids(lambda number: Cut.objects.live().get(number=f"{int(number):03}", **of_this)),
        system=Uids(lambda name: AISystem.objects.get(name=name)),
    )


def list_problems(
    fact: Fact, ending: Ending, production: Production, client: Any, print_roll: Callable[..., list[str]]
) -> Iterator[str]:
    """Everything in which the ending does not say the fact; `print_roll` is `print_ending` of the production."""
    told = f"fact {fact.number} ({fact.what})"
    yield from (f"{told}: {problem}" for problem in find_answer_problems(fact, production, client))
    for lang in ("ja", "en"):
        lines = list_lines(fact, ending, production, lang, print_roll)
        yield from (f"{told}, {lang}: {problem}" for problem in find_roll_problems(fact, lines, lang))


def find_answer_problems(fact: Fact, production: Production, client: Any) -> Iterator[str]:
    try:
        address = "/api/v1/" + fill_address(fact.asked, production)
    except ObjectDoesNotExist as error:
        yield f"{fact.asked}: {error}"
        return
    response = client.get(address)
    if response.status_code != 200:
        yield f"{address} answers {response.status_code}"
        return
    answer = response.json()
    listed = answer if isinstance(answer, list) else answer.get("results")
    rows = [json.dumps(row, ensure_ascii=False) for row in ([answer] if listed is None else listed)]
    if fact.rows is not None and len(rows) != fact.rows:
        yield f"{address} has {len(rows)} rows and not {fact.rows}"
    if fact.in_order:
        if not stand_in_order(rows, fact.finds):
            yield f"{address} does not have {fact.finds} in rows of this order"
    elif fact.finds and not any(all(text in row for text in fact.finds) for row in rows):
        yield f"{address} has no row with all of {fact.finds}"
    if fact.not_found and any(fact.not_found in row for row in rows):
        yield f"{address} tells {fact.not_found}"


def stand_in_order(rows: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each text is in a row of its own, in the order of the texts."""
    left = iter(rows)
    return all(any(text in row for row in left) for text in texts)


def list_lines(
    fact: Fact, ending: Ending, production: Production, lang: str, print_roll: Callable[..., list[str]]
) -> list[str]:
    """The roll that the fact is of, with one space between its columns, and a long heading in one line with its first name."""
    of = fact.roll
    episode = None if of.whole else find_episode(production)
    if of.episode:
        episode = production.episodes.live().get(number=of.episode)
    edition = ending.edition if of.edition is None else of.edition
    return [" ".join(line.split()) for line in print_roll(lang, episode=episode, edition=edition)]


def find_roll_problems(fact: Fact, lines: Sequence[str], lang: str) -> Iterator[str]:
    expected = fact.ja if lang == "ja" else fact.en
    left = iter(lines)
    for text in expected:
        if not any(line == text for line in left):
            yield f"the roll has no line “{text}” in its place"
            return
    if fact.not_printed and any(fact.not_printed in line for line in lines):
        yield f"the roll prints {fact.not_printed}"
