"""How well appearances are told apart and joined over articles, on small worlds whose truth is known, and how fast.

- pairs: precision and recall of pairs of appearances that are said to be one actor;
- BCubed (Bagga and Baldwin 1998): precision and recall averaged over appearances, so that no large actor decides.

An appearance of which the world says that nobody can tell whose it is stands alone in the truth.

`python -m onrecord.evaluation.identities [FOLDER]` prints the figures of every file of worlds in a folder, what went
wrong, and the time for appearances that are made up.
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from onrecord.corpus.actors import Appearance, Identity, Key, identities
from onrecord.errors import CorpusError

from .scoring import Count

Linker = Callable[[Iterable[Appearance]], Iterable[Identity]]
_COMPANY = ("person", "organisation")
_SYLLABLES = ("bar", "dol", "fen", "gri", "hol", "jas", "kel", "lum", "mor", "nes", "pel", "ras", "sto", "ven", "zan")
_ROLES = ("minister", "mayor", "spokesman", "professor", "striker", "singer", "analyst", "senator", "driver")
_WORLDS = Path("tests/corpus/cases")


@dataclass(slots=True)
class Report:
    """Figures over worlds, added up."""

    worlds: int = 0
    appearances: int = 0
    pairs: Count = field(default_factory=Count)
    bcubed_precision: float = 0.0
    bcubed_recall: float = 0.0

    def add(self, truth: Mapping[Key, str], found: Mapping[Key, Key]) -> None:
        """Compare one world; `truth` has every appearance that has a name, `found` the actors they were given."""
        self.worlds += 1
        self.appearances += len(truth)
        here = {key: found.get(key, key) for key in truth}
        both = Counter((truth[key], here[key]) for key in truth)
        wanted, given = Counter(truth.values()), Counter(here.values())
        self.pairs.hits += sum(n * (n - 1) // 2 for n in both.values())
        self.pairs.gold += sum(n * (n - 1) // 2 for n in wanted.values())
        self.pairs.predicted += sum(n * (n - 1) // 2 for n in given.values())
        self.bcubed_precision += sum(n * n / given[actor] for (_, actor), n in both.items())
        self.bcubed_recall += sum(n * n / wanted[name] for (name, _), n in both.items())

    @property
    def bcubed(self) -> float:
        """F1 of BCubed precision and recall."""
        both = self.bcubed_precision + self.bcubed_recall
        return 2 * self.bcubed_precision * self.bcubed_recall / both / max(self.appearances, 1) if both else 0.0

    def line(self) -> str:
        """The figures in one line."""
        return (
            f"pairs P {self.pairs.precision:.4f}  R {self.pairs.recall:.4f}  BCubed F1 {self.bcubed:.4f}"
            f"  ({self.worlds} worlds, {self.appearances} appearances)"
        )


def worlds(path: Path) -> Iterator[tuple[str, list[Appearance], dict[Key, str]]]:
    """Each world of a JSON Lines file: its name, its appearances, and who each of them is.

    A line is {"world", "articles": [{"day", "outlet", "places", "countries", "actors": [{"name", "type", "is", "roles",
    "aliases"}]}]}; `is` is null where nobody can tell. Raises CorpusError naming the line that is none.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _world(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(f"{path}:{number}: not a world of appearances ({error!r})") from error


def _world(row: Mapping[str, Any]) -> tuple[str, list[Appearance], dict[Key, str]]:
    made: list[Appearance] = []
    truth: dict[Key, str] = {}
    for article, given in enumerate(row["articles"], 1):
        for number, actor in enumerate(given["actors"]):
            company = tuple(o["name"] for o in given["actors"] if o is not actor and o["type"] in _COMPANY)
            made.append(
                Appearance(
                    article, number, actor["name"], actor["type"], tuple(actor.get("roles", ())), company,
                    tuple(actor.get("aliases", ())), tuple(given["places"]), tuple(given["countries"]), given["outlet"],
                    date.fromisoformat(given["day"]),
                )
            )  # fmt: skip
            truth[article, number] = actor["is"] or f"\0{article}.{number}"
    return row["world"], made, truth


def evaluate(path: Path, link: Linker = identities) -> Iterator[tuple[Report, str, list[str]]]:
    """Link every world of `path` and add it to one report, given back after each with its name and what went wrong."""
    report = Report()
    for name, appearances, truth in worlds(path):
        found = {(i.article, i.number): i.actor for i in link(appearances)}
        report.add(truth, found)
        yield report, name, list(_mistakes(appearances, truth, found))


def _mistakes(appearances: Iterable[Appearance], truth: Mapping[Key, str], found: Mapping[Key, Key]) -> Iterator[str]:
    by_truth: defaultdict[str, dict[Key, str]] = defaultdict(dict)
    by_actor: defaultdict[Key, dict[str, str]] = defaultdict(dict)
    for a in appearances:
        actor = found.get(a.key, a.key)
        by_truth[truth[a.key]].setdefault(actor, f"{a.article}:{a.name}")
        by_actor[actor].setdefault(truth[a.key], f"{a.article}:{a.name}")
    for parts in by_truth.values():
        if len(parts) > 1:
            yield f"apart: {' | '.join(parts.values())}"
    for members in by_actor.values():
        if len(members) > 1:
            yield f"joined: {' | '.join(members.values())}"


def generated(number: int, seed: int = 0) -> Iterator[Appearance]:
    """Appearances of made-up people as news has them: a few in a tenth of all articles, most in one or two."""
    chance = random.Random(seed)
    families = ["".join(chance.choices(_SYLLABLES, k=3)).title() for _ in range(4000)]
    given = ["".join(chance.choices(_SYLLABLES, k=2)).title() for _ in range(300)]
    people = [
        (chance.choice(given), families[int(4000 * chance.random() ** 2)], chance.choice(_ROLES))
        for _ in range(max(number // 12, 10))
    ]
    article, left = 0, number
    while left > 0:
        article += 1
        cast = {int(len(people) * chance.random() ** 4) for _ in range(min(left, chance.randint(4, 18)))}
        forms = [_form(chance, *people[who]) for who in sorted(cast)]
        names = [name for name, _ in forms]
        day = date(2020, 1, 1) + timedelta(days=article % 1500)
        for at, (name, held) in enumerate(forms):
            company = tuple(names[:at] + names[at + 1 :])
            beside = ((), (chance.choice(families),), ("US",))
            yield Appearance(article, at, name, "person", held, company, *beside, f"Paper {article % 90}", day)
        left -= len(cast)


def _form(chance: random.Random, given: str, family: str, role: str) -> tuple[str, tuple[str, ...]]:
    name = chance.choices([f"{given} {family}", f"{given} J. {family}", family], [6, 1, 3])[0]
    return name, (role,) if chance.random() < 0.5 else ()


def main(folder: Path, number: int = 200_000) -> None:
    """Print the figures of every file of worlds in a folder, and the time for made-up appearances."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise CorpusError(f"{folder}: no file of worlds (*.jsonl) in it; name the folder that has them")
    for path in paths:
        line = "no worlds"
        for report, name, mistakes in evaluate(path):
            line = report.line()
            for mistake in mistakes:
                print(f"  {path.stem}, {name}: {mistake}")
        print(f"{path.stem:8s} {line}")
    made = list(generated(number))
    start = time.process_time()
    actors = {identity.actor for identity in identities(made)}
    print(f"{len(made)} generated appearances: {len(actors)} actors in {time.process_time() - start:.1f} s of one core")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _WORLDS)
