"""The order of this stage: an article with its findings in, a document with what they denote out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.records import Actor, Article, Attribution, Document, Findings, Link

from .actors.entities import Entity
from .actors.reading import Cast, cast_of
from .chains import Step, find_steps
from .places import Gazetteer, find_places
from .quantities import find_quantities
from .saying import times_said
from .times import find_times


def refer(article: Article, findings: Findings) -> Document:
    """Resolve who speaks, through whom, when, how much and where; every answer with the span that it was read from."""
    blocks = [(block.start, block.end) for block in article.blocks]
    times = find_times(article.text, blocks, article.published)
    quantities = find_quantities(article.text, blocks, [(t.start, t.end) for t in times])
    cast = cast_of(article, findings.attributions, findings.names, gazetteer().is_state_or_capital)
    places = find_places(article.text, cast.names, blocks, gazetteer())
    steps = find_steps(article, findings.attributions, cast.names, cast.media)
    chains = [_chain(cast, i, steps[i]) for i in range(len(steps))]
    said = times_said(cast.layout, findings.attributions, times)
    numbers, actors = _actors(cast, chains)
    attributions = [
        _resolved(attribution, cast, i, numbers, chains[i], said[i])
        for i, attribution in enumerate(findings.attributions)
    ]
    return Document(article, tuple(attributions), actors, times, quantities, places)


Chain = list[tuple[Entity, Step]]


def _chain(cast: Cast, i: int, steps: Sequence[Step]) -> Chain:
    """The steps with who is behind each; nobody reports themselves."""
    chain: Chain = []
    for step in steps:
        if step.outer is not None:
            entity = cast.speakers[step.outer].entity
        elif step.medium is not None:
            entity = cast.medium(step.medium)
        else:
            entity = cast.outlet()
        if entity is None or (step.relation == "reported by" and entity is cast.speakers[i].entity):
            continue
        relayed = step.relation == "relayed by"
        if relayed and (entity is cast.outlet() or any(entity is e and s.relation == "relayed by" for e, s in chain)):
            continue
        chain.append((entity, step))
    return chain


def _actors(cast: Cast, chains: Sequence[Chain]) -> tuple[dict[int, int], tuple[Actor, ...]]:
    """Everybody named, speaking or handing on, in order of appearance, and the number of each entity."""
    spoke = [s.entity for s in cast.speakers if s.entity]
    wanted = [
        *cast.entities,
        *spoke,
        *(m for e in spoke for m in e.members),
        *(e for chain in chains for e, _ in chain),
    ]
    entities = sorted({id(e): e for e in wanted}.values(), key=lambda e: min(e.mentions, default=(-1, -1)))
    numbers = {id(entity): number for number, entity in enumerate(entities)}
    records = tuple(e.record(tuple(numbers[id(m)] for m in e.members if id(m) in numbers)) for e in entities)
    return numbers, records


def _resolved(
    attribution: Attribution, cast: Cast, i: int, numbers: dict[int, int], chain: Chain, said: int | None
) -> Attribution:
    speaker = cast.speakers[i]
    return replace(
        attribution,
        speaker_type=speaker.type,
        actor=None if speaker.entity is None else numbers[id(speaker.entity)],
        speaker_confidence=None if speaker.entity is None else speaker.confidence,
        chain=tuple(Link(numbers[id(entity)], step.relation, step.span) for entity, step in chain),
        time=said,
    )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that the package carries, loaded once a process."""
    return Gazetteer()
