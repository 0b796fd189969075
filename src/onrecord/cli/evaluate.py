"""`onrecord evaluate …`: what is read against what people marked."""

import json
from pathlib import Path
from typing import IO

import click


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--weights", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Other weights than the shipped."
)
@click.option("--threads", default=1, show_default=True, type=click.IntRange(1), help="CPU cores to use.")
@click.option("--out", type=click.File("w", encoding="utf-8"), help="Write what was read, as JSON Lines.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON.",
)
def attributions(gold: Path, weights: Path | None, threads: int, out: IO[str] | None, shape: str) -> None:
    """Read the articles of GOLD and compare the attributions with the marked ones.

    GOLD is JSON Lines: {"id", "text", "attributions": [{"source": [[start, end], …], "cue": …, "content": …}]}.
    Attributions inside the content of others are not compared, as such corpora mark every word once.
    """
    from onrecord.attributions import AttributionReader
    from onrecord.evaluation.attributions import Report, evaluate
    from onrecord.export.json import to_json
    from onrecord.pipeline import Pipeline

    report = Report()
    pipeline = Pipeline(force=True, reader=AttributionReader(threads, weights))
    for current, document in evaluate(gold, pipeline):
        report = current
        if out:
            out.write(to_json(document) + "\n")
    click.echo(json.dumps(report.as_dict(), indent=1) if shape == "json" else "\n".join(report.lines()))
