"""How well found attributions agree with a careful reader's: F1 of spans and of whole relations.

Offsets are compared by tokens (runs of word characters, or single other marks; quotation marks and
plain punctuation don't count), so that a comma inside or outside of a span makes no difference.

- `token.ROLE`: tokens that carry the role;
- `exact.ROLE`: all the pieces of one attribution's role, equal token for token;
- `relation`: attributions whose cue overlaps, with content and source IoU of at least one half;
- `relation.exact`: source and content equal token for token, and the cue overlaps.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.records import Span

ROLES = ("source", "cue", "content")
TOKEN = re.compile(r"\w+|[^\w\s]")
UNCOUNTED = frozenset("\"'“”‘’`,.;:")
Spans = Mapping[str, Sequence[Sequence[int]]]
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as sets of token numbers."""

    source: Tokens
    cue: Tokens
    content: Tokens

    def overlap(self, other: "Marked") -> float:
        """The summed IoU of the three roles, to pair the likest first."""
        return sum(iou(getattr(self, role), getattr(other, role)) for role in ROLES)


@dataclass(slots=True)
class Count:
    """Hits, wanted and given ones of one figure."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.gold + self.predicted
        return 2 * self.hits / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """Counts by the name of the figure, added up over articles."""

    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, name: str, hits: int, gold: int, predicted: int) -> None:
        """Add one article's numbers to a figure."""
        count = self.counts.setdefault(name, Count())
        count.hits += hits
        count.gold += gold
        count.predicted += predicted


class Tokenised:
    """A text's tokens, to turn spans of characters into sets of tokens."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for m in TOKEN.finditer(text) if m.group() not in UNCOUNTED]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def tokens(self, spans: Iterable[Sequence[int]]) -> Tokens:
        """The tokens that any of `spans` touches."""
        return frozenset(
            i for start, end in spans for i in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        )

    def marked(self, attribution: Spans) -> Marked:
        """An attribution's three roles; a role that is left out is empty."""
        return Marked(*(self.tokens(attribution.get(role, ())) for role in ROLES))


def iou(a: Tokens, b: Tokens) -> float:
    """Intersection over union; two empty sets agree."""
    return len(a & b) / len(a | b) if a or b else 1.0


def pair(gold: Sequence[Marked], predicted: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pair attributions that share cue or content words one to one, best overlap first."""
    scored = [
        (-a.overlap(b), g, p)
        for g, a in enumerate(gold)
        for p, b in enumerate(predicted)
        if a.cue & b.cue or a.content & b.content
    ]
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for _, g, p in sorted(scored):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append((g, p))
    return pairs


def same_cue(a: Marked, b: Marked) -> bool:
    """The cues overlap, or one of the two has none."""
    return not a.cue or not b.cue or bool(a.cue & b.cue)


def related(a: Marked, b: Marked) -> bool:
    """The criterion of the figure `relation`."""
    return same_cue(a, b) and iou(a.content, b.content) >= 0.5 and iou(a.source, b.source) >= 0.5


def score_article(scores: Scores, gold: Sequence[Marked], predicted: Sequence[Marked]) -> list[tuple[int, int]]:
    """Add one article to `scores`; returns the pairs that were made."""
    for role in ROLES:
        wanted = [getattr(a, role) for a in gold]
        given = [getattr(a, role) for a in predicted]
        all_wanted, all_given = frozenset().union(*wanted), frozenset().union(*given)
        scores.add(f"token.{role}", len(all_wanted & all_given), len(all_wanted), len(all_given))
        whole_wanted, whole_given = Counter(filter(None, wanted)), Counter(filter(None, given))
        hits = (whole_wanted & whole_given).total()
        scores.add(f"exact.{role}", hits, whole_wanted.total(), whole_given.total())
    pairs = pair(gold, predicted)
    alike = [(gold[g], predicted[p]) for g, p in pairs if same_cue(gold[g], predicted[p])]
    exact = sum(a.content == b.content and a.source == b.source for a, b in alike)
    scores.add("relation", sum(related(a, b) for a, b in alike), len(gold), len(predicted))
    scores.add("relation.exact", exact, len(gold), len(predicted))
    return pairs


def spans_of(attribution: object) -> dict[str, Sequence[Span]]:
    """The three roles of an `Attribution` record."""
    return {role: getattr(attribution, role) for role in ROLES}
