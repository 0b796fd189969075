"""Claims against the truth: which statements make one proposition, and which of them deny it."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from ..covering import Said
from ..locating import Item, Located
from .clustering import agreement, ratio
from .counting import Part

_SHOWN = 70


def score_claims(located: Located, covering: Mapping[Item, Said]) -> Part:
    """BCubed and pairs over all marked statements, and over those that some statement of the ledger covers.

    One that none covers, or that is in no claim, is alone. In the truth, what is marked as made once is alone, but for
    its own copies. As many statements are made once, so that leaving everything apart has a high figure, one is also
    told for those alone that are not. Stance is counted over what is in a claim and not made once.
    """
    truth = {item: item.claim for item in located.items}
    found = {item: one.claim for item, one in covering.items() if one.claim is not None}
    part = Part()
    part.add("claims", agreement(truth, found))
    repeated = {claim for claim, count in Counter(truth.values()).items() if count > 1}
    part.add("claims, of those made more than once", agreement(truth, found, repeated))
    part.add("claims, covered only", agreement({item: truth[item] for item in covering}, found))
    share = ratio(len(covering), len(truth))
    part.add("covered", share, f"{share:.3f} ({len(covering)} of {len(truth)} marked statements)")
    told = [(item.denies, one.denies) for item, one in covering.items() if not item.one_off and one.claim is not None]
    same = ratio(sum(a == b for a, b in told), len(told))
    part.add("stance", same, f"{same:.3f} right of {len(told)}")
    denials = [b for a, b in told if a]
    part.add("denials", ratio(sum(denials), len(denials)), f"{sum(denials)} of {len(denials)} found")
    part.errors += _mistakes(truth, found, covering)
    return part


def _mistakes(truth: Mapping[Item, str], found: Mapping[Item, int], covering: Mapping[Item, Said]) -> list[str]:
    by_claim: defaultdict[str, defaultdict[object, list[Item]]] = defaultdict(lambda: defaultdict(list))
    by_found: defaultdict[int, defaultdict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item, claim in truth.items():
        by_claim[claim][found.get(item, item)].append(item)
        if item in found:
            by_found[found[item]][claim].append(item)
    errors = [f"not covered: {_shown(item)}" for item in truth if item not in covering]
    for claim, parts in sorted(by_claim.items()):
        if len(parts) > 1:
            errors.append(f"apart, {claim}:")
            errors += [f"    {_number(key)} {len(items)}× {_shown(items[0])}" for key, items in parts.items()]
    for number, claims in sorted(by_found.items()):
        if len(claims) > 1:
            errors.append(f"joined, claim {number}:")
            errors += [f"    {key} {len(items)}× {_shown(items[0])}" for key, items in claims.items()]
    for item, one in covering.items():
        if not item.one_off and one.claim is not None and item.denies != one.denies:
            errors.append(f"stance: {'denies' if item.denies else 'says'} {item.claim}: {_shown(item)}")
    return errors


def _number(key: object) -> str:
    return f"claim {key}:" if isinstance(key, int) else "alone:"


def _shown(item: Item) -> str:
    words = item.words if len(item.words) <= _SHOWN else f"{item.words[: _SHOWN - 1]}…"
    return f"{item.text}: “{words}”"
