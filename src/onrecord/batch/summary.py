"""What a run has done: a tally while it goes on, a summary of it for whoever asks."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from onrecord.records import Failure

_APART = {"NoArticleText": "not_news", "ForeignLanguage": "foreign"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the pages of one run, counted once it is safe in the ledger at `path`.

    `read` are new articles, `changed` new versions of known ones, `same` were there already (whether or not they
    had to be read to see that), `unchanged` are so by word of their server. `not_news` had no article text,
    `foreign` are in another language; `failed` has the others by the class of their error, and `reasons` one
    reason for each class. `gone` could not be tried again: where they came from has them no more. `words` are
    those of the texts that were read, in `seconds`.
    """

    path: Path
    read: int = 0
    same: int = 0
    changed: int = 0
    unchanged: int = 0
    not_news: int = 0
    foreign: int = 0
    gone: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    words: int = 0
    seconds: float = 0.0

    @property
    def pages(self) -> int:
        """How many pages were handed in."""
        return self.read + self.same + self.changed + self.unchanged + self.unread

    @property
    def unread(self) -> int:
        """How many of them could not be read, for whatever reason."""
        return self.not_news + self.foreign + sum(self.failed.values())


class Watch(Protocol):
    """Whoever looks on while a run goes on."""

    def waiting(self, message: str) -> None:
        """Another process writes to the ledger; who, and since when."""
        ...

    def committed(self, summary: Summary, sources: int) -> None:
        """All that `summary` counts is safe now; so many of the sources have been taken up."""
        ...

    def building(self, stage: str, done: int, total: int) -> None:
        """A stage of the building (copies, stories, claims, origins, conflicts) has looked at so many articles."""
        ...

    def failed(self, failure: Failure) -> None:
        """A page could not be read, and that is on record."""
        ...


class Tally:
    """Counts towards a Summary."""

    def __init__(self, path: Path, watch: Watch | None) -> None:
        self._path = path
        self._watch = watch
        self._started = time.monotonic()
        self._outcomes: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._reasons: dict[str, str] = {}
        self._words = 0

    def count(self, outcome: str, number: int = 1) -> None:
        """Count `number` pages that ended as `outcome`, the name of a field of Summary."""
        self._outcomes[outcome] += number

    def count_words(self, words: int) -> None:
        """Count the words of a text that was read."""
        self._words += words

    def count_failure(self, failure: Failure) -> None:
        """Count a page that could not be read, and tell whoever looks on."""
        self.count_again(failure.error)
        if failure.error not in _APART:
            self._reasons.setdefault(failure.error, failure.reason)
        if self._watch:
            self._watch.failed(failure)

    def count_again(self, error: str) -> None:
        """Count a page that is the same as one that could not be read."""
        if error in _APART:
            self.count(_APART[error])
        else:
            self._failed[error] += 1

    def committed(self, sources: int) -> None:
        """Tell whoever looks on that all that was counted is safe."""
        if self._watch:
            self._watch.committed(self.summary(), sources)

    def summary(self) -> Summary:
        """What was counted so far."""
        return Summary(
            self._path,
            **self._outcomes,
            failed=dict(self._failed.most_common()),
            reasons=dict(self._reasons),
            words=self._words,
            seconds=time.monotonic() - self._started,
        )
