"""Who it is that says so where the statement itself does not make it clear, by what the other statements tell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.corpus.actors.folding import fold

from .describing import tokens
from .party import Said
from .sentences import beside
from .standing import body_words
from .statements import Statement
from .vocabulary import entries
from .voices import UNSURE, Voice

_RUN = 7  # words in a row that two do not say by chance
_FIRST = 6  # words of a content that may name whose it is: "if you believe Marsh, …"
_NAMED = 0.6
_SHORTEST = 3
_AT = re.compile(r"\b[Aa]t ([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})(?![\w’'-])")


def named(said: Sequence[Said]) -> list[Said]:
    """The statements with their voices; where one is weak, with that of the only party that its words lead to.

    They do so where a known party is named right beside the statement, or has said the same words elsewhere. Where
    several are named, it is most likely one of them.
    """
    said = _with_bodies(said)
    firm = [(statement, voice) for statement, voice in said if _is_firm(voice)]
    if not firm or len(firm) == len(said):
        return list(said)
    known, runs = _Known(firm), _runs(firm)
    return [(s, v if _is_firm(v) else known.beside(s, v) or _same_words(s, v, runs) or v) for s, v in said]


def _with_bodies(said: Sequence[Said]) -> Sequence[Said]:
    """The same; who was taken for a person, and is something to be at ("staff at St Agnes"), as the body that it is."""
    if len({voice.name for _, voice in said}) < 2:
        return said
    texts = {text for s, _ in said for text in (s.before, s.content, s.ahead, s.behind) if "at " in text.casefold()}
    places = {fold(name) for text in texts for name in _AT.findall(text)}
    return [(s, _as_body(v) if v.kind == "person" and fold(v.name) in places else v) for s, v in said]


def _as_body(voice: Voice) -> Voice:
    return replace(voice, kind="body", words=body_words(voice.name), figure=None)


def _is_firm(voice: Voice) -> bool:
    return voice.kind in ("person", "body") and voice.sure >= UNSURE and not voice.doubtful


def _is_weak(statement: Statement, voice: Voice) -> bool:
    """Whether it is open who speaks, or nobody does who would be an origin: a columnist who repeats something."""
    if voice.kind == "medium":
        return voice.repeats
    if voice.kind == "unclear":
        return True
    weak = voice.doubtful or voice.sure < UNSURE or voice.meant
    return voice.kind in ("person", "body", "unnamed") and weak and not _is_own(statement, voice)


def _is_own(statement: Statement, voice: Voice) -> bool:
    """Whether the source has the name itself, however unsure it is that it speaks."""
    return voice.kind == "person" and not set(tokens(voice.name)).isdisjoint(tokens(statement.source))


class _Known:
    """The parties that are known to say so, by the words that name them."""

    def __init__(self, firm: Sequence[Said]) -> None:
        self._people: defaultdict[str, list[Voice]] = defaultdict(list)
        self._bodies: dict[frozenset[str], Voice] = {}
        for _, voice in firm:
            last = fold(voice.name).rpartition(" ")[2]
            if voice.kind == "person" and len(last) >= _SHORTEST:
                self._people[last].append(voice)
            elif voice.kind == "body" and voice.words and not voice.words <= entries("any_body"):
                self._bodies.setdefault(voice.words, voice)
        self._by_word: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for words in self._bodies:
            self._by_word[min(words)].append(words)

    def beside(self, statement: Statement, voice: Voice) -> Voice | None:
        """The only party that is named beside a weak statement: in its sentence, else shortly before."""
        if not _is_weak(statement, voice):
            return None
        before, behind = beside(statement.ahead, statement.after)
        first = " ".join(statement.words.split()[:_FIRST]) if statement.speaker_type == "generic" else ""
        for text in (f"{before} {statement.source} {behind} {first}", f"{statement.ahead} {statement.after[1:]}"):
            found = self._in(text)
            if len(found) == 1:
                return replace(found[0], sure=_NAMED, medium=voice.medium if voice.kind != "medium" else "")
            if found:
                return replace(voice, doubtful=True)
        return None

    def _in(self, text: str) -> list[Voice]:
        words = body_words(text)
        people = [self._people[word][0] for word in sorted(words & self._people.keys()) if self._is_one(word)]
        bodies = {own for word in words for own in self._by_word.get(word, ()) if own <= words}
        return people or [self._bodies[own] for own in sorted(bodies, key=sorted)]

    def _is_one(self, last: str) -> bool:
        voices = self._people[last]
        return len({fold(voice.name) for voice in voices if " " in voice.name.strip()}) < 2


def _runs(firm: Sequence[Said]) -> Mapping[tuple[str, ...], Voice]:
    found: dict[tuple[str, ...], Voice] = {}
    for statement, voice in (one for one in firm if one[0].quoted):
        for run in _in_a_row(statement):
            found.setdefault(run, voice)
    return found


def _in_a_row(statement: Statement) -> Iterator[tuple[str, ...]]:
    words = tokens(statement.words)
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _same_words(statement: Statement, voice: Voice, runs: Mapping[tuple[str, ...], Voice]) -> Voice | None:
    """Whoever is quoted elsewhere with the words of a weak statement."""
    if not (statement.quoted and _is_weak(statement, voice)):
        return None
    other = next((runs[run] for run in _in_a_row(statement) if run in runs), None)
    return replace(other, sure=_NAMED) if other is not None else None
