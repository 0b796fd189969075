"""How alike two ways are of putting items into clusters.

BCubed (Bagga and Baldwin 1998): precision and recall of an item's companions, averaged over items; and precision and
recall of pairs of items that are together.
"""

from collections import Counter
from collections.abc import Container, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

_Item = TypeVar("_Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures from 0 to 1, and how many items they are of."""

    items: int
    precision: float
    recall: float
    pair_precision: float
    pair_recall: float

    @property
    def f1(self) -> float:
        """BCubed F1."""
        return harmonic(self.precision, self.recall)

    @property
    def pair_f1(self) -> float:
        """F1 of pairs."""
        return harmonic(self.pair_precision, self.pair_recall)

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain data."""
        bcubed = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        pairs = {"precision": self.pair_precision, "recall": self.pair_recall, "f1": self.pair_f1}
        return {"items": self.items, "bcubed": bcubed, "pairs": pairs}

    def __str__(self) -> str:
        return (
            f"BCubed P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}; "
            f"pairs P {self.pair_precision:.3f} R {self.pair_recall:.3f}; {self.items} items"
        )


def agreement(
    truth: Mapping[_Item, Hashable], found: Mapping[_Item, Hashable], among: Container[Hashable] | None = None
) -> Agreement:
    """Compare clusters of the items of `truth`: each item's cluster there, and in `found`; one that isn't is alone.

    BCubed is averaged over the items of the true clusters `among` (default: all); pairs are those of all items.
    """
    # A tuple with a mark of its own can't be the name of a cluster that was found
    here = {item: ("found", found[item]) if item in found else ("alone", item) for item in truth}
    both = Counter((truth[item], here[item]) for item in truth)
    wanted, given = Counter(truth.values()), Counter(here.values())
    pairs = [sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, given, wanted)]
    asked = [(true, cluster, n) for (true, cluster), n in both.items() if among is None or true in among]
    items = sum(n for _, _, n in asked)
    return Agreement(
        items,
        ratio(sum(n * n / given[cluster] for _, cluster, n in asked), items),
        ratio(sum(n * n / wanted[true] for true, _, n in asked), items),
        ratio(pairs[0], pairs[1]),
        ratio(pairs[0], pairs[2]),
    )


def ratio(part: float, whole: float) -> float:
    """A share; of nothing, it is whole."""
    return part / whole if whole else 1.0


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
