"""Where a text keeps its distance with nobody behind it: "allegedly", "is said to", "it is claimed that"."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from onrecord.records import AttributionType, Block, Commitment, Span

_REACH = 60  # characters before a participle in which its auxiliaries stand
_LONGEST_WORD = 30

Form = Literal["adverb", "passive", "impersonal", "sourced"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word of saying or thinking with its auxiliaries; `sourced` where "by" and a source follow."""

    cue: Span
    form: Form
    type: AttributionType
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class Wording:
    """What data/en/hedges.toml holds; the file says what each is for."""

    adverbs: re.Pattern[str]
    phrases: re.Pattern[str]
    before_attributes: frozenset[str]
    opens_phrase: re.Pattern[str]
    relatives: frozenset[str]
    nobodys: re.Pattern[str]
    participles: re.Pattern[str]
    stances: tuple[tuple[Form, AttributionType, Commitment], ...]  # of the groups of `participles`
    auxiliaries: re.Pattern[str]
    impersonal: re.Pattern[str]
    behind_source: re.Pattern[str]
    progressive: re.Pattern[str]


@cache
def wording() -> Wording:
    """The English wording."""
    lists = tomllib.loads((files("onrecord.attributions") / "data/en/hedges.toml").read_text("utf-8"))
    choices: list[str] = []
    stances: list[tuple[Form, AttributionType, Commitment]] = []
    for form, rule, follows in _forms(lists):
        choices.append(rf"(?P<p{len(choices)}>{rule['words']}(?= {follows}))")
        stances.append((form, rule["type"], rule["commitment"]))
    gap = rf"(?: {lists['between']}){{0,3}}"
    chain = rf"(?:{lists['first_auxiliaries']}{gap} )?{lists['auxiliaries']}{gap} $"
    edge = r"(?<![\w'’-])"
    return Wording(
        adverbs=re.compile(rf"\b(?:{'|'.join(lists['adverbs'])})\b", re.IGNORECASE),
        phrases=re.compile(rf"\b(?:{'|'.join(lists['phrases'])})\b", re.IGNORECASE),
        before_attributes=frozenset(lists["before_attributes"]),
        opens_phrase=re.compile(rf" {lists['opens_phrase']}\b", re.IGNORECASE),
        relatives=frozenset(lists["relatives"]),
        nobodys=re.compile(lists["nobodys"], re.IGNORECASE),
        participles=re.compile(rf"{edge}(?:{'|'.join(choices)})", re.IGNORECASE),
        stances=tuple(stances),
        progressive=re.compile(lists["progressive"], re.IGNORECASE),
        behind_source=re.compile(lists["behind_source"], re.IGNORECASE),
        auxiliaries=re.compile(rf"(?:{edge}|(?<=\w)(?=['’])){chain}", re.IGNORECASE),
        impersonal=re.compile(rf"{edge}it(?: |(?=['’])){chain}", re.IGNORECASE),
    )


def _forms(lists: Mapping[str, Any]) -> Iterator[tuple[Form, Mapping[str, Any], str]]:
    """The rules with what follows their words; the impersonal before the passive, which would take their words too."""
    clause = rf"(?:that\b|{lists['begins_clause']}\b|(?-i:[A-Z])|\w+(?: \w+)? that\b)"
    yield from (("sourced", rule, r"by\b") for rule in lists["sourced"])
    for rule in lists["passives"]:
        infinitive = rf"(?! {lists['no_infinitive']}\b)(?= [a-z])" if rule["follows"] == "to" else ""
        yield "passive", rule, rf"{rule['follows']}\b{infinitive}"
    yield from (("impersonal", rule, clause) for rule in lists["impersonal"])


def hedges(text: str, block: Block) -> Iterator[Hedge]:
    """The hedges in a block, in order and apart; an adverb in the auxiliaries of another belongs to that one."""
    found = [*_passives(text, block), *_adverbs(text, block)]
    found += [
        Hedge(match.span(), "impersonal", "assertion", "claimed")
        for match in wording().phrases.finditer(text, block.start, block.end)
    ]
    end = block.start
    for hedge in sorted(found, key=lambda hedge: (hedge.cue[0], -hedge.cue[1])):
        if hedge.cue[0] >= end:
            end = hedge.cue[1]
            yield hedge


def _adverbs(text: str, block: Block) -> Iterator[Hedge]:
    words = wording()
    for match in words.adverbs.finditer(text, block.start, block.end):
        left = text[max(block.start, match.start() - _LONGEST_WORD) : match.start()].lower()
        if left.endswith(" ") and left.split(" ")[-2] in words.before_attributes:
            continue
        yield Hedge(match.span(), "adverb", "assertion", "claimed")


def _passives(text: str, block: Block) -> Iterator[Hedge]:
    words = wording()
    for match in words.participles.finditer(text, block.start, block.end):
        form, kind, commitment = next(stance for i, stance in enumerate(words.stances) if match.start(f"p{i}") >= 0)
        before = words.impersonal if form == "impersonal" else words.auxiliaries
        auxiliaries = before.search(text, max(block.start, match.start() - _REACH), match.start())
        if auxiliaries:
            yield Hedge((auxiliaries.start(), match.end()), form, kind, _adverbial(text, auxiliaries, commitment))


def _adverbial(text: str, auxiliaries: re.Match[str], commitment: Commitment) -> Commitment:
    """Claimed, where one of the adverbs stands among the auxiliaries ("is reportedly expected to")."""
    inside = wording().adverbs.search(text, auxiliaries.start(), auxiliaries.end())
    return "claimed" if inside else commitment


def is_passive(text: str, cue: Span, adverb: Span) -> bool:
    """Tell whether a cue is a passive around an adverb ("was allegedly offered"), so that its subject is no source."""
    words = wording()
    start = max(0, adverb[0] - _REACH)
    auxiliaries = words.auxiliaries.search(text, start, adverb[0])
    return (
        auxiliaries is not None
        and cue[0] < adverb[0] < adverb[1] < cue[1]
        and not words.progressive.match(text, adverb[1])
    )


def nobodys(text: str, source: Sequence[Span]) -> bool:
    """Tell whether a source is one that nobody stands behind ("unconfirmed reports")."""
    return any(wording().nobodys.search(text, *span) for span in source)
