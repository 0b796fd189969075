"""Learning whom pronouns, descriptions and shared family names mean, from articles whose speakers were labelled.

Conditional logits (McFadden 1974), one for each kind of choice, over the features of `references.actors.features`.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch

from onrecord.articles import to_article
from onrecord.attributions import AttributionReader
from onrecord.evaluation.attributions import gold_rows
from onrecord.evaluation.speakers import same_name
from onrecord.records import ActorType, Attribution, Page, Span
from onrecord.references.actors.discourse import Query
from onrecord.references.actors.entities import Entity
from onrecord.references.actors.feature_names import FEATURES
from onrecord.references.actors.features import candidates, nobody
from onrecord.references.actors.reading import cast_of
from onrecord.references.actors.speakers import Speaker, Speakers
from onrecord.references.reading import gazetteer

from .attributions import Say
from .states import speaker_labels

RIDGE = {"pronoun": 1.0, "description": 3.0, "family": 3.0}
Choice = tuple[list[list[float]], int]


class Noted(Speakers):
    """Resolves as ever, but notes each choice with the labelled answer, and goes on from that."""

    labels: ClassVar[dict[Span, str]] = {}
    choices: ClassVar[dict[str, list[Choice]]] = {kind: [] for kind in RIDGE}

    def _person(self, query: Query, unresolved: ActorType, make: bool = True) -> Speaker:
        speaker = super()._person(query, unresolved, make)
        wanted = next((name for span, name in self.labels.items() if span[0] <= query.span[0] < span[1]), None)
        if wanted is None:
            return speaker
        persons = self.company.persons
        found = candidates(persons, query)
        right = [i for i, (n, _) in enumerate(found) if same_name(wanted, persons.entities[n].name)]
        rows = [*(row for _, row in found), nobody(query)]
        self.choices["description" if query.description else "pronoun"].append((rows, (right or [len(found)])[0]))
        return Speaker(persons.entities[found[right[0]][0]], speaker.confidence, "person") if right else speaker

    def _bearer(self, query: Query, bearers: Sequence[Entity]) -> tuple[Entity, float]:
        chosen = super()._bearer(query, bearers)
        wanted = next((name for span, name in self.labels.items() if span[0] <= query.span[0] < span[1]), None)
        persons = self.company.persons
        rows = [(n, row) for n, row in candidates(persons, query) if persons.entities[n] in bearers]
        right = [i for i, (n, _) in enumerate(rows) if wanted and same_name(wanted, persons.entities[n].name)]
        if len(rows) < 2 or not right:
            return chosen
        self.choices["family"].append(([row for _, row in rows], right[0]))
        return persons.entities[rows[right[0]][0]], chosen[1]


def train_linking(corpus: Path, out: Path, say: Say) -> Path:
    """Learn from the labelled articles of `corpus/train.jsonl`; writes `out/linking.json` and returns its path."""
    reader, labels = AttributionReader(), speaker_labels()
    Noted.choices = {kind: [] for kind in RIDGE}
    rows = [row for row in gold_rows(corpus / "train.jsonl") if row["id"] in labels]
    for number, row in enumerate(rows, 1):
        _note(row, labels[row["id"]], reader)
        if number % 50 == 0:
            say(f"{number} of {len(rows)} articles")
    weights = {}
    for kind, choices in Noted.choices.items():
        weights[kind] = fit(choices, RIDGE[kind])
        right = sum(int(np.argmax(np.array(x) @ weights[kind])) == y for x, y in choices)
        say(f"{kind}: {right} of {len(choices)} choices right")
    out.mkdir(parents=True, exist_ok=True)
    path = out / "linking.json"
    numbers = {kind: dict(zip(FEATURES, np.round(w, 3).tolist(), strict=True)) for kind, w in weights.items()}
    path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    return path


def _note(row: dict[str, Any], labels: Sequence[Sequence[str]], reader: AttributionReader) -> None:
    page = Page(row["id"], row["text"].encode(), "text/plain", id=row["id"], title=row.get("title"))
    article = to_article(page)
    if article.text != row["text"]:
        return  # its labels stand at other places
    attributions = [
        Attribution(
            _spans(a["source"]),
            _spans(a["cue"]),
            _spans(a["content"]),
            "indirect",
            1.0,
            speaker_type=None if kind == "none" else kind,  # type: ignore[arg-type]
        )
        for a, (_, kind, *_) in zip(row["attributions"], labels, strict=True)
    ]
    Noted.labels = {
        (a.source[0][0], a.source[-1][1]): name
        for a, (name, kind, *_) in zip(attributions, labels, strict=True)
        if a.source and kind == "person"
    }
    cast_of(article, attributions, reader.read(article).names, gazetteer().is_state_or_capital, Noted)


def _spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in rows)


def fit(choices: Sequence[Choice], ridge: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The weights with the highest likelihood under a ridge; zeros where there is nothing to learn from."""
    weights = torch.zeros(len(FEATURES), dtype=torch.float64, requires_grad=True)
    rows = [(torch.tensor(x, dtype=torch.float64), y) for x, y in choices]
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = ridge / 2 * (weights**2).sum()
        for x, y in rows:
            total = total - torch.log_softmax(x @ weights, 0)[y]
        total.backward()
        return total

    optimiser.step(loss)
    return weights.detach().numpy()
