"""The stage: an article in, its attributions out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from onrecord.models import Weights, shipped
from onrecord.records import Article, Attribution, AttributionKind, Findings, Span

from .assembling import Draft, Piece, Tuning, assemble
from .chain import Chain
from .confidence import confidence, features
from .continuing import carried_on
from .dialogue import dialogue
from .encoding import Encoder, Encoding
from .headlines import with_headlines
from .heads import Words, names, stance, with_heads
from .hedges import with_hedges
from .kinds import kind_of
from .nesting import contents_apart, promising
from .quotation import Quotation, quotations
from .reading import Reading, read
from .unsaid import says_nothing
from .words import word_list

DEPTH = 2
LEAST = 0.25  # what is less sure is more often wrong than it helps
LEAST_INSIDE = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A record, the draft that it was made of (none, where a rule made it), and what it stands within."""

    attribution: Attribution
    draft: Draft | None = None
    within: int | None = None


class AttributionReader:
    """Reads attributions with the weights in `folder` (default: those that the package carries).

    The weights are opened, hash-checked and loaded once, here; raises ModelError where they are missing
    or not the ones that were shipped. `threads` is the number of cores that one reading may use.
    """

    def __init__(self, threads: int = 1, folder: Path | None = None) -> None:
        weights = Weights.open(folder or shipped("attributions"))
        decoder = weights.json("decoder.json")
        self.version = weights.version
        self.network = with_heads(weights.session("model.onnx", threads), weights.session("heads.onnx", threads))
        self.bias = np.array(decoder["labels"], dtype=np.float32)
        self.encoder = Encoder(weights.read("tokenizer.json"))
        self.chain = Chain.from_json(decoder["chain"])
        self.tuning = Tuning(**decoder["tuning"])
        self.confidence_weights: list[float] = decoder["confidence"]
        self.cue_pieces = np.array(decoder["cue pieces"], dtype=np.int64)
        self.skipped = self.encoder.pieces(sorted(word_list("complementizers")))
        self.stop = int(self.encoder.pieces(["."])[0])

    def read(self, article: Article) -> Findings:
        """The attributions in the blocks of `article`, in the order of their first character, and its names."""
        blocks = [(block.start, block.end) for block in article.blocks]
        encoding = self.encoder(article.text, blocks)
        quoted = quotations(article.text, blocks)
        reading = read(encoding, self.network)
        found = self._outer(article, encoding, reading, quoted)
        level = range(len(found))
        for _ in range(DEPTH):
            inner = self._inner(article.text, encoding, quoted, found, level)
            level = range(len(found), len(found) + len(inner))
            found += inner
        mended, hedges = with_hedges(article, [f.attribution for f in found], quoted)
        found = [replace(f, attribution=attribution) for f, attribution in zip(found, mended, strict=True)]
        whole = _ordered([*found, *map(Found, hedges)])
        return Findings(whole, tuple(names(encoding, reading)))

    def _outer(
        self, article: Article, encoding: Encoding, reading: Reading, quoted: Sequence[Quotation]
    ) -> list[Found]:
        """What the network finds in the article as a whole, set right where the layout tells better."""
        drafts = assemble(encoding, reading, self.chain, self.tuning)
        records = [self._record(article.text, encoding, draft, quoted) for draft in drafts]
        found = [
            Found(attribution, None if place is None else drafts[place])
            for place, attribution in with_headlines(article, records, quoted)
            if attribution.confidence >= LEAST and not says_nothing(article.text, attribution)
        ]
        wrong, new = dialogue(article, [f.attribution for f in found], quoted)
        found = [f for i, f in enumerate(found) if i not in wrong] + [Found(attribution) for attribution in new]
        carried = carried_on(article, [f.attribution for f in found], quoted)
        return [
            replace(f, attribution=self._labelled(attribution, Words.of_record(encoding, attribution), reading))
            for f, attribution in zip(found, carried, strict=True)
        ]

    def _inner(
        self, text: str, encoding: Encoding, quoted: Sequence[Quotation], found: Sequence[Found], level: range
    ) -> list[Found]:
        """What stands inside the contents of the attributions in `level`."""
        outer = [(i, d) for i in level if (d := found[i].draft) and promising(encoding, d, self.cue_pieces)]
        if not outer:
            return []
        kinds = [found[i].attribution.kind for i, _ in outer]
        contents = contents_apart(encoding, [draft for _, draft in outer], kinds, self.skipped, self.stop)
        reading = read(contents.encoding, self.network, context=0)
        inner = []
        for draft in assemble(contents.encoding, reading, self.chain, self.tuning, apart=True):
            ours = contents.in_article(draft)
            attribution = self._labelled(self._record(text, encoding, ours, quoted), Words.of_draft(draft), reading)
            if attribution.confidence >= LEAST_INSIDE:
                inner.append(Found(attribution, ours, outer[contents.owner[draft.cue.start]][0]))
        return inner

    def _labelled(self, attribution: Attribution, words: Words, reading: Reading) -> Attribution:
        told = stance(words, reading, self.bias)
        return replace(attribution, type=told.type, commitment=told.commitment, speaker_type=told.speaker_type)

    def _record(self, text: str, encoding: Encoding, draft: Draft, quoted: Sequence[Quotation]) -> Attribution:
        kind = kind_of(text, _spans(encoding, draft.content), quoted)
        return record(encoding, draft, kind, confidence(features(draft, kind), self.confidence_weights))


def _ordered(found: Sequence[Found]) -> tuple[Attribution, ...]:
    """In the order of their first character, each followed by those within it."""
    inside: dict[int | None, list[int]] = {}
    for i in sorted(range(len(found)), key=lambda i: _first_character(found[i].attribution)):
        inside.setdefault(found[i].within, []).append(i)
    order: list[tuple[int, int | None]] = []

    def place(outer: int | None, at: int | None) -> None:
        for i in inside.get(outer, ()):
            order.append((i, at))
            place(i, len(order) - 1)

    place(None, None)
    return tuple(replace(found[i].attribution, within=at) for i, at in order)


def record(encoding: Encoding, draft: Draft, kind: AttributionKind, sure: float) -> Attribution:
    """A draft as a record, its words as characters of the text."""
    source, cue, content = (_spans(encoding, pieces) for pieces in (draft.source, [draft.cue], draft.content))
    return Attribution(source, cue, content, kind, round(sure, 4))


def _spans(encoding: Encoding, pieces: Sequence[Piece]) -> tuple[Span, ...]:
    ordered = sorted(pieces, key=lambda piece: piece.start)
    return tuple((int(encoding.starts[p.start]), int(encoding.ends[p.end - 1])) for p in ordered)


def _first_character(attribution: Attribution) -> int:
    return min(start for start, _ in attribution.source + attribution.cue + attribution.content)
