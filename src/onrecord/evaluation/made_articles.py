"""Articles made from templates, so many as are wanted, each of them different; nothing in them is true."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article: what a row of JSON Lines has."""

    id: str
    title: str
    outlet: str
    published: str
    text: str

    def row(self) -> dict[str, str]:
        """The article as a row."""
        return {field: getattr(self, field) for field in self.__slots__}


def made_article(number: int, paragraphs: int = 4, sentences: int = 3) -> MadeArticle:
    """The article of this number: always the same one, and unlike all others."""
    random = Random(number)
    parts = _parts()
    text = "\n\n".join(
        " ".join(_sentence(random, parts, random.choice(parts["sentences"])) for _ in range(sentences))
        for _ in range(paragraphs)
    )
    title = _sentence(random, parts, "{person}: {claim}")
    day = f"2031-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return MadeArticle(f"made-{number}", title, random.choice(parts["outlets"]), day, f"{text}\n\nArticle {number}.")


def _sentence(random: Random, parts: dict[str, Any], template: str) -> str:
    place = _name(random, parts)
    claim = f"{random.choice(parts['things'])} {random.choice(parts['actions'])}"
    for _ in range(2):  # a claim, and a body, have places of their own
        template = (
            template.replace("{claim}", claim)
            .replace("{body}", random.choice(parts["bodies"]))
            .replace("{person}", f"{_name(random, parts)} {_name(random, parts)}")
            .replace("{place}", place)
            .replace("{role}", random.choice(parts["roles"]))
            .replace("{month}", random.choice(parts["months"]))
            .replace("{number}", str(random.randint(2, 900)))
        )
    return template[:1].upper() + template[1:]


def _name(random: Random, parts: dict[str, Any]) -> str:
    middle = random.choice(parts["middles"]) if random.random() < 0.5 else ""
    return f"{random.choice(parts['beginnings'])}{middle}{random.choice(parts['endings'])}"


@cache
def _parts() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", "templates.toml").read_text("utf-8"))
