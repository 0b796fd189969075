"""What speaks for and against two appearances being one actor, apart from the name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from .appearances import Appearance
from .folding import fold
from .roles import NONE, Roles, compatible_fields, roles_of
from .territories import agree, country_code

_MOST_COMPANY = 60
_RARE = 0.004  # the share of a cluster's articles below which company and roles are chance
_YEARS = 40
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Traits:
    """One appearance, ready to be compared."""

    source: Appearance
    roles: Roles
    company: frozenset[str]
    towns: frozenset[str]
    countries: frozenset[str]
    outlet: str


def traits(appearance: Appearance) -> Traits:
    """What an appearance can be compared by."""
    outlet = fold(appearance.outlet or "")
    beside = (name for name in appearance.company[:_MOST_COMPANY] if " " in name and name != appearance.outlet)
    company = frozenset(name for name in beside if not country_code(name))
    towns = frozenset(fold(place) for place in appearance.places if not country_code(place))
    return Traits(appearance, roles_of(appearance.roles), company, towns, frozenset(appearance.countries), outlet)


@dataclass(slots=True)
class Profile:
    """What is known of an actor from all its appearances so far, each thing with the number of them."""

    size: int = 0
    heads: Counter[str] = field(default_factory=Counter)
    titles: Counter[tuple[str, frozenset[str]]] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    company: Counter[str] = field(default_factory=Counter)
    towns: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)
    held: dict[str, date] = field(default_factory=dict)  # the last day on which each head was a role of today
    over: dict[str, date] = field(default_factory=dict)  # the first day on which it was a former one
    since: date | None = None
    until: date | None = None

    def add(self, item: Traits) -> None:
        """Count one more appearance in."""
        self.size += 1
        self.articles.add(item.source.article)
        if item.roles is not NONE:
            self._add_roles(item.roles, item.source.day)
        for counter, values in (
            (self.company, item.company),
            (self.towns, item.towns),
            (self.countries, item.countries),
        ):
            for value in values:  # Counter.update is half as fast on so few
                counter[value] = counter.get(value, 0) + 1
        if item.outlet:
            self.outlets[item.outlet] += 1
        if day := item.source.day:
            self.since = min(self.since or day, day)
            self.until = max(self.until or day, day)

    def _add_roles(self, roles: Roles, day: date | None) -> None:
        for head in roles.heads:
            if day is None:
                break
            if head in roles.former:
                self.over[head] = min(self.over.get(head, day), day)
            else:
                self.held[head] = max(self.held.get(head, day), day)
        self.heads.update(roles.heads)
        self.titles.update(roles.titles)
        self.words.update(roles.words)
        self.places.update(roles.places)
        self.fields.update(roles.fields)

    def known(self, counter: Counter[str], value: str) -> bool:
        """Whether a thing was met in more of the articles than chance brings about."""
        return counter.get(value, 0) > self.size * _RARE


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sum of what speaks for (above zero) and against one actor, and the strongest reason for it in words."""

    score: float
    reason: str = ""


def compare(item: Traits, profile: Profile) -> Evidence:
    """Weigh one appearance against an actor; the weights are set by hand, for want of a corpus to fit them on."""
    for_roles, reason = _roles(item.roles, profile)
    for_roles -= 1.5 * _out_of_turn(item, profile)
    seen, chance = profile.company.get, profile.size * _RARE
    company = [name for name in item.company if seen(name, 0) > chance]
    score = for_roles + min(1.5 * len(company), 3.0)
    towns = sum(profile.known(profile.towns, town) for town in item.towns)
    score += min(0.5 * towns, 0.5) + _countries(item.countries, profile)
    score += 0.25 * (item.outlet != "" and profile.known(profile.outlets, item.outlet))
    if (day := item.source.day) and profile.since and profile.until:
        score -= 2.0 * (max((profile.since - day).days, (day - profile.until).days) > _YEARS * 365)
    if not reason and company:
        rarest = min(company, key=lambda name: (profile.company[name], name))
        reason = f"in company of {rarest} in both"
    return Evidence(score, reason)


def _roles(roles: Roles, profile: Profile) -> tuple[float, str]:
    if not roles.heads and not roles.words and not roles.places:
        return 0.0, ""
    heads = sorted(head for head in roles.heads if profile.known(profile.heads, head))
    titles = [title for title in roles.titles if profile.titles[title] > profile.size * _RARE]
    words = sorted(word for word in roles.words if profile.known(profile.words, word))
    score = 1.5 * bool(heads) + 1.5 * bool(titles) + 0.5 * bool(words)
    apart = _apart(roles.places, profile.places)
    score += {True: -4.0 if heads else -2.5, False: 0.75, None: 0.0}[apart]  # two lawmakers of two states
    fields = {name for name in profile.fields if profile.fields[name] >= 0.05 * profile.fields.total()}
    if not heads and roles.fields and fields:
        score -= 0.0 if roles.fields & fields else 0.5 if compatible_fields(roles.fields, fields) else 2.5
    if titles:
        head, beside = min((head, sorted(beside)) for head, beside in titles)
        return score, f"role '{' '.join([*beside, head])}' in both"
    if heads:
        return score, f"role '{heads[0]}' in both"
    return score, f"role with '{words[0]}' in both" if words else ""


def _out_of_turn(item: Traits, profile: Profile) -> bool:
    """Whether one of them holds a role a year and more after the other is said to have left it."""
    day, roles = item.source.day, item.roles
    if day is None or not roles.heads:
        return False
    later = any(head in profile.held and (profile.held[head] - day).days > _YEAR for head in roles.former)
    now = roles.heads - roles.former
    return later or any(head in profile.over and (day - profile.over[head]).days > _YEAR for head in now)


def _apart(places: Iterable[str], known: Counter[str]) -> bool | None:
    """Whether roles name different countries or states (True), the same (False), or are silent (None)."""
    mine = list(places)
    if not mine or not known:
        return None
    return not any(agree(a, b) for a in mine for b in known)


def _countries(countries: frozenset[str], profile: Profile) -> float:
    if not countries or not profile.countries:
        return 0.0
    return 0.25 if any(profile.known(profile.countries, code) for code in countries) else -0.5


def features(item: Traits) -> list[tuple[str, str]]:
    """What an appearance can be looked up by among many actors."""
    return [
        *(("company", name) for name in item.company),
        *(("role", word) for word in item.roles.words | item.roles.heads),
    ]


def together(items: Sequence[Traits]) -> Traits:
    """Appearances with the same roles as one, with the company and the places that they have most often."""
    if len(items) == 1:
        return items[0]
    company = Counter(name for item in items for name in item.company)
    towns = Counter(town for item in items for town in item.towns)
    countries = Counter(code for item in items for code in item.countries)
    return Traits(
        items[0].source,
        items[0].roles,
        _most(company, _MOST_COMPANY),
        _most(towns, 10),
        _most(countries, 3),
        items[0].outlet,
    )


def _most(counter: Counter[str], number: int) -> frozenset[str]:
    return frozenset(sorted(counter, key=lambda value: (-counter[value], value))[:number])
