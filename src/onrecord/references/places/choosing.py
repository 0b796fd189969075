"""Which of several places of one name is meant, by the article's other places: one sense in an article."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt

from onrecord.references.places.entries import Entry, Sense
from onrecord.references.places.evidence import Evidence, kilometres
from onrecord.references.places.gazetteer import Gazetteer
from onrecord.references.places.mentions import Asked, Mention
from onrecord.references.places.wording import english

# Logarithms of how many times more often news means one than the other.
_COUNTRY = 4.0
_SMALLEST_COUNTRY = 5_000_000
_US_STATE = 4.5
_DIVISION = -1.5
_CAPITAL = 4.0
_BY_HAND = 4.0
_OWN_TOWN = 1.0
_OTHER_NAME = -2.5
_UNCOUNTED = 50_000
_SAME_COUNTRY = 6.0
_SAME_DIVISION = 2.5
_BORDERING = 2.0
_NEAR = 1.5
_INSIDE = 12.0
_SAME_NAME = 8.0

_GREAT_CITY = 300_000
_ONE_TOWN_KM = 20.0
_CITY_FOR_STATE = 0.5
_SURELY_LISTED = 0.03
_DOUBTFUL_NAME = 0.15
_HALF_KNOWN = 80_000
_SOME = 0.5
_IN_DIVISION = 0.2
_IN_COUNTRY = 0.6
_SEAT = 0.3
_ELSEWHERE = 0.7

_ROUNDS = 2
_MOST_SENSES = 30
_ANCHOR = 0.9

Key = tuple[str, Asked | None, str | None]


@dataclass
class _Group:
    """The mentions of one name in one article, and the odds of its senses."""

    mentions: list[Mention]
    senses: list[Sense]
    scores: list[float]
    odds: dict[Entry, float] = field(default_factory=dict)


def chosen(
    mentions: Sequence[Mention], nationalities: Mapping[str, int], gazetteer: Gazetteer
) -> list[tuple[Mention, Entry, float]]:
    """Return mentions with the place each most likely means, and how likely (0 to 1) it means it.

    `nationalities` counts how often words of nationality point to a country (ISO 3166-1 alpha-2). Mentions of which
    no place of the gazetteer can be meant are left out.
    """
    groups = _groups(mentions)
    evidence = Evidence()
    for country in nationalities:
        evidence.add_country(country, 1.0)
    for group in groups.values():
        _count(group, evidence)
    told = _told(groups)
    for _ in range(_ROUNDS):
        for (name, _, outer), group in groups.items():
            _weigh(group, frozenset() if outer else told.get(name, frozenset()), evidence, gazetteer)
    return [
        (mention, entry, sure * mention.likely)
        for (_, _, outer), group in groups.items()
        for entry, sure in [_surest(group, outer is not None, evidence)]
        for mention in group.mentions
    ]


def _groups(mentions: Sequence[Mention]) -> dict[Key, _Group]:
    starts = {mention.start: mention for mention in mentions}
    groups: dict[Key, _Group] = {}
    for mention in mentions:
        container = starts.get(mention.container) if mention.container is not None else None
        senses, inside = _possible(mention, container)
        name = mention.name.casefold()
        key = (name, mention.asked, container.name if container and inside else None)
        if key in groups:
            groups[key].mentions.append(mention)
        elif senses:
            priors = [(_prior(sense) + _INSIDE * (sense.entry in inside), sense) for sense in senses]
            priors.sort(key=lambda prior: prior[0], reverse=True)
            kept = priors[:_MOST_SENSES]
            groups[key] = _Group([mention], [sense for _, sense in kept], [score for score, _ in kept])
            groups[key].odds = _odds(groups[key].senses, groups[key].scores)
    return groups


def _told(groups: Mapping[Key, _Group]) -> dict[str, frozenset[Entry]]:
    """By name, the places that it means where what they lie in is named behind it."""
    told: dict[str, frozenset[Entry]] = {}
    for (name, _, outer), group in groups.items():
        if outer is not None:
            sure = {entry for entry, odds in group.odds.items() if odds > _ANCHOR}
            told[name] = told.get(name, frozenset()) | sure
    return told


def _possible(mention: Mention, container: Mention | None) -> tuple[list[Sense], set[Entry]]:
    """What a mention may mean, and which of that lies in the place that is named behind it."""
    senses = list(mention.senses) if mention.asked == "state" else _without_divisions_of_cities(mention.senses)
    if container is None:
        return senses, set()
    outers = [sense.entry for sense in container.senses]
    inside = {sense.entry for sense in senses if any(_lies_in(sense.entry, outer) for outer in outers)}
    if not inside:
        # "Damascus, Lebanon and Iraq" is a list; in "Paris, Ohio" some Paris is meant that the gazetteer lacks.
        listed = any(outer.kind == "country" for outer in outers)
        great = any(_is_great(sense.entry) for sense in senses)
        return (senses, inside) if listed and great else ([], inside)
    if any(outer.kind == "state" for outer in outers):
        senses = [sense for sense in senses if sense.entry in inside]
    return senses, inside


def _lies_in(entry: Entry, outer: Entry) -> bool:
    if entry == outer or entry.country != outer.country:
        return False
    return outer.kind == "country" or (outer.kind == "state" and entry.division == outer.division)


def _is_great(entry: Entry) -> bool:
    return entry.kind in ("country", "state", "continent") or entry.capital or entry.population >= _GREAT_CITY


def _without_divisions_of_cities(senses: Iterable[Sense]) -> list[Sense]:
    """Leave out the province of New York's kind: by its bare name the city in it is meant, unless a list says so."""
    kept = list(senses)
    cities = [sense.entry for sense in kept if sense.entry.kind == "city"]
    for sense in list(kept):
        state = sense.entry
        if state.kind == "state" and sense.standing != "by hand":
            rivals = (city for city in cities if city.country == state.country)
            if any(_stands_for(rival, state) for rival in rivals):
                kept.remove(sense)
    return kept


def _stands_for(city: Entry, state: Entry) -> bool:
    return city.division == state.division or city.population > _CITY_FOR_STATE * state.population


def _prior(sense: Sense) -> float:
    entry = sense.entry
    score = {"by hand": _BY_HAND, "name": 0.0, "other name": _OTHER_NAME}[sense.standing]
    people = entry.population or _UNCOUNTED
    if entry.kind == "country":
        return score + _COUNTRY + log(max(people, _SMALLEST_COUNTRY))
    if entry.kind == "state":
        score += _US_STATE if entry.country == "US" else _DIVISION
    if entry.kind == "region":
        score += _DIVISION
    if entry.kind == "city" and entry.country in english().countries:
        score += _OWN_TOWN
    return score + _CAPITAL * entry.capital + log(people)


def _weigh(group: _Group, same: frozenset[Entry], evidence: Evidence, gazetteer: Gazetteer) -> None:
    """Set a group's odds anew by the evidence of all others; `same` is what its name means where a container tells."""
    _count(group, evidence, -1.0)
    scores = []
    for sense, score in zip(group.senses, group.scores, strict=True):
        scores.append(score + _SAME_NAME * (sense.entry in same) + _context(sense.entry, evidence, gazetteer))
    group.odds = _odds(group.senses, scores)
    _count(group, evidence)


def _context(entry: Entry, evidence: Evidence, gazetteer: Gazetteer) -> float:
    score = _SAME_COUNTRY * _much(evidence.country(entry))
    if entry.kind == "country" and entry.country:
        score += _BORDERING * _much(evidence.among(gazetteer.neighbours(entry.country)))
    else:
        score += _SAME_DIVISION * _much(evidence.division(entry))
    return score + _NEAR * (entry.kind == "city" and evidence.is_near(entry))


def _much(count: float) -> float:
    """From 0 for nothing towards 1: the first witness says most."""
    return count / (count + 0.5)


def _count(group: _Group, evidence: Evidence, weight: float = 1.0) -> None:
    likely = max(mention.likely for mention in group.mentions)
    for entry, odds in group.odds.items():
        evidence.add(entry, odds * weight * likely)
        if odds > _ANCHOR and weight > 0 and entry.kind == "city":
            evidence.add_point(entry)


def _odds(senses: Sequence[Sense], scores: Sequence[float]) -> dict[Entry, float]:
    best = max(scores)
    weights = [exp(score - best) for score in scores]
    total = sum(weights)
    return {sense.entry: weight / total for sense, weight in zip(senses, weights, strict=True)}


def _surest(group: _Group, contained: bool, evidence: Evidence) -> tuple[Entry, float]:
    """The likeliest place of a group, and how likely it is: before its namesakes, listed or not."""
    entry, odds = max(group.odds.items(), key=lambda item: item[1])
    odds += sum(also for other, also in group.odds.items() if other != entry and _is_same_town(entry, other))
    _count(group, evidence, -1.0)
    sense = next(sense for sense in group.senses if sense.entry == entry)
    unlisted = _SURELY_LISTED if contained else _unlisted(sense, group, evidence)
    _count(group, evidence)
    return entry, odds * (1.0 - unlisted)


def _is_seat(city: Entry, state: Entry) -> bool:
    return state.kind == "state" and (state.country, state.division) == (city.country, city.division)


def _is_same_town(entry: Entry, other: Entry) -> bool:
    """GeoNames often lists a town and its quarters or its camp apart."""
    return entry.kind == other.kind == "city" and kilometres(entry, other) < _ONE_TOWN_KM


def _unlisted(sense: Sense, group: _Group, evidence: Evidence) -> float:
    """How likely another place of this name is meant that is too small for the gazetteer, or no place."""
    entry = sense.entry
    if entry.kind != "city":
        return _SURELY_LISTED
    unlisted = exp(-sqrt(entry.population / _HALF_KNOWN))
    if any(_is_seat(entry, other.entry) for other in group.mentions[0].senses):
        unlisted *= _SEAT
    unlisted = max(_SURELY_LISTED, unlisted)
    if sense.standing == "other name":
        unlisted = max(unlisted, _DOUBTFUL_NAME)
    if evidence.division(entry) > _SOME:
        return unlisted * _IN_DIVISION
    if evidence.country(entry) > _SOME:
        return unlisted * _IN_COUNTRY
    if evidence.total > _SOME and entry.population < _GREAT_CITY and not entry.capital:
        return 1.0 - (1.0 - unlisted) * _ELSEWHERE
    return unlisted
