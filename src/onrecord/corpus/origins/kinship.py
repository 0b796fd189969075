"""Whether two parties, as different articles have them, may be one and the same."""

from .describing import alike, classes_of
from .party import MOST, Party
from .standing import body_words, same_body
from .vocabulary import entries

_STEM = 4


def may_well_be(hidden: Party, named: Party) -> bool:
    """Whether somebody not named is likely to be a party that is, as another medium has it.

    An official may be the minister, and "the airline's manager" speak for the airline.
    """
    if hidden.articles & named.articles:
        return False
    told = _described(hidden)
    if not told.isdisjoint(entries("any_body")) and named.is_body:
        return True
    named.learn()
    if any(body and body <= told for body in named.bodies):
        return True
    if "official" not in hidden.classes or not named.roles - {"member"}:
        return False
    words = [voice.words for _, voice in hidden.said if voice.words]
    return not words or any(same_body(one, other) for one in words for other in named.bodies)


def may_be(hidden: Party, named: Party) -> bool:
    """Whether it can't be told that somebody not named is not a party that is: officials of a ministry, a resident."""
    if hidden.articles & named.articles:
        return False
    if named.is_body:
        return "people" not in hidden.classes and "expert" not in hidden.classes
    named.learn()
    if named.roles - {"member"} and "official" not in hidden.classes:
        return False
    told = named.introduced() - _names(named)
    own = classes_of(" ".join(sorted(told)))
    return bool(own and alike(own, hidden.classes)) or not told or not (own or hidden.classes)


def told_apart(one: Party, other: Party) -> bool:
    """Whether two parties with names are shown to be two, not only called by other names in other articles.

    They are if one article has both, if they are two people, or if both are of a body and it is said which.
    """
    if one.articles & other.articles or not (one.is_body or other.is_body):
        return True
    one.learn()
    other.learn()
    if any(not entries("never").isdisjoint(party.introduced()) for party in (one, other)):
        return True  # "the former minister"
    kinds = [_kinds(one), _kinds(other)]
    return all(kinds) and (kinds[0].isdisjoint(kinds[1]) or not (_is_plain(one) or _is_plain(other)))


def may_speak_for(person: Party, body: Party) -> bool:
    """Whether somebody may have said so for a body: the head of "the company", or whoever is told to be of it."""
    if not body.is_body or person.is_body:
        return False
    person.learn()
    if "head" in person.roles and person.bodies:
        # of "the company"; or of another body; or not the only one at its head
        loose = all(words <= entries("any_body") for words in person.bodies)
        return loose and not (person.articles & body.articles)
    told = person.introduced()
    return any(words and not words <= entries("any_body") and words <= told for words in body.bodies)


def may_be_body(one: Party, other: Party) -> bool:
    """Whether two bodies may be one: a country and what is of it, "the hospital" and one that is not called so."""
    if not (one.is_body and other.is_body) or one.articles & other.articles:
        return False
    if any(_of_country(a, b) or _of_country(b, a) for a in one.bodies for b in other.bodies):
        return True
    return _is_plain(one) and not _kinds(other)


def _described(party: Party) -> frozenset[str]:
    return frozenset().union(*(body_words(voice.name) for _, voice in party.said[:MOST]))


def _of_country(country: frozenset[str], body: frozenset[str]) -> bool:
    """Whether one is a single name that the other has as an adjective, or the other way about."""
    if len(country) != 1 or country & body:
        return False
    (name,) = country
    return any(len(_shared(name, word)) >= max(_STEM, min(len(name), len(word)) - 1) for word in body)


def _shared(one: str, other: str) -> str:
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _is_plain(party: Party) -> bool:
    """Whether nothing but a noun for bodies says who it is."""
    return all(len(words) == 1 and words <= entries("bodies") | entries("any_body") for words in party.bodies)


def _kinds(party: Party) -> frozenset[str]:
    """The nouns that say what sort of a body it is."""
    return frozenset().union(*party.bodies) & (entries("bodies") | entries("any_body"))


def _names(person: Party) -> frozenset[str]:
    return frozenset(word for _, voice in person.said[:MOST] for word in voice.words) | entries("titles")
