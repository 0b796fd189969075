"""Documents as brat's standoff files (https://brat.nlplab.org/standoff.html).

An attribution with a cue is an event: the cue is its trigger, source and content are its arguments, and
`Within` names the event in whose content it stands. Without a cue it is a relation of source and content.
Mentions of actors, times, quantities and places are text-bound annotations of their own; what they denote stands
in a note, and the mentions of one actor are equivalent.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import count
from pathlib import Path

from onrecord.export.facts import amount, told_of
from onrecord.export.visible import one_line
from onrecord.records import Actor, Attribution, Document, Span

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,78}[A-Za-z0-9_-]|[A-Za-z0-9]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def to_brat(document: Document) -> tuple[str, str]:
    """A document as the contents of its `.txt` and its `.ann` file.

    Carriage returns of the text become spaces (or line feeds where they stand alone): readers that
    translate line ends would shift every offset after them.
    """
    text = document.article.text.replace("\r\n", " \n").replace("\r", "\n")
    return text, "".join(f"{line}\n" for line in _Annotations(text, document).lines())


class BratFolder:
    """A folder of `.txt` and `.ann` pairs with the `annotation.conf` that lets brat open it.

    The folder is made where it is missing, and files of the same names in it are replaced. Names come
    from the documents' ids; every character that could lead elsewhere is replaced, and no two
    documents of one run share a name.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        conf = files("onrecord.export").joinpath("data/annotation.conf").read_bytes()
        (folder / "annotation.conf").write_bytes(conf)
        self.folder = folder
        self._names: Counter[str] = Counter()

    def add(self, document: Document) -> Path:
        """Write one document; returns the path of its `.txt`."""
        text, annotations = to_brat(document)
        path = self.folder / f"{self._name(document.article.id)}.txt"
        path.write_bytes(text.encode("utf-8", "replace"))
        path.with_name(path.name.removesuffix(".txt") + ".ann").write_bytes(annotations.encode("utf-8", "replace"))
        return path

    def _name(self, identifier: str) -> str:
        name = file_name(identifier)
        # Some file systems don't tell letter case apart.
        self._names[name.casefold()] += 1
        times = self._names[name.casefold()]
        return name if times == 1 else self._name(f"{identifier}-{times}")


def file_name(identifier: str) -> str:
    """A name for files, without suffix: the identifier itself where that is safe, else marked with its hash."""
    if _SAFE_NAME.fullmatch(identifier) and not _DEVICE.fullmatch(identifier):
        return identifier
    kept = re.sub(r"[^A-Za-z0-9_-]+", "_", identifier).strip("_-")[:60] or "document"
    return f"{kept}-{hashlib.sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


class _Annotations:
    """The lines of one `.ann` file, with a counter for each letter of ids."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document
        self.last: Counter[str] = Counter()

    def lines(self) -> Iterator[str]:
        """Attributions, then actors, times, quantities and places."""
        yield from self._attributions(self.document.attributions)
        for actor in self.document.actors:
            yield from self._actor(actor)
        yield from self._others()

    def _attributions(self, attributions: Sequence[Attribution]) -> Iterator[str]:
        # Numbered ahead, as an attribution may name an outer one that comes after it.
        numbers = count(1)
        events = [f"E{next(numbers)}" if fragments(self.text, each.cue) else None for each in attributions]
        for event, attribution in zip(events, attributions, strict=True):
            outer = None if attribution.within is None else events[attribution.within]
            yield from self._attribution(attribution, event, outer)

    def _attribution(self, attribution: Attribution, event: str | None, outer: str | None) -> Iterator[str]:
        bound: dict[str, str] = {}
        for role in ("source", "cue", "content"):
            if line := self._bound(role.title(), getattr(attribution, role)):
                bound[role] = line.partition("\t")[0]
                yield line
        if event:
            yield self._event(event, bound, outer)
        elif "source" in bound and "content" in bound:
            yield f"{self._next('R')}\tAttribution Source:{bound['source']} Content:{bound['content']}\t"
        target = event or bound.get("content")
        if target:
            for name in ("kind", "type", "commitment"):
                if value := getattr(attribution, name):
                    yield f"{self._next('A')}\t{name.title()} {target} {value}"
            yield self._note(target, *self._facts(attribution))

    def _facts(self, attribution: Attribution) -> Iterator[str]:
        yield f"confidence {attribution.confidence:.2f}"
        if attribution.actor is not None:
            actor = self.document.actors[attribution.actor]
            yield f"speaker {actor.name} ({attribution.speaker_type or actor.type})"
        yield told_of(self.document, attribution)

    def _actor(self, actor: Actor) -> Iterator[str]:
        same = []
        for mention in actor.mentions:
            if line := self._bound("Actor", [(mention.start, mention.end)]):
                same.append(line.partition("\t")[0])
                yield line
                yield f"{self._next('A')}\tActorType {same[-1]} {actor.type}"
        if same:
            yield self._note(same[0], actor.name, *dict.fromkeys(role.title for role in actor.roles))
        if len(same) > 1:
            yield f"*\tEquiv {' '.join(same)}"

    def _others(self) -> Iterator[str]:
        for time in self.document.times:
            interval = f"{time.since or ''}/{time.until or ''}" if time.since or time.until else ""
            yield from self._noted("Time", (time.start, time.end), f"{time.type} {time.value or 'open'}", interval)
        for each in self.document.quantities:
            yield from self._noted("Quantity", (each.start, each.end), amount(each), f"of {each.of}" if each.of else "")
        for place in self.document.places:
            number = "" if place.geonames is None else f"geonames {place.geonames}"
            yield from self._noted("Place", (place.start, place.end), place.name, place.country or "", number)

    def _noted(self, kind: str, span: Span, *facts: str) -> Iterator[str]:
        if line := self._bound(kind, [span]):
            yield line
            yield self._note(line.partition("\t")[0], *facts)

    def _bound(self, kind: str, spans: Sequence[Span]) -> str | None:
        found = fragments(self.text, spans)
        if not found:
            return None
        places = ";".join(f"{start} {end}" for start, end in found)
        return f"{self._next('T')}\t{kind} {places}\t{' '.join(self.text[start:end] for start, end in found)}"

    def _note(self, target: str, *facts: str) -> str:
        told = "; ".join(shown for fact in facts if (shown := one_line(fact).strip()))
        return f"{self._next('#')}\tAnnotatorNotes {target}\t{told}"

    def _event(self, event: str, bound: dict[str, str], outer: str | None) -> str:
        arguments = [f"Cue:{bound['cue']}"]
        arguments += [f"{role.title()}:{bound[role]}" for role in ("source", "content") if role in bound]
        arguments += [f"Within:{outer}"] if outer else []
        return f"{event}\t{' '.join(arguments)}"

    def _next(self, letter: str) -> str:
        self.last[letter] += 1
        return f"{letter}{self.last[letter]}"


def fragments(text: str, spans: Sequence[Span]) -> list[Span]:
    """`spans` in order, cut at line breaks and tabs, which part lines and fields, without white space at their ends."""
    found = []
    for start, end in sorted(spans):
        at = start
        for line in text[start:end].replace("\t", "\n").splitlines(keepends=True):
            stripped = line.strip()
            left = at + len(line) - len(line.lstrip())
            if stripped:
                found.append((left, left + len(stripped)))
            at += len(line)
    return found
