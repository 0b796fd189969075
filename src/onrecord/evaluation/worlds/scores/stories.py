"""Stories against the truth: which articles are about one happening."""

from collections import defaultdict

from duckdb import DuckDBPyConnection

from ..locating import Located
from ..records import World
from .clustering import agreement
from .counting import Part


def score_stories(world: World, located: Located, connection: DuckDBPyConnection) -> Part:
    """BCubed over the published articles; one that the ledger has in no story is alone."""
    truth = {article.id: article.story for article in world.articles()}
    here = story_of(connection)
    found = {text: here[article] for text, article in located.articles.items() if article in here}
    part = Part()
    part.add("stories", agreement(truth, found))
    counts = f"{len(set(truth.values()))} in truth, {len(set(found.values()))} found"
    part.add("how many", {"truth": len(set(truth.values())), "found": len(set(found.values()))}, counts)
    held: defaultdict[object, list[str]] = defaultdict(list)
    split: defaultdict[object, set[object]] = defaultdict(set)
    for text, told in truth.items():
        held[found.get(text, text)].append(text)
        split[told].add(found.get(text, text))
    for story, parts in sorted(split.items(), key=str):
        if len(parts) > 1:
            pieces = (" ".join(t for t in held[key] if truth[t] == story) for key in sorted(parts, key=str))
            part.errors.append(f"apart, {story}: {' | '.join(pieces)}")
    for texts in held.values():
        if len({truth[text] for text in texts}) > 1:
            part.errors.append(f"joined: {', '.join(f'{text} ({truth[text]})' for text in texts)}")
    return part


def story_of(connection: DuckDBPyConnection) -> dict[int, int]:
    """The story of each article that has one; of several, the surest."""
    rows = connection.execute("SELECT article, story FROM story_articles ORDER BY confidence, story DESC").fetchall()
    return dict(rows)
