"""What a ledger knows beyond one article, as plain records that the exporters take."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from onrecord.records import ActorType, Attribution, Document


@dataclass(frozen=True, slots=True)
class Recorded:
    """A document with who its actors are over all articles.

    `actors` gives, for a place in the document's list of actors, the number and the name that this actor has in
    the ledger; who has no name there is not in it. Without a ledger, `Recorded(document)` is enough.
    """

    document: Document
    actors: Mapping[int, tuple[int, str]] = field(default_factory=dict)

    def name(self, place: int) -> str:
        """The name over all articles of the actor at `place`, else the one in this article."""
        return self.actors[place][1] if place in self.actors else self.document.actors[place].name

    def speakers(self, attribution: Attribution) -> tuple[int, ...]:
        """The places of who speaks; those who speak jointly one by one."""
        if attribution.actor is None:
            return ()
        return self.document.actors[attribution.actor].members or (attribution.actor,)


@dataclass(frozen=True, slots=True)
class Known:
    """An actor over all articles: the number and name in the ledger, and the other names and roles that were seen."""

    actor: int
    name: str
    type: ActorType
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def without(document: Document, rejected: Collection[int]) -> Document:
    """`document` less the attributions at the places `rejected`; what stood within one stands in what is around it."""
    if not rejected:
        return document
    places: dict[int, int | None] = {}
    kept: list[Attribution] = []
    for place, attribution in enumerate(document.attributions):
        within = None if attribution.within is None else places[attribution.within]
        if place in rejected:
            places[place] = within
        else:
            places[place] = len(kept)
            kept.append(replace(attribution, within=within))
    return replace(document, attributions=tuple(kept))
