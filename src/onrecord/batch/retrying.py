"""Pages that could not be read, once more from where they came."""

from collections.abc import Iterable

from onrecord.batch.adding import finish, read_into
from onrecord.batch.arriving import STANDARD_INPUT, Item
from onrecord.batch.facts import Facts
from onrecord.batch.failing import Failed, failures
from onrecord.batch.how import How
from onrecord.batch.summary import Summary, Tally
from onrecord.ledger import Ledger


def retry(ledger: Ledger, pattern: str | None, how: How) -> Summary:
    """Open failures again from their sources and read them, with what was said of them when they were added."""
    tally = Tally(ledger.path, how.watch)
    groups: dict[Facts, list[Failed]] = {}
    for one in failures(ledger, pattern):
        groups.setdefault(one.facts, []).append(one)
    for facts, group in groups.items():
        _retry(ledger, group, facts, how, tally)
    return tally.summary()


def _retry(ledger: Ledger, group: Iterable[Failed], facts: Facts, how: How, tally: Tally) -> None:
    left = {(one.source, one.name) for one in group}
    sources = list(dict.fromkeys(one.source for one in group if one.source != STANDARD_INPUT))

    def wanted(source: str, item: Item) -> bool:
        if (source, item.name) not in left:
            return False
        left.discard((source, item.name))
        return True

    with how.writing(ledger, facts.command("retry")) as writer:
        writer.begin(sources)
        read_into(ledger, writer, sources, facts, how, tally, wanted)
        finish(writer, how)
    tally.count("gone", len(left))
