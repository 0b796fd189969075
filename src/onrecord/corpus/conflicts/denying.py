"""How likely one statement denies another: what their words have in common, and how they stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.corpus.claims.wording import Wording

from .likeness import shipped_words
from .meaning import meanings, wording
from .polarity import early, emphatic, fragment, late, negations, opposing, pointing, soft, weak
from .statements import Statement
from .vocabulary import table

_LEAD = 160  # characters before a statement that may tell that it is set against another
_UNLIKE = 0.2  # cosine of texts that have nothing in common
_HOPELESS = 0.4  # a pair that can't be likelier than this isn't looked at closely
_BEHIND = 1.0  # in odds, as their logarithm: what the words may make up for
_EACH = ("early", "late", "weak", "fragment_denies", "cue", "contrary", "denied")  # of the one that denies
_PAIR = (
    "cosine", "one_claim", "double", "fragment_says", "asked", "soft", "emphatic",
    "adjacent", "next", "cue_near", "contrary_near", "pointing", "denied_next",
)  # fmt: skip
_WORDS = ("more", "less", "exact", "names", "alone", "figures_clash", "days_clash", "modes", "knowing", "opposites")
SIGNS = (*_EACH, *_PAIR, *_WORDS)
"""What is told of a pair besides a constant: by the one that denies; by both; by the words that they have in common."""
_OF_PLACE = (
    "adjacent", "next", "cue", "contrary", "cue_near", "contrary_near", "denied", "denied_next", "pointing", "emphatic",
)  # fmt: skip
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Facing:
    """A statement and one that may deny it; `between` other statements stand between them, -1: not in one article."""

    says: Statement
    denies: Statement
    between: int = -1


def likelihoods(pairs: Sequence[Facing]) -> list[tuple[float, float]]:
    """How likely the one of each pair denies the other, from 0 to 1; and by the words alone, wherever they stand."""
    if not pairs:
        return []
    weights: dict[str, float] = table("denying")["weights"]
    each = np.zeros((len(pairs), len(SIGNS)))
    each[:, : -len(_WORDS)] = quick_signs(pairs)
    by_sign = np.array([weights[name] for name in SIGNS])
    most = sum(max(0.0, weights[name]) * (2 if name == "names" else 1) for name in _WORDS)
    place = np.array([name in _OF_PLACE for name in SIGNS])
    # a reversal is told by the words alone, so what their places say must not speak against a pair here
    quick = each @ np.where(place, np.maximum(by_sign, 0.0), by_sign) + weights["constant"] + most
    likely = np.flatnonzero((quick > np.log(_HOPELESS / (1 - _HOPELESS))) & (quick > _best(pairs, quick) - _BEHIND))
    each[likely, -len(_WORDS) :] = slow_signs([pairs[at] for at in likely.tolist()])
    odds = np.full((len(pairs), 2), -9.0)
    told = each[likely] * by_sign
    odds[likely, 0] = told.sum(1) + weights["constant"]
    odds[likely, 1] = told[:, ~place].sum(1) + weights["constant"]
    return [(float(one), float(alone)) for one, alone in 1 / (1 + np.exp(-odds))]


def _best(pairs: Sequence[Facing], quick: Numbers) -> Numbers:
    """Of each pair, the most that one with the same statement that denies has: those far behind need no closer look."""
    best: dict[tuple[int, int | None], float] = {}
    keys = [(pair.denies.claim, pair.says.actor if pair.says.actor == pair.denies.actor else None) for pair in pairs]
    for key, value in zip(keys, quick.tolist(), strict=True):
        best[key] = max(value, best.get(key, value))
    return np.array([best[key] for key in keys])


def quick_signs(pairs: Sequence[Facing]) -> Numbers:
    """For each pair the SIGNS that need no look at the words: a row a pair."""
    vectors = meanings([side.content for pair in pairs for side in (pair.says, pair.denies)])
    one, other = (np.stack([vectors[text] for text in texts]) for texts in _contents(pairs))
    cosines = np.einsum("pd,pd->p", one, other)
    known: dict[int, tuple[float, ...]] = {}
    rows = []
    for pair, cosine in zip(pairs, cosines.tolist(), strict=True):
        denies = pair.denies
        if id(denies) not in known:
            known[id(denies)] = _of_one(denies)
        rows.append((*known[id(denies)], max(0.0, cosine - _UNLIKE), *_of_pair(pair)))
    return np.array(rows, dtype=np.float64)


def slow_signs(pairs: Sequence[Facing]) -> Numbers:
    """For each pair the SIGNS that the words tell: a row a pair."""
    shipped_words().learn(word for texts in _contents(pairs) for text in texts for word in wording(text).words)
    known: dict[tuple[str, str], tuple[float, ...]] = {}
    for key in zip(*_contents(pairs), strict=True):
        if key not in known:
            known[key] = _of_words(*key)
    rows = [known[key] for key in zip(*_contents(pairs), strict=True)]
    return np.array(rows, dtype=np.float64).reshape(len(pairs), len(_WORDS))


def _contents(pairs: Sequence[Facing]) -> tuple[list[str], list[str]]:
    return [pair.says.content for pair in pairs], [pair.denies.content for pair in pairs]


def _of_one(denies: Statement) -> tuple[float, ...]:
    content = denies.content
    return (
        float(early(content)),
        float(late(content)),
        float(weak(content)),
        float(fragment(content)),
        *map(float, opposing(denies.before[-60:] + " … " + denies.behind[:60])),
        float(denies.commitment == "denied"),
    )


def _of_pair(pair: Facing) -> tuple[float, ...]:
    says, denies = pair.says, pair.denies
    adjacent = pair.between >= 0
    then = max(says, denies, key=lambda side: side.start)
    lead = opposing(then.before[-_LEAD:] + " … " + then.behind[:40]) if adjacent else (False, False)
    return (
        float(says.claim == denies.claim),
        float(negations(denies.content) + negations(says.content) > 1),
        float(fragment(says.content)),
        float(says.commitment in ("asked", "conditional") or denies.commitment in ("asked", "conditional")),
        float(soft(says.content) != soft(denies.content)),
        float(emphatic(says.content)),
        float(adjacent),
        float(pair.between == 0),
        *map(float, lead),
        float(adjacent and pointing(denies.content)),
        float(pair.between == 0 and denies.commitment == "denied" and then is denies),
    )


def _of_words(says: str, denies: str) -> tuple[float, ...]:
    one, other = wording(says), wording(denies)
    like = shipped_words().likeness(one, other)
    left, right = ({figure.value for figure in side.figures} for side in (one, other))
    names = sum(1 for word, named in zip(one.words, one.named, strict=True) if named and word in other.words)
    return (
        like.more,
        like.less,
        like.exact,
        min(2.0, names),
        float(like.shared == 0),
        float(bool(left) and bool(right) and left.isdisjoint(right)),
        float(one.calendar.clash(other.calendar)),
        float(one.mode != other.mode),
        float(one.knowing != other.knowing),
        float(_opposed(one, other)),
    )


def _opposed(one: Wording, other: Wording) -> bool:
    """Whether the one has a word for the opposite of what the other says: where one is negated, they say the same."""
    ones, others = set(one.opposites), set(other.opposites)
    return any((scale, -side) in others and (scale, -side) not in ones for scale, side in ones)
