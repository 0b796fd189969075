"""The cases of Microsoft's Recognizers-Text: read, and told apart by whether plain prose can hold them.

The specifications (MIT licence) are JSON lists of cases: an `Input`, and `Results` with `Text`, `Start` and
`Resolution`. They were written for chat and for calculators as well, so a case is left out, under the name of its
class and counted, where it is one of these:

- "no platform": `NotSupported` names all four platforms of Recognizers, which do not solve it themselves;
- "calculator": a power, an exponent, a letter for a power of ten set apart ("1,674.5 G"), a minus set apart, or a
  fraction spoken with "over";
- "broken": a number that spaces break ("46 . 8"), from a corpus that was cut into tokens;
- "inside a name": the digits of a date, a telephone number or an address of the network, each a number of its own,
  the number of something numbered ("exercise nr. 22"), and a year;
- "no amount": a unit without a number ("How much is a dollar?"), or one before its number ("percents of twenty");
- "query" (ranges only): "equals", "or equal to", "=>", or ordinals as bounds ("ranks between the tenth and …").
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.errors import CorpusError
from onrecord.records import Span
from onrecord.references.quantities.lexicon import lexicon

_CALCULATOR = re.compile(r"\^|\dx10|\de[+-]?\d|\w +over +\w|\d *[GT]$|\d +[KMB]$|^- ", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BROKEN = re.compile(r"\d (?:\.|,) \d")
_QUERY = re.compile(r"\bequals?\b|[<>=]{2}|=", re.IGNORECASE)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b|\w(?:th|first|second|third)\b", re.IGNORECASE)
_PLATFORMS = ("dotnet", "javascript", "java", "python")
_INTERVAL = re.compile(r"[\[(](?P<low>[^,]*),(?P<high>[^,]*)[\])]")
_MEASURES = {"c": "degree Celsius", "f": "degree Fahrenheit", "metric ton": "tonne"}
_SPELLINGS = (("meter", "metre"), ("liter", "litre"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A result of a case: where, and what; a number has a value, a range its ends."""

    span: Span
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of one specification; raises CorpusError where there is none to be read."""
    try:
        listed = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: no specification of Recognizers can be read here ({error})") from error
    if not isinstance(listed, list):
        raise CorpusError(f"{path}: not a list of cases")
    return listed


def exclusion(case: Mapping[str, Any], kind: str) -> str | None:
    """The class under which a case is left out, or None."""
    results, text = case["Results"], case["Input"]
    if all(platform in re.split(r",\s*", case.get("NotSupported", "")) for platform in _PLATFORMS):
        return "no platform"
    if kind in ("number", "range") and any(_CALCULATOR.search(result["Text"]) for result in results):
        return "calculator"
    if any(_BROKEN.search(text[max(0, start - 4) : end + 4]) for start, end in (_span(r, text) for r in results)):
        return "broken"
    if any((result["Resolution"].get("value") or "null") == "null" for result in results):
        return "no amount"
    if kind == "number" and _inside_a_name(text, [_span(result, text) for result in results]):
        return "inside a name"
    if kind == "range" and (_QUERY.search(text) or any(_ORDINAL.search(result["Text"]) for result in results)):
        return "query"
    if kind == "percent" and any(" of " in result["Text"] for result in results):
        return "no amount"
    return None


def _inside_a_name(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether a number numbers something, is a year, or is one of three with points or slashes between."""
    if any(_numbered(text[:start]) or _YEAR.fullmatch(text[start:end]) for start, end in spans):
        return True
    joined = [text[a[1] : b[0]] in (".", "/", "-") for a, b in pairwise(spans)]
    return any(one and two for one, two in pairwise(joined))


def _numbered(before: str) -> bool:
    words = re.findall(r"\w+", before.lower()[-30:])
    return bool(words) and words[-1] in lexicon().names["designators"] - lexicon().names["weak_designators"]


def _span(result: Mapping[str, Any], text: str) -> Span:
    start = result.get("Start", text.lower().find(result["Text"].lower()))
    return start, start + len(result["Text"])


def number(result: Mapping[str, Any], text: str) -> Wanted:
    """A bare number."""
    return Wanted(_span(result, text), float(result["Resolution"]["value"]))


def percentage(result: Mapping[str, Any], text: str) -> Wanted:
    """A share in a hundred."""
    return Wanted(_span(result, text), float(result["Resolution"]["value"].rstrip("%")), unit="%")


def range_of(result: Mapping[str, Any], text: str) -> Wanted:
    """An interval; whether its ends belong to it is left aside, as the records do not keep it."""
    match = _INTERVAL.fullmatch(result["Resolution"]["value"])
    if match is None:
        raise ValueError(result["Resolution"]["value"])
    low, high = (float(end) if end else None for end in match.groups())
    return Wanted(_span(result, text), None, low, high)


def currency(result: Mapping[str, Any], text: str) -> Wanted:
    """An amount of money by its code; a currency that many countries share, by what this package takes it for."""
    resolution, units = result["Resolution"], lexicon().units
    words = (*resolution["unit"].lower().split(), *("",) * 5)
    named, part = units.money.after(words, 0), units.parts.after(words, 0)
    code, size = units.sizes[part[0]] if part else (named[0] if named else resolution["unit"], 1.0)
    code = units.pounds["money"] if words[0] in units.pounds["forms"] else code
    return Wanted(_span(result, text), float(resolution["value"]) * size, unit=resolution.get("isoCurrency", code))


def measure(result: Mapping[str, Any], text: str) -> Wanted:
    """A measure, a temperature or an age, by the names that this package gives units."""
    unit = result["Resolution"]["unit"].lower()
    for american, british in _SPELLINGS:
        unit = unit.replace(american, british)
    return Wanted(_span(result, text), float(result["Resolution"]["value"]), unit=_MEASURES.get(unit, unit))
