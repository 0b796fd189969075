"""A source span taken apart: a name, a pronoun, a description, or several of these."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from onrecord.records import Name, Span

from .naming import is_title, possessive_free
from .roles import is_role
from .vocabulary import entries
from .vocabulary import words as word_list

Form: TypeAlias = Literal["name", "pronoun", "description", "joint", "absent"]
_WORD = re.compile(r"[^\W_][\w’'.&/-]*|[^\w\s]")
_CUT = frozenset(",;:()[]—–―-")
_BRACKETS = re.compile(r"\([^)]*\)?")
_LONGEST_OFFICE = 4
_LONGEST_OPENER = 12
_OPENER = re.compile(r"(?:^|[.!?”\"]\s|\n)([A-Z][a-z]+) $")
_EDGES = ' \t\r\n\u00a0,;:"“”‘()[]—–―-'


@dataclass(frozen=True, slots=True)
class Source:
    """A source's head: `span` is the noun phrase that denotes it.

    `name` is set where a name is the head; `word` is the lower-case pronoun or the description's head noun; `team`
    names the person or body whose campaign speaks; `owner` is the name or possessive pronoun in front ("Trump's
    lawyer", "his lawyer"); `parts` are those of a joint source.
    """

    form: Form
    span: Span
    name: Name | None = None
    word: str = ""
    definite: bool = False
    plural: bool = False
    team: Name | None = None
    owner: Name | str | None = None
    parts: tuple["Source", ...] = ()


def source_of(text: str, span: Span, names: Sequence[Name]) -> Source:
    """Take one span of a source apart; `names` are all of the article, in reading order."""
    span = _without_leaning(text, _trimmed(text, span))
    inside = _inside(names, span)
    if span[0] >= span[1]:
        return Source("absent", span)
    pronoun = _pronoun(text[span[0] : span[1]])
    if pronoun:
        return Source("pronoun", span, word=pronoun)
    if listed := _listed_people(text, span, inside):
        return Source("joint", span, parts=listed, plural=True)
    if people := _people_together(text, span, inside):
        return people
    core = _core(text, span, inside)
    parts = _joint(text, core, inside)
    if len(parts) > 1:
        analysed = tuple(_single(text, part, _inside(inside, part)) for part in parts)
        if all(p.form == "name" or p.word in ("he", "she") for p in analysed) and any(
            p.form == "name" for p in analysed
        ):
            return Source("joint", core, parts=analysed, plural=True)
    if led := _led_by_place(text, span, inside):
        return led
    source = _single(text, core, _inside(inside, core))
    if source.form == "description" and core != span:
        if source.plural and (listed := _listed_people(text, _trimmed(text, (core[1], span[1])), inside)):
            return Source("joint", span, parts=listed, plural=True)
        if named := _apposed(text, span, core, inside):
            return named
    return source


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _without_leaning(text: str, span: Span) -> Span:
    """Without "himself" behind it and "both" before it."""
    tokens = list(_WORD.finditer(text, *span))
    leaning = entries("grammar", "leaning")
    while len(tokens) > 1 and tokens[-1].group().lower() in leaning:
        tokens.pop()
    while len(tokens) > 1 and tokens[0].group().lower() in leaning:
        tokens.pop(0)
    return (tokens[0].start(), max(tokens[-1].end(), _last_mark(text, tokens[-1].end(), span[1]))) if tokens else span


def _last_mark(text: str, start: int, end: int) -> int:
    """The end of the marks that close what ends at `start`."""
    while start < end and text[start] in ".'’)":
        start += 1
    return start


def _inside(names: Sequence[Name], span: Span) -> list[Name]:
    at = bisect_left(names, span[0], key=lambda n: n.start)
    out = []
    while at < len(names) and names[at].start < span[1]:
        if names[at].end <= span[1]:
            out.append(names[at])
        at += 1
    return out


def _pronoun(words: str) -> str | None:
    lower = words.lower().strip(".,'’\"")
    first, *rest = lower.split() or [""]
    if first in entries("pronouns", "relative") and len(rest) <= 3:
        return first
    lists = ("he", "she", "they", "it", "author", "relative", "generic")
    return lower if any(lower in entries("pronouns", name) for name in lists) else None


def _core(text: str, span: Span, names: Sequence[Name]) -> Span:
    """Up to the first comma, bracket, dash, relative clause or "quoted by" that is not inside a name."""
    relatives = entries("grammar", "relatives")
    for token in _WORD.finditer(text, *span):
        start = token.start()
        if (
            token.group() == "-"
            and "--" not in text[start - 1 : start + 2]
            and not text[start - 1 : start + 2].isspace()
            and text[start - 1 : start + 2] != " - "
        ):
            continue
        if start == span[0] or any(n.start <= start < n.end for n in names):
            continue
        if _relayed(text, token, span[1]):
            return _trimmed(text, (span[0], start))
        if token.group() in _CUT or (token.group().lower() in relatives):
            if token.group() == "," and _listed(text, span, start, names):
                continue
            return _trimmed(text, (span[0], start))
    return span


def _relayed(text: str, token: re.Match[str], end: int) -> bool:
    """Whether what follows is who relays it ("sources quoted by NAME")."""
    following = _WORD.search(text, token.end(), end)
    agents = entries("grammar", "agents")
    return token.group() in entries("grammar", "relaying") and following is not None and following.group() in agents


def _listed(text: str, span: Span, comma: int, names: Sequence[Name]) -> bool:
    """Whether the comma stands in a list of names ("France, Germany and Italy")."""
    before = any(n.end == comma for n in names)
    after = next((n for n in names if n.start >= comma and not text[comma + 1 : n.start].strip()), None)
    if not before or after is None:
        return False
    return re.match(r"(?:,[^,]+)*,?\s+(?:and|&)\s+", text[after.end : span[1]]) is not None


def _listed_people(text: str, span: Span, names: Sequence[Name]) -> tuple[Source, ...]:
    """Names of people with nothing but commas, "and", titles and brackets between ("Jo Ray (D-Ohio) and Bo Lee")."""
    persons = [n for n in names if n.kind == "person" and span[0] <= n.start]
    before = [w.group().lower() for w in _WORD.finditer(text, span[0], persons[0].start)] if persons else []
    if len(persons) < 2 or entries("grammar", "prepositions") & set(before) or "," in before:
        return ()
    gaps = [text[a.end : b.start] for a, b in pairwise(persons)]
    rest = _BRACKETS.sub("", text[persons[-1].end : span[1]]).strip(_EDGES + "’'s.")
    if rest or not all(_joins(gap) for gap in gaps):
        return ()
    return tuple(Source("name", (n.start, n.end), name=n) for n in persons)


def _joins(gap: str) -> bool:
    """Whether a gap between two names holds a comma or a conjunction, and titles at most."""
    words = [w.group().lower() for w in _WORD.finditer(_BRACKETS.sub("", gap))]
    joining = [w for w in words if w == "," or w in entries("grammar", "conjunctions")]
    return bool(joining) and all(w in joining or is_title(w) or is_role(w) for w in words)


def _led_by_place(text: str, span: Span, names: Sequence[Name]) -> Source | None:
    """The person at the end of a source that begins with where it was said ("At the clinic Dr. Ana Roth").

    The preposition may have stayed outside ("At [the clinic, its head, Ana Roth,]"), if it opens the sentence.
    """
    first = _WORD.match(text, span[0])
    opener = _OPENER.search(text, max(span[0] - _LONGEST_OPENER, 0), span[0])
    person = next((n for n in reversed(names) if n.kind == "person"), None)
    prepositions = entries("grammar", "prepositions")
    led = first is not None and first.group().lower() in prepositions
    led_outside = opener is not None and opener[1].lower() in prepositions
    if person is None or not (led or led_outside) or text[person.end : span[1]].strip(_EDGES):
        return None
    before = [w.group() for w in _WORD.finditer(text, span[0], person.start)]
    while before and (is_title(before[-1]) or is_role(before[-1])):
        before.pop()
    if led_outside and "," not in before:
        return None
    if len(before) < 2 or before[-1].lower() in prepositions | entries("grammar", "determiners"):
        return None
    return Source("name", (person.start, person.end), name=person)


def _people_together(text: str, span: Span, names: Sequence[Name]) -> Source | None:
    """Persons joined by "and" with appositions between: "Jeb Bush, the former governor, and Marco Rubio of Florida"."""
    parts = _joint(text, span, names, commas=False)
    if len(parts) < 2:
        return None
    cores = [_core(text, part, _inside(names, part)) for part in parts]
    if any(
        core != part and text[part[1] : part[1] + 1] not in (",", ")")
        for core, part in zip(cores[:-1], parts, strict=False)
    ):
        return None  # "official under Reagan and Bush": what is joined is not the whole phrase
    heads = [_named(text, part, core, names) for part, core in zip(parts, cores, strict=True)]
    persons = all(h.name is not None and h.name.kind == "person" for h in heads)
    opened = all(
        h.name is not None and ("," in (before := text[h.span[0] : h.name.start]) or _heads(before)) for h in heads
    )
    return Source("joint", span, parts=tuple(heads), plural=True) if persons and opened else None


def _named(text: str, part: Span, core: Span, names: Sequence[Name]) -> Source:
    """The head of a part, or the name behind it ("his wife, NAME")."""
    head = _single(text, core, _inside(names, core))
    return head if head.name else _apposed(text, part, core, _inside(names, part)) or head


def _heads(before: str) -> bool:
    """Whether the name behind these words is the head of its phrase: not so in "close friend of Gov."."""
    words = [w.group() for w in _WORD.finditer(before)]
    of = [i for i, word in enumerate(words) if word.lower() in entries("grammar", "prepositions")]
    return (
        _opens(before)
        and not (of and any(is_title(w) or is_role(w) for w in words[of[-1] + 1 :]))
        and not (of and of[-1] == len(words) - 1)
    )


def _opens(before: str) -> bool:
    """Whether nothing but a title stands before a name."""
    return not before.strip() or is_title_phrase(before) or _all_titles(before)


def _all_titles(before: str) -> bool:
    small = entries("grammar", "determiners") | word_list("role_modifiers")
    words = [w.group() for w in _WORD.finditer(before)]
    return all(is_title(word) or is_role(word) or word.lower() in small for word in words)


def _joint(text: str, core: Span, names: Sequence[Name], commas: bool = True) -> list[Span]:
    """The parts between conjunctions, and commas where these count, that are not inside names."""
    parts, start = [], core[0]
    for token in _WORD.finditer(text, *core):
        inside = any(n.start <= token.start() < n.end for n in names)
        joining = token.group().lower() in entries("grammar", "conjunctions") or (commas and token.group() == ",")
        if joining and not inside:
            parts.append((start, token.start()))
            start = token.end()
    parts.append((start, core[1]))
    return [trimmed for part in parts if (trimmed := _trimmed(text, part))[0] < trimmed[1]]


def _single(text: str, core: Span, names: Sequence[Name]) -> Source:
    """One noun phrase: whose head is a name, or is a noun with names around it."""
    if pronoun := _pronoun(text[core[0] : core[1]]):
        return Source("pronoun", core, word=pronoun)
    tokens = list(_WORD.finditer(text, *core))
    prepositions = entries("grammar", "prepositions")
    for name in names:
        if name.kind == "nationality" and not text[name.start : name.end].endswith("s"):
            continue
        before = text[core[0] : name.start]
        if any(w.group().lower() in prepositions for w in _WORD.finditer(before)):
            if name.kind != "person":
                continue
            if not is_title_phrase(before):
                break
        rest = text[name.end : core[1]]
        alone = not re.sub(r"^['’]s?", "", rest).strip(_EDGES)
        follows = _WORD.match(rest.lstrip()) if rest.strip() else None
        if alone or follows is None or follows.group().lower() in prepositions | entries("grammar", "behind_names"):
            return Source("name", core, name=name)
        if follows.group().lower() in entries("grammar", "conjunctions"):
            if name.kind == "person":
                return Source("name", core, name=name)
            break
        if _team(rest):
            return Source("description", core, word=_head(tokens), definite=True, team=name)
        if _runs_on(text, core, name, follows.group()):
            return Source("name", (name.start, name.end), name=name)
    return _description(text, core, tokens, names)


def _runs_on(text: str, core: Span, name: Name, following: str) -> bool:
    """Whether a verb was taken for a part of the source ("Jo Lane had …", "Jo Lane Hammers Bank Chief")."""
    if name.kind != "person" or name.start != core[0]:
        return False
    capital = " " in text[name.start : name.end] and following[0].isupper() and not is_role(following)
    return capital or following.lower() in entries("grammar", "verbs")


def is_title_phrase(before: str) -> bool:
    """Whether what stands before a name is a title ("Secretary of State", "Minister for Trade", "its director")."""
    words = [w.group() for w in _WORD.finditer(before)]
    roles = [i for i, word in enumerate(words) if is_role(word)]
    if not roles:
        return False
    after = words[roles[-1] + 1 :]
    if not after:
        return True
    if after[-1].lower() in entries("grammar", "prepositions"):
        return False  # "a spokesman for": the name is somebody else's
    small = after[0].lower() in entries("grammar", "joining")
    return after[-1][0].isupper() or (small and len(after) <= _LONGEST_OFFICE)


def _team(rest: str) -> bool:
    """Whether what stands behind a name is "campaign", "'s team", "presidential campaign"."""
    words = [w.group().lower() for w in _WORD.finditer(re.sub(r"^['’]s?", "", rest))]
    small = entries("grammar", "prepositions")
    return 0 < len(words) <= 3 and words[-1] in entries("grammar", "teams") and not small & set(words)


def _head(tokens: Sequence[re.Match[str]]) -> str:
    """The last noun before a preposition or a participle ("sources quoted by …")."""
    head = ""
    for token in tokens:
        word = token.group().lower()
        if head and (word in entries("grammar", "prepositions") or word in entries("grammar", "participles")):
            break
        head = token.group()
    return possessive_free(head).lower().strip(".'’")


def _description(text: str, core: Span, tokens: Sequence[re.Match[str]], names: Sequence[Name]) -> Source:
    first = tokens[0].group().lower() if tokens else ""
    head = _head(tokens)
    owner: Name | str | None = None
    if first in entries("grammar", "possessive_pronouns"):
        owner = first
    elif names and re.match(r"['’]s?\s", text[names[0].end : names[0].end + 3]):
        owner = names[0]
    counted = head in entries("grammar", "quantifiers") - entries("grammar", "others")
    several = counted or _several(tokens)
    plural = (
        several
        or (head.endswith("s") and not head.endswith(("ss", "'s")))
        or first in entries("grammar", "quantifiers")
    )
    bare = first not in entries("grammar", "determiners") and first not in entries("grammar", "quantifiers")
    definite = first in entries("grammar", "definite") or owner is not None or bare  # headlines leave articles out
    return Source("description", core, word=head, definite=definite, plural=plural, owner=owner)


def _several(tokens: Sequence[re.Match[str]]) -> bool:
    """Whether two noun phrases with determiners are joined ("a nurse and a daughter of the dead man")."""
    words = [token.group().lower() for token in tokens]
    opens = entries("grammar", "articles")
    joined = any(a in entries("grammar", "conjunctions") and b in opens for a, b in pairwise(words))
    return joined and words[0] in opens


def _apposed(text: str, span: Span, core: Span, names: Sequence[Name]) -> Source | None:
    """The name behind a description: "its director, NAME,", "a lawyer for the family, NAME"."""
    for name in names:
        if name.start <= core[1] or name.kind not in ("person", "organisation"):
            continue
        before = text[core[1] : name.start].strip(_EDGES)
        rest = text[name.end : span[1]].lstrip()
        follows = _WORD.match(rest)
        going_on = follows is not None and follows.group().lower() in entries("grammar", "prepositions")
        closed = not rest or rest[0] in ",;:()—–-" or going_on
        if closed and "," not in before and _opens(before):
            return Source("name", (core[0], name.end), name=name)
    return None
