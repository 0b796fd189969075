"""How well a ledger tells copies, stories, claims, origins and conflicts in a test world, whose truth is known.

`python -m onrecord.evaluation.kestria FOLDER…` prints the articles below the folders as web pages, reads them as
`onrecord add` does, builds, and compares. The form of the files is that of examples/kestria/README.md. `--check` only
looks whether they are in it; `--pages BELOW` only writes the pages.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.errors import CorpusError
from onrecord.evaluation.worlds import World, read_world, write_pages
from onrecord.evaluation.worlds.covering import covered, said
from onrecord.evaluation.worlds.filling import truths
from onrecord.evaluation.worlds.keeping import built, read_pages, readings
from onrecord.evaluation.worlds.locating import Located, locate
from onrecord.evaluation.worlds.orders import ORDERED, score_orders
from onrecord.evaluation.worlds.scores.claims import score_claims
from onrecord.evaluation.worlds.scores.conflicts import score_conflicts
from onrecord.evaluation.worlds.scores.copies import score_copies
from onrecord.evaluation.worlds.scores.counting import Part
from onrecord.evaluation.worlds.scores.origins import score_origins
from onrecord.evaluation.worlds.scores.stories import score_stories
from onrecord.export.visible import one_line
from onrecord.ledger import Ledger, Reading

PARTS = ("copies", "stories", "claims", "origins", "conflicts")


def scores(world: World, ledger: Ledger, parts: Sequence[str] = PARTS) -> tuple[dict[str, Part], Located]:
    """Compare a ledger that was built with the truth about a world; also returns what of the world is in it."""
    with ledger.reading() as connection:
        located = locate(world, connection)
        covering = covered(located, said(connection))
        ways = {
            "copies": lambda: score_copies(world, located, connection),
            "stories": lambda: score_stories(world, located, connection),
            "claims": lambda: score_claims(located, covering),
            "origins": lambda: score_origins(world, located, covering, connection),
            "conflicts": lambda: score_conflicts(world, located, covering, connection),
        }
        return {name: ways[name]() for name in PARTS if name in parts}, located


def evaluate(world: World, options: argparse.Namespace) -> tuple[dict[str, Part], Located]:
    """Read, build and compare as the command's options say."""
    with tempfile.TemporaryDirectory() as folder:
        if options.built:
            return scores(world, Ledger.open(options.ledger), options.parts)
        started = time.monotonic()
        documents = read_pages(world, options.ledger or Path(folder) / "read.duckdb")
        print(f"{len(documents)} articles, read in {time.monotonic() - started:.1f} s", file=sys.stderr)
        given: list[Reading] = readings(documents)
        started = time.monotonic()
        instead = {name: fill for name, fill in truths(world).items() if name in options.true}
        path = options.keep or Path(folder) / "built.duckdb"
        ledger = built(path, given, last=max(options.parts, key=PARTS.index), instead=instead)
        print(f"built in {time.monotonic() - started:.1f} s", file=sys.stderr)
        found, located = scores(world, ledger, options.parts)
        if options.shuffle is not None:
            found["orders"] = score_orders(given, options.shuffle, [name for name in options.parts if name in ORDERED])
        return found, located


def shown(parts: dict[str, Part], errors: bool) -> Iterator[str]:
    """The figures, a line each, and below those of a part what went wrong."""
    for name, part in parts.items():
        yield name
        yield from (f"  {line}" for line in part.lines)
        if errors:
            yield from (f"    {one_line(error)}" for error in part.errors)


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the options say, and print it."""
    options = _options(arguments)
    try:
        world = read_world(options.folders)
    except CorpusError as error:
        raise SystemExit(str(error)) from error
    for warning in world.warnings:
        print(warning, file=sys.stderr)
    if options.check or options.pages:
        if options.pages:
            write_pages(world, options.pages)
        print(f"{len(world.articles())} articles, {len(world.stories)} stories, {len(world.claims)} claims")
        return
    parts, located = evaluate(world, options)
    for warning in located.warnings():
        print(warning, file=sys.stderr)
    if options.format == "json":
        figures = {
            name: part.figures | ({"errors": part.errors} if options.errors else {}) for name, part in parts.items()
        }
        print(json.dumps(figures, indent=1, ensure_ascii=False))
    else:
        print("\n".join(shown(parts, options.errors)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluation.kestria", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="with articles and their truth")
    parser.add_argument("--check", action="store_true", help="only look whether the files are as they should be")
    parser.add_argument("--pages", type=Path, help="only write the articles as web pages below this folder")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    parser.add_argument("--parts", type=_parts, default=PARTS, help=f"some of {','.join(PARTS)}")
    parser.add_argument("--true", type=_parts, default=(), help="stories,claims: take them from the truth")
    parser.add_argument("--ledger", type=Path, help="where the pages are read to, and not read again if they are there")
    parser.add_argument("--keep", type=Path, help="a new ledger, which what was read is built in, and which stays")
    parser.add_argument("--built", action="store_true", help="compare --ledger as it is; nothing is read or built")
    parser.add_argument(
        "--shuffle", type=int, metavar="N", help="also build N random orders of arrival, and one by one"
    )
    options = parser.parse_args(arguments)
    if options.built and not options.ledger:
        parser.error("--built needs the --ledger that was built")
    if strange := set(options.true) - {"stories", "claims"}:
        parser.error(f"--true takes stories and claims, not {min(strange)}")
    if options.keep and options.keep.exists():
        parser.error(f"{options.keep} is there already; --keep makes a new ledger")
    return options


def _parts(written: str) -> tuple[str, ...]:
    parts = tuple(written.split(","))
    if strange := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"{min(strange)!r} is none of {', '.join(PARTS)}")
    return parts


if __name__ == "__main__":
    main()
