"""One step of the way from a speaker to the reader, before it is known who the media and the speakers are."""

from dataclasses import dataclass

from onrecord.records import Relation, Span


@dataclass(frozen=True, slots=True)
class Step:
    """How a statement came one step nearer to the reader.

    `span` is the words that tell of it ("quoted by AFP", "told CNN", "(AFP)"), `medium` where the medium's name or
    description stands; both are None for the outlet. `outer` is the place, among the attributions, of the one whose
    speaker reports this one; it has no medium.
    """

    relation: Relation
    span: Span | None
    medium: Span | None
    outer: int | None = None
