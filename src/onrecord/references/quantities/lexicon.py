"""The word lists of this folder, read once."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Words = frozenset[str]


class Phrases:
    """Phrases of several tokens and what each stands for; the longest that fits is found."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a phrase, its tokens set apart by spaces, and what it stands for."""
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in sorted(entries, key=lambda entry: -len(entry[0].split())):
            words = tuple(phrase.split())
            self._first.setdefault(words[0], []).append((words, value))
            self._last.setdefault(words[-1], []).append((words, value))
        self.words = frozenset(word for phrases in self._first.values() for phrase, _ in phrases for word in phrase)

    def after(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """The phrase that begins at a token: what it stands for, and the place after it."""
        for phrase, value in self._first.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return value, at + len(phrase)
        return None

    def before(self, words: Sequence[str], at: int) -> tuple[str, int] | None:
        """The phrase that ends right before a token: what it stands for, and where it begins."""
        if at <= 0:
            return None
        for phrase, value in self._last.get(words[at - 1], ()):
            begin = at - len(phrase)
            if begin >= 0 and tuple(words[begin:at]) == phrase:
                return value, begin
        return None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Cardinals below a hundred, what multiplies them, fractions, and the small words between."""

    small: Mapping[str, int]
    tens: Words
    scales: Mapping[str, float]
    plain_scales: Words
    suffixes: Mapping[str, float]
    glued_suffixes: Mapping[str, float]
    money_suffixes: Mapping[str, float]
    capital_suffixes: Mapping[str, float]
    groups: Mapping[str, int]
    vague: Mapping[str, float]
    vague_with_of: Words
    few: Mapping[str, int]
    couple: Mapping[str, int]
    denominators: Mapping[str, float]
    compound: Mapping[str, int]
    hundred: Words
    plural: str
    slash: frozenset[int]
    words: Mapping[str, Words]
    starters: Words


@dataclass(frozen=True, slots=True)
class Units:
    """Units of measure and money: names, signs, letters before the amount, hundredths."""

    percent: Phrases
    forms: Phrases
    glued: Mapping[str, str]
    money: Phrases
    least: Mapping[str, float]
    parts: Phrases
    sizes: Mapping[str, tuple[str, float]]
    glued_parts: Mapping[str, tuple[str, float]]
    symbols: Mapping[str, str]
    before_symbol: Mapping[str, Mapping[str, str]]
    never_apart: Words
    shared_parts: Words
    smaller: Mapping[str, Mapping[str, float]]
    leading_letters: Words
    letters: Phrases
    codes: Mapping[str, str]
    word_codes: Words
    prefixes: Mapping[str, float]
    pounds: Mapping[str, Any]
    age: Mapping[str, Any]
    leading: Mapping[str, str]
    share_links: Words
    open_links: Words
    per: str
    rate_links: Words
    rates: Phrases
    known: Words
    currencies: Words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that is English here; `counted`, `names` and `parts` hold the lists of the files of those names."""

    numbers: NumberWords
    units: Units
    before: Phrases
    after: Phrases
    ranges: Mapping[str, Phrases]
    change: Words
    joiners: Words
    span_words: Words
    before_spans: Words
    counted: Mapping[str, Words]
    names: Mapping[str, Any]
    streets: Words
    parts: Mapping[str, Phrases]


@cache
def lexicon() -> Lexicon:
    """Return the English word lists."""
    bounds, names, counted = _table("bounds"), _table("names"), _table("counted")
    return Lexicon(
        numbers=_number_words(),
        units=_units(),
        before=_by_effect(bounds["before"]),
        after=_by_effect(bounds["after"]),
        ranges={kind: _phrases(bounds["range"][kind]) for kind in ("between", "from")},
        change=frozenset(bounds["range"]["change"]),
        joiners=frozenset(bounds["both"]["joiners"]),
        span_words=frozenset(bounds["spans"]["words"]),
        before_spans=frozenset(bounds["spans"]["behind"]),
        counted={name: frozenset(words) for name, words in counted.items()},
        names=_names(names),
        streets=frozenset(names["streets"]),
        parts=_parts(),
    )


def _names(table: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            out |= {f"{name}.{inner}": frozenset(words) for inner, words in value.items()}
        else:
            out[name] = frozenset(value) if isinstance(value, list) else value
    out |= {name: _phrases(table[name]) for name in ("sayings", "titled")}
    return out


def _parts() -> dict[str, Phrases]:
    table = _table("parts")
    return {f"{name}.{kind}": _phrases(words) for name, inner in table.items() for kind, words in inner.items()}


def _number_words() -> NumberWords:
    table = _table("numbers")
    singular = table["denominators"]
    ending = table["plural"]["ending"]
    plural = {f"{word}{ending}": value for word, value in singular.items()}
    compound = {
        word: int(value) for word, value in {**singular, **table["compound_denominators"]}.items() if value < 10
    }
    small = {**table["ones"], **table["teens"], **table["tens"]}
    words = {name: frozenset(listed) for name, listed in table["words"].items()}
    scales = {**table["scales"], **table["plural_scales"]}
    starters = {*small, *scales, *table["groups"], *table["vague"], *table["few"], *table["couple"], *table["hundred"]}
    return NumberWords(
        small=small,
        tens=frozenset(table["tens"]),
        scales=scales,
        plain_scales=frozenset(table["scales"]),
        suffixes=table["suffixes"],
        glued_suffixes=table["glued_suffixes"],
        money_suffixes=table["money_suffixes"],
        capital_suffixes=table["capital_suffixes"],
        groups=table["groups"],
        vague=table["vague"],
        vague_with_of=frozenset(table["vague_words"]["only_with_of"]),
        few=table["few"],
        couple=table["couple"],
        denominators={**singular, **plural},
        compound={**compound, **{f"{word}{ending}": value for word, value in compound.items()}},
        hundred=frozenset(table["hundred"]),
        slash=frozenset(table["slash"]["denominators"]),
        plural=table["plural"]["ending"],
        words=words,
        starters=frozenset(starters | set(singular) | words["minus"] | words["half"] | words["articles"]),
    )


def _currency_names(money: Mapping[str, Any], currencies: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    names = [(form.lower(), code) for code, *forms in currencies for form in forms]
    return names + [(form, code) for code, forms in money["names"].items() for form in forms]


def _codes(money: Mapping[str, Any], currencies: Sequence[Sequence[str]]) -> dict[str, str]:
    codes = {code.lower(): code for code in [*(row[0] for row in currencies), *money["codes"]["more"]]}
    return codes | {code.lower(): other for code, other in money["codes"]["same"].items()}


def _known(money: Mapping[str, Any], forms: Iterable[tuple[str, str]], codes: Iterable[str]) -> Words:
    """Every word and sign that a unit may hold."""
    letters = [letter for listed in money["before_symbol"].values() for letter in listed]
    return frozenset([*(word for form, _ in forms for word in form.split()), *money["symbols"], *codes, *letters])


def _units() -> Units:
    table, money = _table("units"), _table("money")
    currencies = [line.split("\t") for line in _data("currencies.tsv").splitlines() if not line.startswith("#")]
    names, codes = _currency_names(money, currencies), _codes(money, currencies)
    sizes = {form: (code, size) for code, forms in money["parts"].items() for form, size in forms.items()}
    forms = [(form, name) for name, listed in table["forms"].items() for form in listed]
    rates = {name: words for name, words in table["rates"].items() if name not in ("links", "name")}
    percent = table["percent"]["names"]
    return Units(
        percent=Phrases((form, name) for name, listed in percent.items() for form in listed),
        forms=Phrases(forms),
        glued={form: name for name, listed in table["glued"].items() for form in listed},
        money=Phrases(names),
        least=money["least"],
        parts=_phrases(sizes),
        sizes=sizes,
        glued_parts={
            form: (code, size) for code, listed in money["glued_parts"].items() for form, size in listed.items()
        },
        symbols=money["symbols"],
        before_symbol=money["before_symbol"],
        shared_parts=frozenset(money["shared_parts"]),
        smaller=table["smaller"],
        leading_letters=frozenset(money["leading_letters"]["only"]),
        never_apart=frozenset(money["apart"]["never"]),
        letters=Phrases((form, code) for code, listed in money["letters"].items() for form in listed),
        codes=codes,
        word_codes=frozenset(money["codes"]["words"]),
        prefixes=money["codes"]["prefixes"],
        pounds=table["pounds"],
        age=table["age"],
        leading=table["leading"],
        share_links=frozenset(table["between"]["share"]),
        open_links=frozenset(table["between"]["open"]),
        per=table["rates"]["name"],
        rate_links=frozenset(table["rates"]["links"]),
        rates=Phrases((word, name) for name, words in rates.items() for word in words),
        currencies=frozenset(code for _, code in names) | frozenset(money["symbols"].values()),
        known=_known(money, [*forms, *names], codes),
    )


def _by_effect(table: Mapping[str, Sequence[str]]) -> Phrases:
    return Phrases((phrase, effect) for effect, phrases in table.items() for phrase in phrases)


def _phrases(listed: Iterable[str]) -> Phrases:
    return Phrases((phrase, phrase) for phrase in listed)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_data(f"{name}.toml"))


def _data(name: str) -> str:
    return files(__package__).joinpath("data/en", name).read_text("utf-8")
