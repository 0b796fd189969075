"""The words that name media and tell of steps, as the data files list them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.records import Relation

_LONGEST_SHORT = 4  # characters: a longer name in capitals is no other word
_FIRST_WORD = re.compile(r"[\w'’&-]+")


@dataclass(frozen=True, slots=True)
class Media:
    """What data/en/media.toml and the lists of names beside it hold; the files say what each is for."""

    names: Mapping[str, tuple[str, ...]]  # by their first word, longest first
    agencies: frozenset[str]
    broadcasters: frozenset[str]
    only_with_article_or_noun: frozenset[str]
    last_words: frozenset[str]
    never_alone: frozenset[str]
    last_words_only_with_article: frozenset[str]
    first_words: frozenset[str]
    first_words_of_numbers: frozenset[str]
    nouns: re.Pattern[str]
    only_with_modifier: frozenset[str]
    no_name_behind: frozenset[str]
    modifiers: frozenset[str]
    nationality_endings: tuple[str, ...]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    never_in_names: frozenset[str]
    within_names: frozenset[str]
    bodies: frozenset[str]
    on_air: frozenset[str]
    adjectives: frozenset[str]
    behind_nouns: frozenset[str]
    before_unknown: frozenset[str]
    agency_nouns: frozenset[str]
    platforms: frozenset[str]
    not_itself: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Quoting:
    """The words right before and right behind an unlisted name that make it a medium's (see data/en/media.toml)."""

    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of data/en/steps.toml; the file says what each field is for."""

    relation: Relation
    where: str
    on_air: bool = False
    unless_own_work: bool = False
    unknown: bool = False
    citing: bool = False
    finite: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """The rules before, behind and around a medium: a pattern whose group `r3` is the third of its rules."""

    before: re.Pattern[str]
    before_rules: tuple[Rule, ...]
    before_words: frozenset[str]  # one of them is the last word before the medium
    after: re.Pattern[str]
    after_rules: tuple[Rule, ...]
    around: tuple[tuple[re.Pattern[str], re.Pattern[str], Rule], ...]
    joined: re.Pattern[str]
    document: re.Pattern[str]
    own_work: re.Pattern[str]
    spoken: re.Pattern[str]
    cited_end: re.Pattern[str]
    own_work_of: re.Pattern[str]
    citing_ahead: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Credits:
    """What data/en/credits.toml holds."""

    lines: re.Pattern[str]
    hints: tuple[str, ...]
    pictures: re.Pattern[str]
    longest: int


def bare(word: str) -> str:
    """A word without the ending of a possessive."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def by_first_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names under their first words, the longest first."""
    out: dict[str, list[str]] = {}
    for name in sorted(set(names), key=len, reverse=True):
        if word := _FIRST_WORD.match(name):
            out.setdefault(bare(word.group()), []).append(name)
    return {first: tuple(rest) for first, rest in out.items()}


@cache
def media() -> Media:
    """The English names and nouns of media."""
    lists = tomllib.loads(_data("media.toml"))
    agencies, broadcasters, papers = (_lines(f"{name}.txt") for name in ("agencies", "broadcasters", "papers"))
    known = [*agencies, *broadcasters, *papers]
    sets = {
        name: frozenset(lists[name])
        for name in lists
        if name not in ("nouns", "nationality_endings", "not_itself", "quoting_before", "quoting_after")
    }
    return Media(
        names=by_first_word([*known, *(name.upper() for name in known if len(name) > _LONGEST_SHORT)]),
        agencies=frozenset(agencies),
        broadcasters=frozenset(broadcasters),
        nouns=re.compile(rf"(?<![\w'’-])(?:{'|'.join(lists['nouns'])})(?![\w-])"),
        nationality_endings=tuple(lists["nationality_endings"]),
        not_itself=re.compile(rf"(?:{'|'.join(lists['not_itself'])})"),
        **sets,
    )


@cache
def quoting() -> Quoting:
    """The English words beside which an unlisted name is a medium's."""
    lists = tomllib.loads(_data("media.toml"))
    return Quoting(re.compile(lists["quoting_before"]), re.compile(lists["quoting_after"]))


@cache
def telling() -> Telling:
    """The English rules of steps."""
    lists = tomllib.loads(_data("steps.toml"))
    words = _words(lists)
    before, after = lists["before"], lists["after"]
    people = rf"(?:(?:{words['any_determiner']}) )?(?:[\w'’“”\"-]+ ){{0,3}}?{words['people']} {words['people_links']} "
    around = tuple(
        (
            re.compile(rf"\b{_filled(rule['before'], words)}$", re.IGNORECASE),
            re.compile(rf"{_filled(rule['after'], words)}\b", re.IGNORECASE),
            _rule(rule),
        )
        for rule in lists["around"]
    )
    return Telling(
        before=re.compile(rf"(?<!\w){_choices(before, words)} (?:{people})?$", re.IGNORECASE),
        before_rules=tuple(map(_rule, before)),
        before_words=frozenset(lists["last_words"]),
        after=re.compile(rf"{_choices(after, words)}\b", re.IGNORECASE),
        after_rules=tuple(map(_rule, after)),
        around=around,
        joined=re.compile(rf"{words['and']} ?(?:{people})?", re.IGNORECASE),
        document=re.compile(_filled(lists["behind_document"], words), re.IGNORECASE),
        own_work=re.compile(rf"\b{words['own_work']},? $", re.IGNORECASE),
        spoken=re.compile(words["spoken"], re.IGNORECASE),
        cited_end=re.compile(words["cited_end"], re.IGNORECASE),
        own_work_of=re.compile(_filled(lists["own_work_of"], words), re.IGNORECASE),
        citing_ahead=re.compile(lists["citing_ahead"]),
    )


@cache
def credits() -> Credits:
    """The English wording of credits."""
    lists = tomllib.loads(_data("credits.toml"))
    return Credits(
        lines=re.compile("|".join(f"(?:{line})" for line in lists["lines"]), re.IGNORECASE),
        hints=tuple(lists["hints"]),
        pictures=re.compile(rf"\b{lists['picture_labels']}\b", re.IGNORECASE),
        longest=lists["longest"],
    )


@cache
def abbreviations() -> frozenset[str]:
    """Words behind whose full stop a sentence goes on, without it."""
    return frozenset(_lines("abbreviations.txt"))


def _words(lists: Mapping[str, Any]) -> dict[str, str]:
    words = {name: value for name, value in lists.items() if isinstance(value, str)}
    words["any_determiner"] = "|".join(re.escape(word) for word in sorted(media().determiners))
    words["never_to"] = "".join(rf"(?<!\b{re.escape(word)} )" for word in lists["never_to"])
    return words


def _choices(rules: Iterable[Mapping[str, Any]], words: Mapping[str, str]) -> str:
    choices = (f"(?P<r{i}>{_filled(rule['words'], words, i)})" for i, rule in enumerate(rules))
    return f"(?:{'|'.join(choices)})"


def _filled(pattern: str, words: Mapping[str, str], number: int = 0) -> str:
    for name, value in words.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern.replace("{n}", str(number))


def _rule(fields: Mapping[str, Any]) -> Rule:
    return Rule(**{name: value for name, value in fields.items() if name not in ("words", "before", "after")})


def _lines(name: str) -> tuple[str, ...]:
    return tuple(line for line in _data(name).splitlines() if line)


def _data(name: str) -> str:
    return files(__package__).joinpath("data/en", name).read_text("utf-8")
