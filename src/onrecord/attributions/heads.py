"""What else the one encoder pass tells: names, and each attribution's type, commitment and kind of speaker.

A small network stands on the encoder's layers (Tenney et al. 2019: what a layer knows can be read off it). For
every word it gives a score for each name tag, and for each way in which a word can take part in an attribution
(`PARTS`) a score for each label; an attribution's scores are the sums over its parts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from onrecord.records import ActorType, Attribution, AttributionType, Commitment, Name, NameKind, Span

from .assembling import Draft, Piece
from .encoding import Encoding, Ints
from .reading import Floats, Reading, Run

NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
NAME_TAGS = ("O", *(f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI"))
SPEAKER_TYPES = (*get_args(ActorType), None)
TYPES: tuple[AttributionType, ...] = get_args(AttributionType)
COMMITMENTS: tuple[Commitment, ...] = get_args(Commitment)
LABELS = len(SPEAKER_TYPES) + len(TYPES) + len(COMMITMENTS)
PARTS = ("cue", "content", "source", "content's end", "cue's start", "around the cue", "anywhere in the content",
         "content's start", "anywhere in the cue", "source's start", "source's end")  # fmt: skip
STRONGEST = ("anywhere in the content", "anywhere in the cue")
AROUND = 3
NO_WORDS: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Stance:
    """What an attribution is: its type, its commitment, and what kind of speaker is behind it (None: nobody)."""

    type: AttributionType
    commitment: Commitment
    speaker_type: ActorType | None


def with_heads(network: Run, heads: Run) -> Run:
    """The network and, on its hidden states, the heads, as one: scores of tags, links, names and labels."""

    def run(inputs: dict[str, Ints]) -> list[Floats]:
        tags, links, hidden = network(inputs)
        words = inputs["first_piece"] - 1
        at = np.minimum(words, inputs["case"].shape[1] - 3) + 1
        marks = {name: np.take_along_axis(inputs[name], at, axis=1) for name in ("case", "quote")}
        return [tags, links, *heads({"hidden": hidden, **marks})]  # type: ignore[dict-item]

    return run


def names(encoding: Encoding, reading: Reading) -> Iterator[Name]:
    """The names of a text; a tag that continues nothing begins a name."""
    if not len(reading.names):
        return
    chances = _softmax(reading.names)
    tags = chances.argmax(1)
    tags[encoding.is_break] = 0
    start = 0
    while start < len(tags):
        if not tags[start]:
            start += 1
            continue
        kind, end = (tags[start] - 1) // 2, start + 1
        while end < len(tags) and tags[end] == 2 * kind + 2:
            end += 1
        sure = chances[start:end, 2 * kind + 1 : 2 * kind + 3].sum(1).mean()
        yield Name(int(encoding.starts[start]), int(encoding.ends[end - 1]), NAME_KINDS[kind], round(float(sure), 3))
        start = end


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an attribution's roles, by number and in order."""

    cue: Ints
    content: Ints
    source: Ints

    @classmethod
    def of_draft(cls, draft: Draft) -> "Words":
        """Those of a draft, in the encoding that it was made in."""
        return cls(_of_pieces([draft.cue]), _of_pieces(draft.content), _of_pieces(draft.source))

    @classmethod
    def of_record(cls, encoding: Encoding, attribution: Attribution) -> "Words":
        """Those that the spans of a record touch."""
        return cls.of_spans(encoding, attribution.cue, attribution.content, attribution.source)

    @classmethod
    def of_spans(
        cls, encoding: Encoding, cue: Sequence[Span], content: Sequence[Span], source: Sequence[Span]
    ) -> "Words":
        """Those that the spans of each role touch."""
        return cls(*(_of_spans(encoding, sorted(spans)) for spans in (cue, content, source)))


def _of_pieces(pieces: Sequence[Piece]) -> Ints:
    ordered = sorted(pieces, key=lambda piece: piece.start)
    return np.concatenate([NO_WORDS, *(np.arange(p.start, p.end) for p in ordered)])


def _of_spans(encoding: Encoding, spans: Sequence[Span]) -> Ints:
    ranges = [
        np.arange(np.searchsorted(encoding.ends, start, side="right"), np.searchsorted(encoding.starts, end))
        for start, end in spans
    ]
    return np.concatenate([NO_WORDS, *ranges])


def parts_of(words: Words, count: int) -> list[Ints]:
    """The words of an attribution for each of PARTS; `count` is how many the text has."""
    cue, content, source = words.cue, words.content, words.source
    around = NO_WORDS
    if len(cue):
        near = np.concatenate([np.arange(cue[0] - AROUND, cue[0]), np.arange(cue[-1] + 1, cue[-1] + 1 + AROUND)])
        around = near[(near >= 0) & (near < count)]
    return [cue, content, source, content[-2:], cue[:1], around, content, content[:2], cue, source[:1], source[-1:]]


def stance(words: Words, reading: Reading, bias: Floats) -> Stance:
    """The labels with the highest sums; `bias` [2, LABELS] is added to all, its second row where no source is."""
    total = bias[0] if len(words.source) else bias.sum(0)
    for number, part in enumerate(parts_of(words, len(reading.labels))):
        if len(part):
            scores = reading.labels[part, number]
            total = total + (scores.max(0) if PARTS[number] in STRONGEST else scores.mean(0))
    first, second = len(SPEAKER_TYPES), len(SPEAKER_TYPES) + len(TYPES)
    return Stance(
        TYPES[int(total[first:second].argmax())],
        COMMITMENTS[int(total[second:].argmax())],
        SPEAKER_TYPES[int(total[:first].argmax())],
    )


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
