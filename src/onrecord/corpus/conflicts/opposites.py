"""Claims of one story that say the opposite of each other, where nothing else has told that one denies the other."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from onrecord.corpus.claims.wording import Wording

from .contrary import contrary, meaning, wording
from .denials import conflict, reversal
from .found import Conflict
from .same import same_source
from .statements import Statement
from .turning import turned_surely
from .vocabulary import any_of, entries

_COMMON = 60  # claims that share a word, beyond which the word leads to none
_SHARED = 2
_WORTH = 0.5  # words in common, of those of the shorter, without which it isn't looked closer
_FEW = 4  # statements of each claim that are compared
_LEAST, _HALF = 0.72, 0.4  # of the words of both
_LEAST_OF_ONE = 0.6  # of the words of the shorter
_LITTLE = 0.3  # the same, where an article tells that the speaker has turned
_NEAR, _NEAR_OF_ONE = 0.6, 0.4  # cosine
_SURE = 0.85
_BEGINS = 5  # letters of a word that it is looked up by
_READ = 400  # characters of a claim
_WORD = re.compile(r"[^\W\d_]{4,}")


def opposite_claims(
    texts: Mapping[int, str], denied: Collection[int], touched: Collection[int]
) -> list[tuple[int, int]]:
    """Pairs of claims of one story, of which one may be the negation of the other, in the order of their numbers.

    `texts` are the claims as they are put; of those in `denied` all statements are denials. One of each pair is of
    `touched`. Time is near-linear: words that many claims have lead to none.
    """
    return list(_pairs(texts, set(denied), set(touched)))


def opposed(ones: Sequence[Statement], others: Sequence[Statement]) -> Conflict | None:
    """The conflict of two claims that are the negation of each other, by their statements."""
    found = [(borne, a, b) for a, b in product(ones[:_FEW], others[:_FEW]) if (borne := _opposed(a, b))]
    if not found:
        return None
    borne, a, b = max(found, key=lambda entry: (entry[0], -entry[1].attribution, -entry[2].attribution))
    if a.actor is not None and a.actor == b.actor:
        return reversal(a, b, borne)
    if _negative(a):
        a, b = b, a
    sureness = round(_SURE * borne * math.sqrt(min(a.confidence, b.confidence)), 3)
    return conflict("denial", a, b, f"{b.who} said the opposite of what {a.who} said", sureness)


def _pairs(texts: Mapping[int, str], denied: set[int], touched: set[int]) -> Iterator[tuple[int, int]]:
    """Claims of which one is negative, with words in common."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for claim, text in texts.items():
        for word in _begins(text):
            by_word[word].append(claim)
    pairs: set[tuple[int, int]] = set()
    for claim, text in texts.items():
        if claim not in denied and not _negator().search(text, 0, _READ):
            continue
        shared = (by_word[word] for word in _begins(text) if len(by_word[word]) <= _COMMON)
        near = Counter(other for others in shared for other in others)
        pairs.update(
            (min(claim, c), max(claim, c))
            for c, n in near.items()
            if c != claim and n >= min(_SHARED, len(_begins(text)), len(_begins(texts[c])))
        )
    for one, other in sorted(pair for pair in pairs if touched & set(pair)):
        left, right = _begins(texts[one]), _begins(texts[other])
        if len(left & right) >= _WORTH * min(len(left), len(right)):
            yield one, other


@lru_cache(maxsize=8192)
def _begins(text: str) -> frozenset[str]:
    return frozenset(word[:_BEGINS].lower() for word in _WORD.findall(text, 0, _READ))


def _negative(statement: Statement) -> bool:
    return wording(statement.content).negative != (statement.commitment == "denied")


def _opposed(one: Statement, other: Statement) -> float:
    """How far two statements are each other's negation, else 0; of one speaker on two days less has to be the same."""
    a, b = wording(one.content), wording(other.content)
    if _negative(one) == _negative(other):
        return 0.0
    if a.mode != b.mode or a.calendar.clash(b.calendar) or not _figures_agree(a, b):
        return 0.0
    left, right = (dict(zip(w.stems, w.weights, strict=True)) for w in (a, b))
    common = sum(weight for stem, weight in left.items() if stem in right)
    least, both = min(sum(left.values()), sum(right.values())), sum(left.values()) + sum(right.values()) - common
    of_one = one.actor is not None and one.actor == other.actor
    if not common or (not of_one and len(left.keys() & right.keys()) < min(_SHARED, len(left), len(right))):
        return 0.0
    if of_one and (one.said is None or other.said is None or one.said == other.said):
        return 0.0
    if not of_one and same_source(one, other):
        return 0.0
    near = meaning(one.content, other.content)
    if of_one:
        surely = turned_surely(one) or turned_surely(other)
        enough = common >= (_LITTLE if surely else _LEAST_OF_ONE) * least and near >= _NEAR_OF_ONE
    else:
        enough = common >= _LEAST * both or (
            common >= _LEAST_OF_ONE * least and common >= _HALF * both and near >= _NEAR
        )
    return contrary(one, other) if enough else 0.0


def _figures_agree(one: Wording, other: Wording) -> bool:
    left, right = ({figure.value for figure in w.figures} for w in (one, other))
    return not left or not right or left == right


@cache
def _negator() -> re.Pattern[str]:
    words = any_of(entries("turning", "words", "negators"))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])|n['’]t(?![^\W_])", re.IGNORECASE)
