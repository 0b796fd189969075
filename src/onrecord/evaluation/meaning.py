"""How well statements are found again in other words, and how good the signatures are.

`python -m onrecord.evaluation.meaning FILE.jsonl…` hides pairs of statements written for this project (one statement in
two wordings, and a near miss: another number or the opposite) among the contents of labelled articles.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.meaning import Signatures, Vectors, shipped_embedder, terms

from .attributions import gold_rows

Scores = npt.NDArray[np.floating]
Scorer = Callable[[Sequence[str], Sequence[str]], Scores]  # queries, texts -> [queries, texts], the higher the nearer
Embed = Callable[[Sequence[str]], Vectors]
FEWEST_WORDS, NEAREST, CANDIDATES, ASKED = 3, 10, 300, 1000
SHARE, HALF = 0.1, 8.0  # what a word adds at most, and the BM25 score that adds half of it
SATURATION, LENGTH = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement, the same in other words, and one that is near to it in words only."""

    statement: str
    paraphrase: str
    near: str


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of wordings whose other wording came first, came among the first ten, came before the near miss."""

    first: float
    tenth: float
    before_near: float

    def __str__(self) -> str:
        """One line of figures."""
        return f"recall@1 {self.first:.3f}  recall@10 {self.tenth:.3f}  before the near miss {self.before_near:.3f}"


def pairs() -> list[Pair]:
    """The pairs that the package carries."""
    lines = (files("onrecord.evaluation") / "data" / "paraphrases.jsonl").read_text(encoding="utf-8").splitlines()
    return [Pair(**json.loads(line)) for line in lines]


def contents(paths: Sequence[Path]) -> list[str]:
    """The contents of labelled articles, of three words or more, each once."""
    found = {
        " ".join(" ".join(row["text"][start:end] for start, end in attribution["content"]).split()): None
        for path in paths
        for row in gold_rows(path)
        for attribution in row["attributions"]
    }
    return [text for text in found if len(text.split()) >= FEWEST_WORDS]


def search(scorer: Scorer, others: Sequence[str]) -> Found:
    """Look for each wording of every pair by its other one, among the other pairs and `others`."""
    asked = pairs()
    ranks: list[int] = []
    for queries, wanted in (
        ([p.paraphrase for p in asked], [p.statement for p in asked]),
        ([p.statement for p in asked], [p.paraphrase for p in asked]),
    ):
        scores = scorer(queries, [*wanted, *others])
        ranks += [int((row > row[number]).sum()) for number, row in enumerate(scores)]
    scores = scorer([p.paraphrase for p in asked], [*(p.statement for p in asked), *(p.near for p in asked)])
    numbers = np.arange(len(asked))
    before = scores[numbers, numbers] > scores[numbers, numbers + len(asked)]
    placed = np.array(ranks)
    return Found(float((placed < 1).mean()), float((placed < NEAREST).mean()), float(before.mean()))


def by_meaning(embed: Embed) -> Scorer:
    """Cosines of vectors."""
    return lambda queries, texts: embed(queries) @ embed(texts).T


def by_words(queries: Sequence[str], texts: Sequence[str]) -> Scores:
    """BM25 over terms (Robertson and Zaragoza 2009)."""
    counts = [terms(text) for text in texts]
    lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
    frequency = Counter(term for count in counts for term in count)
    norms = SATURATION * (1 - LENGTH + LENGTH * lengths / max(lengths.mean(), 1.0))
    scores = np.zeros((len(queries), len(texts)))
    for row, query in zip(scores, queries, strict=True):
        for term in terms(query):
            weight = math.log(1 + (len(texts) - frequency[term] + 0.5) / (frequency[term] + 0.5))
            amount = np.array([count.get(term, 0) for count in counts], dtype=np.float64)
            row += weight * amount * (SATURATION + 1) / (amount + norms)
    return scores


def together(words: Scorer, meaning: Scorer) -> Scorer:
    """Cosines, raised by up to `SHARE` for shared words."""

    def scorer(queries: Sequence[str], texts: Sequence[str]) -> Scores:
        shared = words(queries, texts)
        return meaning(queries, texts) + SHARE * shared / (shared + HALF)

    return scorer


def signature_recall(vectors: Vectors, signatures: Signatures) -> float:
    """Of the ten nearest by cosine, the share among the 300 nearest by signature; the first 1,000 rows ask."""
    shares = []
    for number in range(min(ASKED, len(vectors))):
        cosines = vectors @ vectors[number]
        differing = np.unpackbits((signatures ^ signatures[number]).view(np.uint8), axis=1)
        distances = differing.sum(1, dtype=np.int64)
        cosines[number], distances[number] = -2.0, signatures.shape[1] * 64 + 1
        candidates = np.argsort(distances, kind="stable")[:CANDIDATES]
        shares.append(np.isin(_top(cosines), candidates).mean())
    return float(np.mean(shares))


def agreement(vectors: Vectors, teacher: Vectors) -> tuple[float, float]:
    """How far cosines follow a teacher's: their correlation, and the share of its ten nearest that are among ours."""
    ours, theirs = vectors @ vectors.T, teacher @ teacher.T
    above = np.triu_indices(len(ours), 1)
    correlation = float(np.corrcoef(ours[above], theirs[above])[0, 1])
    for cosines in (ours, theirs):
        np.fill_diagonal(cosines, -2.0)
    shares = [np.isin(_top(a), _top(b)).mean() for a, b in zip(ours, theirs, strict=True)]
    return correlation, float(np.mean(shares))


def _top(scores: Scores) -> npt.NDArray[np.int64]:
    return np.argsort(-scores, kind="stable")[:NEAREST].astype(np.int64)


def main(paths: Sequence[str]) -> None:
    """Print the figures of the shipped embedder."""
    others = contents([Path(path) for path in paths])
    embedder = shipped_embedder()
    meaning = by_meaning(embedder.vectors)
    print(f"{2 * len(pairs())} wordings among {len(others)} contents")
    print(f"words (BM25)        {search(by_words, others)}")
    print(f"meaning             {search(meaning, others)}")
    print(f"words and meaning   {search(together(by_words, meaning), others)}")
    if others:
        vectors = embedder.vectors(others)
        recall = signature_recall(vectors, embedder.signatures(vectors))
        print(f"of the ten nearest by cosine, among the {CANDIDATES} nearest by signature: {recall:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
