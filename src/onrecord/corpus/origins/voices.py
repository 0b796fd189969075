"""Who stands behind a statement: somebody named, somebody unnamed, a medium, or nobody that the text names."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.corpus.actors.folding import fold

from .describing import are_people, classes_of, head_noun, is_body, tokens
from .media import Outlets, is_outlet, same_medium
from .sentences import beside, cited_source, cites
from .standing import Standing, body_words, read_phrase, standings
from .statements import Figure, Statement
from .vocabulary import entries, phrases

VoiceKind = Literal["person", "body", "unnamed", "medium", "unclear", "hearsay"]
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_OWNER = re.compile(r"\b(?:by|of|from) (?:the )?(.+)$|^(?:the )?(.+?)(?:['’]s|(?<=s)['’])\s", re.IGNORECASE)
UNSURE = 0.5
"""A speaker that is less sure than this is not counted on."""
_TRUSTED = 0.7
_PRONOUN = 0.6  # what a pronoun means is not more sure than this, unless there is but one that it can mean
_DOUBTFUL = 0.4
_HARDLY = 0.25  # less sure than this, it is taken to be somebody else
_LEAD = 24  # characters before a content in which "allegedly" stands


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something, in one statement.

    `name` is a name, or what is said of the unnamed; `words` are those that a body is known by; `standings` places
    in bodies as far as they are known, and `figure` and `source` tell those of a person.
    `medium` is another medium that has it from them, "" where the article has it itself.
    `doubtful` is who most likely does not say so: what a pronoun was taken to mean that could mean many.
    `meant` is of whom the article speaks as known without having named them ("the man in charge"), and `repeats` is an
    author who does not say to know it first-hand, as a medium does that `knows` it.
    """

    kind: VoiceKind
    name: str
    actor: int | None = None
    words: frozenset[str] = frozenset()
    standings: tuple[Standing, ...] = ()
    figure: Figure | None = None
    source: str = ""
    classes: frozenset[str] = frozenset()
    medium: str = ""
    sure: float = 1.0
    doubtful: bool = False
    meant: bool = False
    repeats: bool = False
    knows: bool = False

    @property
    def by_name(self) -> bool:
        """Whether the source has the name."""
        return not self.source or (bool(self.name) and _names(self.source, self.name))


def voices(statement: Statement, outlets: Outlets) -> tuple[Voice, ...]:
    """Who stands behind a statement; several where they speak jointly, always at least one."""
    medium = _medium(statement, outlets)
    if statement.members:
        figures = [figure for figure in statement.members if figure.type == "person"] or list(statement.members)
        return tuple(replace(_of(statement, figure, outlets), medium=medium) for figure in figures)
    voice = _goes_by(statement, _first(statement, outlets))
    if voice.kind in ("person", "body") and voice.sure < _HARDLY:
        voice = replace(voice, doubtful=True)
    if voice.kind == "unclear" and medium:
        return (Voice("medium", medium, medium=medium, sure=voice.sure),)
    if voice.kind == "medium" or not medium:
        return (voice,)
    return (replace(voice, medium=medium),)


def _goes_by(statement: Statement, voice: Voice) -> Voice:
    """Whom a speaker has it from, where the sentence says so ("the minister, citing the police report, said")."""
    if voice.kind not in ("person", "body") or not cites(f"{statement.before} {statement.behind}"):
        return voice
    before, behind = beside(statement.before, statement.behind)
    cited = cited_source(before) or cited_source(behind)
    if cited is None:
        return voice
    if classes_of(cited) and are_people(cited):
        return Voice("unnamed", cited, classes=classes_of(cited), sure=voice.sure)
    words = set(tokens(cited))
    if words.isdisjoint(entries("bodies")) and words.isdisjoint(entries("records")):
        return voice  # "citing health reasons"
    return Voice("body", cited, words=body_words(cited) - entries("records"), sure=voice.sure)


def heard_from(voice: Voice, medium: str) -> Voice:
    """The same voice, as another medium has it."""
    if voice.kind in ("unclear", "hearsay", "medium"):
        return Voice("medium", medium, medium=medium)
    return replace(voice, medium=medium)


def _medium(statement: Statement, outlets: Outlets) -> str:
    """The medium, other than the article's own, that the words of the statement name as having it from the speaker."""
    for step in reversed((*statement.heard, *statement.chain)):
        if step.relation in ("published by", "relayed by") or step.figure is statement.speaker:
            continue
        if step.relation == "reported by" and not outlets.is_medium(step.figure.name):
            continue
        if not _is_own(step.figure.name, statement.outlet) and not _own_words(step.figure.name):
            return step.figure.name
    return ""


def _is_own(name: str, outlet: str | None) -> bool:
    return outlet is not None and same_medium(name, outlet)


def _own_words(name: str) -> bool:
    """Whether a paper speaks of itself: "told this newspaper"."""
    words = tokens(name)
    return bool(words) and words[-1] in entries("media") and name[:1].islower()


def wire(statement: Statement) -> str:
    """The agency that the article credits, or ""."""
    for step in statement.chain:
        if step.relation == "relayed by" and not _is_own(step.figure.name, statement.outlet):
            return step.figure.name
    return ""


def _first(statement: Statement, outlets: Outlets) -> Voice:
    outer = _outer(statement, outlets)
    if statement.speaker is None:
        if _is_hearsay(statement):
            return Voice("hearsay", "", sure=0.0)
        return _of(statement, outer, outlets) if outer else Voice("unclear", "", sure=0.0)
    voice = _of(statement, statement.speaker, outlets)
    if voice.kind == "unnamed" and _is_hearsay(statement):
        return Voice("hearsay", "", sure=0.0)  # "it was alleged by people in the street"
    if outer is None or outer is statement.speaker:
        return voice
    pronoun = entries("pronouns").issuperset(tokens(statement.source))
    vague = voice.kind == "unclear" or (voice.kind == "unnamed" and voice.sure <= UNSURE)
    if vague or not statement.assertion or (pronoun and not _WORD.search(statement.cue)):
        return _of(statement, outer, outlets)
    return replace(voice, medium=outer.name) if voice.kind == "unnamed" else voice


def _outer(statement: Statement, outlets: Outlets) -> Figure | None:
    """Whoever reports the statement in one of their own, nearest to it; no medium."""
    for step in reversed(statement.chain):
        if step.relation == "reported by" and not outlets.is_medium(step.figure.name):
            return step.figure if step.figure.type in ("person", "organisation", "unnamed") else None
    return None


def _is_hearsay(statement: Statement) -> bool:
    before, behind = beside(statement.before, statement.behind)
    parts = (before[-_LEAD:], behind[:_LEAD].lstrip(" ,"), statement.cue, statement.source)
    around = f" {' '.join(fold(part) for part in parts)} "
    return any(f" {words} " in around for words in phrases("hearsay"))


def _of(statement: Statement, figure: Figure, outlets: Outlets) -> Voice:
    source = statement.source if figure is statement.speaker else ""
    sure = statement.sure if figure is statement.speaker else 1.0
    described = tokens(source)
    if figure.type == "organisation" and sure <= _PRONOUN and described and entries("neutral").issuperset(described):
        return _it(statement, figure, outlets)
    if figure.type == "author" or is_outlet(figure.name, statement.outlet):
        knows = not entries("first_hand").isdisjoint(tokens(statement.cue))
        repeats = figure.type == "author" and not knows
        return Voice("medium", statement.outlet or figure.name, knows=knows, repeats=repeats)
    if outlets.is_medium(figure.name):
        return Voice("medium", figure.name, medium=figure.name)
    if figure.type in ("organisation", "document") and _is_paper(described, figure):
        # "the newspaper" of an article that has said before which one; what it was taken to be may be a town
        return Voice("medium", figure.name, medium="the " + described[-1], sure=sure)
    if figure.type == "person" and not (figure is statement.speaker and statement.speaker_type == "organisation"):
        return _person(figure, source, described, sure)
    if figure.type in ("unnamed", "generic", "group") or (figure.type == "organisation" and are_people(figure.name)):
        return _nameless(figure, source, sure)
    return _body(figure, source, described, sure)


def _it(statement: Statement, figure: Figure, outlets: Outlets) -> Voice:
    """What "it" is taken to mean, which is a guess where the article speaks of several bodies."""
    if is_outlet(figure.name, statement.outlet):
        return Voice("unclear", statement.source, sure=0.0, doubtful=True)
    if outlets.is_medium(figure.name):
        return Voice("medium", figure.name, medium=figure.name, sure=_DOUBTFUL)
    return _doubted(Voice("body", figure.name, figure.actor, body_words(figure.name)))


def _doubted(voice: Voice) -> Voice:
    return replace(voice, sure=_DOUBTFUL, doubtful=True)


def _is_paper(described: list[str], figure: Figure) -> bool:
    """Whether a source is "the newspaper", or "the report" of nobody who is named."""
    words = [word for word in described if word not in entries("determiners")]
    if not words or described == words[:1]:
        return False
    if len(words) > 1 and words[-1] in entries("media"):
        return entries("adjectives").issuperset(words[:-1])
    if len(words) > 1:
        return False
    return words[0] in entries("media") or (figure.type == "document" and words[0] in entries("reports"))


def _person(figure: Figure, source: str, described: list[str], sure: float) -> Voice:
    if entries("pronouns").issuperset(tokens(figure.name)) or _is_same(described):
        return Voice("unclear", source or figure.name, sure=0.0)
    if source and not _names(source, figure.name):
        phrase = read_phrase(source)
        if sure < _TRUSTED and phrase.role and phrase.words and not _agrees(phrase, standings(figure, source)):
            # "the justice minister", taken for somebody of whom the article says otherwise
            return Voice("person", "", standings=(phrase,), sure=sure)
        if phrase.role and not phrase.words and _otherwise(phrase, figure):
            sure = min(sure, UNSURE)  # "the minister", taken for a commissioner
    voice = Voice("person", figure.name, figure.actor, body_words(figure.name), (), figure, source, sure=sure)
    guessed = sure < _PRONOUN and described and entries("personal").issuperset(described)
    return replace(voice, sure=min(sure, _DOUBTFUL)) if guessed else voice


def _is_same(described: list[str]) -> bool:
    """Whether a source goes back to somebody before, who is most often not named: "the same man"."""
    return len(described) > 1 and "same" in described[:2] and entries("anybody").issuperset(described[-1:])


def _agrees(described: Standing, told: tuple[Standing, ...]) -> bool:
    return any(one.role == described.role and one.words & described.words for one in told)


def _otherwise(described: Standing, figure: Figure) -> bool:
    """Whether somebody is described by a role, has others, and not this one."""
    told = standings(figure, "")
    return bool(told) and all(one.role != described.role for one in told)


def _names(source: str, name: str) -> bool:
    return not set(tokens(name)).isdisjoint(tokens(source))


def _nameless(figure: Figure, source: str, sure: float) -> Voice:
    words = tokens(figure.name)
    if figure.type == "generic" and entries("everybody").issuperset(words[:1]):
        return Voice("unclear", source or figure.name, sure=0.0)
    if all(word in entries("pronouns") for word in words):
        plural = "they" in words or "other" in words or "others" in words
        return Voice("unnamed" if plural else "unclear", source or figure.name, sure=min(sure, UNSURE))
    speaks = read_phrase(figure.name)
    if speaks.role == "spokes":
        return Voice("body", source or figure.name, words=speaks.words, standings=(speaks,), sure=sure)
    if speaks.role == "head" and speaks.words and source[:2].lower() != "a " and head_noun(words) in entries("heads"):
        return Voice("person", "", standings=(speaks,), source=source, sure=sure)  # "the mayor of Selwick"
    if figure.type == "group" and (figure.actor is not None or not classes_of(figure.name)):
        return Voice("body", figure.name, figure.actor, body_words(figure.name), sure=sure)
    told = tokens(source)
    meant = (
        told[:1] == ["the"]
        and told[1:] == words
        and (not entries("anybody").isdisjoint(told[1:2]) or speaks.role != "")
    )
    return Voice("unnamed", figure.name, classes=classes_of(figure.name), sure=sure, meant=meant)


def _body(figure: Figure, source: str, described: list[str], sure: float) -> Voice:
    """An organisation or a document; a document is whose it is said to be."""
    owner = _OWNER.search(figure.name) if figure.type == "document" else None
    name = next((part for part in owner.groups() if part), figure.name) if owner else figure.name
    words = body_words(name)
    if figure.type == "document" and not (words - entries("records")).isdisjoint(entries("bodies")):
        words -= entries("records")  # "a ministry paper"
    speaks = read_phrase(source)
    if speaks.role == "spokes" and speaks.words:
        return Voice("body", figure.name, figure.actor, speaks.words, (speaks,), sure=sure)
    own = [word for word in described if word not in entries("pronouns") and word not in entries("determiners")]
    if figure.type == "organisation" and own and sure <= _TRUSTED and words.isdisjoint(body_words(source)):
        # "the union", resolved to an organisation that is not called one: both may be meant
        return _doubted(
            Voice("body", figure.name, figure.actor, words, (Standing("head", body_words(source)),), sure=sure)
        )
    if owner is None and words <= entries("records"):
        return _doubted(Voice("body", figure.name, words=words))  # "the statement", whosever it is
    if figure.type == "organisation" and figure.name[:1].islower() and not is_body(figure.name):
        return _doubted(Voice("body", figure.name, words=words))  # "the flood", which says nothing
    return Voice("body", figure.name, figure.actor, words, source=source, sure=sure)
