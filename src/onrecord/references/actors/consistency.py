"""One reading of each name in an article: the same words are the same kind of name wherever they stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from onrecord.records import Article, Name, NameKind, Span

from .bodies import initials, normal
from .capitals import cut_to_known
from .joined import can_be_given, owner_apart, people_apart
from .naming import gender_of_name, is_title, person_name, possessive_free
from .roles import is_role
from .vocabulary import entries

_EDGE = " \t\r\n\u00a0,.;:\"“”‘’'()[]"
_ABBREVIATED = re.compile(r"(?:\b\w\.)+$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|Dr)\.$")
_AFTER_NAME = re.compile(r",|\(|\s(?:of|at|for|from|in|on|with|who|and|&|-|–|—)\s")
_WORD = re.compile(r"[^\s,;:()\"“”]+")
_LONGEST_NAME = 4
_HYPHENED = re.compile(r"[-'’]?(?<=[-'’])[^\W_]+(?:-[^\W_]+)*")
_BROKEN = re.compile(r"\n|\s[-–—]\s|/")
_GIVEN = r"[A-Z][^\W\d_]+(?:['’-][A-Z]?[^\W\d_]+)?"
_FIRST = re.compile(r"([^\W\d_]+)\s+")
_GIVEN_BEFORE = re.compile(rf"(?<![\w.’'-])({_GIVEN})[ \u00a0]$")
_NICKNAMED = re.compile(rf"({_GIVEN})\s(?:[A-Z]\.\s)?[“\"'‘(]({_GIVEN})[”\"'’)]\s{_GIVEN}")
_COMPOUND = re.compile(r"[A-Z][\w.’']*-([a-z]+)\s+")
_SHORTEST = 3
_SURE = 0.6
_FAMILY = 0.8


def consistent(
    article: Article, names: Sequence[Name], speaking: Sequence[Span], is_state: Callable[[str], bool]
) -> list[Name]:
    """The names with their edges set right and one kind for each wording, those that were missed among them.

    `speaking` are spans of sources that the network takes for persons: what they are called is a person's name,
    unless `is_state` knows it as a country's or a capital's.
    """
    text = article.text
    names = [part for name in names for part in owner_apart(text, name)]
    whole = _whole(text, [name for name in names if not _is_portfolio(text, name)])
    trimmed = [t for name in whole for part in people_apart(text, name) if (t := _trimmed(text, part))]
    plural = {text[n.start : n.end] for n in trimmed if n.kind == "nationality"}
    bodies = Counter(w for n in trimmed if n.kind == "organisation" and " " in (w := text[n.start : n.end]))
    taken = plural | {wording for wording, count in bodies.items() if count > 1}
    named = (words for span in speaking if (words := _spoken_name(text, span)))
    spoken = [words for words in named if text[slice(*words)] not in taken and not is_state(text[slice(*words)])]
    families = {text[start:end].split()[-1] for start, end in spoken}
    trimmed = [_known_person(text, name, families) for name in trimmed]
    trimmed += [Name(*words, "person", _FAMILY) for words in spoken if " " in text[slice(*words)]]
    trimmed = cut_to_known(article, trimmed)
    trimmed += _full_names(article, trimmed, families)
    kinds = _kinds(text, trimmed, is_state)
    found = {(n.start, n.end): Name(n.start, n.end, *kinds[text[n.start : n.end]]) for n in trimmed}
    for name in _missed(article, found, kinds):
        found.setdefault((name.start, name.end), name)
    return _apart(found)


def _is_portfolio(text: str, name: Name) -> bool:
    """Whether a name is only what a role is for ("Secretary of State")."""
    if name.kind != "organisation" or text[name.start : name.end].lower() not in entries("grammar", "portfolios"):
        return False
    *_, role, opener = ["", "", *text[max(name.start - 60, 0) : name.start].split()]
    return opener in entries("grammar", "portfolio_openers") and is_role(role)


def _whole(text: str, names: Sequence[Name]) -> list[Name]:
    """Names of which a mark made two put together, and those that end inside a hyphenated word carried to its end."""
    out: list[Name] = []
    for name in names:
        rest = _HYPHENED.match(text, name.end - 1)
        end = rest.end() if rest else name.end
        if out and name.start <= out[-1].end and name.start > out[-1].start:
            longer = max(out[-1], name, key=lambda n: n.end - n.start)
            out[-1] = Name(out[-1].start, max(end, out[-1].end), longer.kind, longer.confidence)
        else:
            out.append(replace(name, end=end))
    return out


def _spoken_name(text: str, span: Span) -> Span | None:
    """The name that a source consists of, titles and what follows a comma aside."""
    start = span[0]
    closing = _AFTER_NAME.search(text, *span)
    end = closing.start() if closing else span[1]
    words = list(_WORD.finditer(text, start, end))
    while len(words) > 1 and (is_title(words[0].group()) or is_role(words[0].group())):
        words.pop(0)
    if words and (begins := _behind_trade(text, words[0].start(), words[-1].end())) > words[0].start():
        words = [word for word in words if word.start() >= begins]
    if not 1 <= len(words) <= _LONGEST_NAME or len(possessive_free(words[-1].group())) < _SHORTEST:
        return None
    if not all(w.group()[0].isupper() and can_be_given(w.group()) for w in words):
        return None
    whole = possessive_free(text[words[0].start() : words[-1].end()])
    return words[0].start(), words[0].start() + len(whole if _ABBREVIATED.search(whole) else whole.rstrip("."))


def _known_person(text: str, name: Name, families: Collection[str]) -> Name:
    """A name that ends in the family name of somebody who speaks is a person's, from the given name on."""
    words = text[name.start : name.end].split()
    if not words or words[-1] not in families or name.kind == "person":
        return name
    if len(words) == 2 and all(w[0].isupper() and w.isalpha() for w in words):
        return replace(name, kind="person")
    given = next((i for i in (-3, -2) if len(words) >= -i and gender_of_name(words[i])), -1)
    length = len(re.search(r"\s+".join(map(re.escape, words[given:])) + r"$", text[name.start : name.end])[0])  # type: ignore[index]
    return replace(name, start=name.end - length, kind="person")


def _full_names(article: Article, names: Sequence[Name], families: Collection[str]) -> list[Name]:
    """Full names that were not taken for names, or not whole.

    They are capitals before a family name that stands alone elsewhere, a given name that stands alone elsewhere
    before a known family name, and names with a nickname in quotation marks inside.
    """
    text = article.text
    persons = {text[n.start : n.end] for n in names if n.kind == "person"}
    full = {wording.split()[-1] for wording in persons if " " in wording and gender_of_name(wording.split()[0])}
    short = {
        w for w in persons | set(families) if " " not in w or (w.count(" ") == 1 and not gender_of_name(w.split()[0]))
    }
    wanted = sorted(w for w in short if w not in full and len(w) >= _SHORTEST)
    known = sorted({w.split()[-1] for w in persons if " " in w})
    out = list(_nicknamed(article))
    for block in article.blocks:
        if block.kind == "headline":
            continue
        if wanted:
            pattern = rf"(?<![\w.])({_GIVEN})\s((?:[A-Z]\.\s|{_GIVEN}\s)?)(?:{_any_of(wanted)})(?!\w)"
            for match in re.compile(pattern).finditer(text, block.start, block.end):
                starts = [match.start(i) for i in (1, 2) if match[i] and can_be_given(match[i].strip())]
                if match[2] and not can_be_given(match[2].strip()):
                    continue  # "Fire Chief NAME": a title
                out += [Name(start, match.end(), "person", _FAMILY) for start in starts[:1]]
        if wanted and known:
            pattern = rf"(?<!\w)(?:{_any_of(wanted)})\s(?:{_any_of(known)})(?!\w)"
            out += [
                Name(*m.span(), "person", _FAMILY) for m in re.compile(pattern).finditer(text, block.start, block.end)
            ]
    return out


def _any_of(wordings: Sequence[str]) -> str:
    return "|".join(map(re.escape, wordings))


def _nicknamed(article: Article) -> Iterator[Name]:
    """'Robert C. "Bobby" Scott', by its form and its given names."""
    for block in article.blocks:
        for match in _NICKNAMED.finditer(article.text, block.start, block.end):
            if any(gender_of_name(match[group]) for group in (1, 2)):
                yield Name(*match.span(), "person", _FAMILY)


def _trimmed(text: str, name: Name) -> Name | None:
    """Without titles before it (of people), a possessive behind it, and marks and articles around it."""
    start, end = name.start, name.end
    if name.kind == "organisation" and _completes(text, name):
        name = replace(name, kind="person")
    cut = _BROKEN.search(text, start, end)
    end = cut.start() if cut and cut.start() > start else end
    start, end = _without_edges(text, start, end)
    bare = possessive_free(text[start:end])
    start, end = _without_edges(text, start, start + len(bare))
    while (
        name.kind == "person"
        and (first := re.match(r"[\w’'-]+\.?,?\s+", text[start:end]))
        and is_title(first.group().strip(" ,"))
    ):
        start += first.end()
    if (article := re.match(r"(?:[Tt]he|[Aa]n?)\s+", text[start:end])) and name.kind != "other":
        start += article.end()
    while name.kind == "person" and (first := _COMPOUND.match(text, start, end)) and _describes(first[1]):
        start = first.end()
    while (
        name.kind == "person"
        and (first := _FIRST.match(text, start, end))
        and first[1].lower() in entries("grammar", "openers")
        and not (gender_of_name(first[1]) and text[max(start - 2, 0) : start] == ", ")
    ):
        start = first.end()
    if name.kind == "person":
        start = _behind_trade(text, start, end)
    if name.kind == "person" and (given := _GIVEN_BEFORE.search(text, max(0, start - 20), start)):
        start = given.start(1) if gender_of_name(given[1]) and not is_title(given[1]) else start
    wording = text[start:end]
    if len(wording) < 2 or not any(c.isupper() for c in wording) or wording.lower() in entries("grammar", "openers"):
        return None
    return Name(start, end, name.kind, name.confidence)


def _behind_trade(text: str, start: int, end: int) -> int:
    """Where a name of two words or more begins behind what somebody is ("Fire Chief NAME", "Builder NAME")."""
    words = list(_WORD.finditer(text, start, end))
    if not words or gender_of_name(words[0].group()):
        return start
    roles = [i for i, word in enumerate(words[:-2]) if is_role(word.group())]
    return words[roles[-1] + 1].start() if roles else start


def _completes(text: str, name: Name) -> bool:
    """Whether a word is the family name behind a given name that was not taken for one."""
    wording = text[name.start : name.end]
    given = _GIVEN_BEFORE.search(text, max(0, name.start - 20), name.start)
    return wording.isalpha() and wording.istitle() and given is not None and gender_of_name(given[1]) is not None


def _describes(second: str) -> bool:
    """Whether the second half of a hyphenated word tells what somebody is ("Oscar-winning", "Texas-born")."""
    return is_role(second) or second in entries("grammar", "title_suffixes") or second.endswith(("ing", "ed"))


def _without_edges(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGE:
        start += 1
    while (
        start < end and text[end - 1] in _EDGE and not (text[end - 1] == "." and _ABBREVIATED.search(text[start:end]))
    ):
        end -= 1
    return start, end


def _kinds(text: str, names: Sequence[Name], is_state: Callable[[str], bool]) -> dict[str, tuple[NameKind, float]]:
    """For each wording the kind that its places vote for.

    A family name that somebody bears is a person's, and so is a full name whose family name is; initials of an
    organisation are an organisation's.
    """
    votes: defaultdict[str, defaultdict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    counts: defaultdict[str, int] = defaultdict(int)
    for name in names:
        wording = text[name.start : name.end]
        votes[wording][name.kind] += name.confidence
        counts[wording] += 1
    best = {wording: max(by_kind, key=by_kind.__getitem__) for wording, by_kind in votes.items()}
    families = {
        p.family.split()[-1] for w, k in best.items() if k == "person" and (p := person_name(w)) and not p.single
    }
    alone = {w.lower() for w, k in best.items() if k == "person" and " " not in w}
    abbreviations = {initials(w) for w, k in best.items() if k == "organisation" and " " in w}
    kinds: dict[str, tuple[NameKind, float]] = {}
    for wording, by_kind in votes.items():
        kind, lower = best[wording], wording.lower()
        if (" " not in wording and lower in families and by_kind["place"] <= 2 * by_kind["person"] + 2) or (
            kind in ("organisation", "other") and _full_name(wording) and lower.split()[-1] in alone
        ):
            kind = "person"
        elif wording.isupper() and len(wording) > 2 and normal(wording) in abbreviations:
            kind = "organisation"
        kinds[wording] = kind, min(max(by_kind[kind], 0.6 * by_kind[best[wording]]) / counts[wording], 1.0)
    return kinds


def _full_name(wording: str) -> bool:
    """Two or three capitalised words, the first of which people are called by."""
    parts = wording.split()
    return 2 <= len(parts) <= 3 and all(p[0].isupper() for p in parts) and gender_of_name(parts[0]) is not None


def _missed(article: Article, found: dict[Span, Name], kinds: dict[str, tuple[NameKind, float]]) -> list[Name]:
    """Other places of wordings that are surely names."""
    known = {w: kind for w, kind in kinds.items() if len(w) >= _SHORTEST and kind[1] >= _SURE}
    for wording in [w for w, (kind, _) in known.items() if kind == "person" and " " in w]:
        family = wording.split()[-1]
        if len(family) >= _SHORTEST and family[0].isupper() and family[-1] != ".":
            known.setdefault(family, ("person", _FAMILY))
            known.setdefault(family.upper(), ("person", _FAMILY))
    if not known:
        return []
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
    out = []
    for block in article.blocks:
        for match in pattern.finditer(article.text, block.start, block.end):
            if match.span() not in found:
                out.append(Name(*match.span(), *known[match.group()]))
    return out


def _apart(found: dict[Span, Name]) -> list[Name]:
    """In reading order; of two that overlap the longer one."""
    kept: list[Name] = []
    for name in sorted(found.values(), key=lambda n: (n.start, -n.end)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return kept
