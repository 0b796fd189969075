"""`onrecord evaluate …`: what is read against what people marked."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol, TypeAlias

import click

Decorator: TypeAlias = Callable[[Callable[..., None]], Callable[..., None]]

_GOLD = click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_WEIGHTS = click.option(
    "--weights", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Other weights than the shipped."
)
_THREADS = click.option("--threads", default=1, show_default=True, type=click.IntRange(1), help="CPU cores to use.")
_OUT = click.option("--out", type=click.File("w", encoding="utf-8"), help="Write what was read, as JSON Lines.")
_FORMAT = click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON.",
)


class Figures(Protocol):
    """Figures that can be shown."""

    def lines(self) -> list[str]:
        """A figure a line."""
        ...

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        ...


@click.command()
@_GOLD
@_WEIGHTS
@_THREADS
@_OUT
@_FORMAT
def attributions(gold: Path, weights: Path | None, threads: int, out: IO[str] | None, shape: str) -> None:
    """Read the articles of GOLD and compare the attributions with the marked ones.

    GOLD is JSON Lines: {"id", "text", "attributions": [{"source": [[start, end], …], "cue": …, "content": …}]}.
    Attributions inside the content of others are not compared, as such corpora mark every word once.
    """
    from onrecord.evaluation.attributions import Report, evaluate
    from onrecord.export.json import to_json

    steps = evaluate(gold, _pipeline(weights, threads))
    _show(Report(), ((report, to_json(document)) for report, document in steps), out, shape)


@click.command()
@_GOLD
@_WEIGHTS
@_THREADS
@_OUT
@_FORMAT
def speakers(gold: Path, weights: Path | None, threads: int, out: IO[str] | None, shape: str) -> None:
    """Read the articles of GOLD and compare who is said to speak, and how, with what readers say.

    GOLD is JSON Lines as for `evaluate attributions`, each attribution with "speaker", "speaker_type", "type" and
    "commitment" as well.
    """
    from onrecord.evaluation.speakers import SpeakerReport, evaluate_speakers
    from onrecord.export.json import to_json

    steps = evaluate_speakers(gold, _pipeline(weights, threads))
    _show(SpeakerReport(), ((report, to_json(document)) for report, document in steps), out, shape)


@click.command()
@_GOLD
@_OUT
@_FORMAT
def times(gold: Path, out: IO[str] | None, shape: str) -> None:
    """Read the articles of GOLD and compare the time expressions with the marked ones, as TempEval-3 does.

    GOLD is JSON Lines: {"id", "text", "published", "times": [{"start", "end", "type", "value"}]}.
    """
    from onrecord.evaluation.times import Report, evaluate

    _show(Report(), ((report, json.dumps(row, ensure_ascii=False)) for report, row in evaluate(gold)), out, shape)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_FORMAT
def quantities(folder: Path, shape: str) -> None:
    """Solve the cases of Recognizers-Text in FOLDER (its Specs for numbers, currencies and units, English)."""
    from onrecord.evaluation.quantities import evaluate_quantities

    _print(evaluate_quantities(folder), shape)


def _pipeline(weights: Path | None, threads: int) -> Any:
    from onrecord.attributions import AttributionReader
    from onrecord.pipeline import Pipeline

    return Pipeline(force=True, reader=AttributionReader(threads, weights))


def _show(empty: Figures, steps: Iterator[tuple[Figures, str]], out: IO[str] | None, shape: str) -> None:
    report = empty
    for current, row in steps:
        report = current
        if out:
            out.write(row + "\n")
    _print(report, shape)


def _print(report: Figures, shape: str) -> None:
    click.echo(json.dumps(report.as_dict(), indent=1) if shape == "json" else "\n".join(report.lines()))
