"""Direct, indirect or mixed: how much of a content stands in quotation marks."""

from collections.abc import Iterable, Sequence

from onrecord.records import AttributionKind, Span

from .quotation import Quotation


def kind_of(text: str, content: Iterable[Span], quoted: Sequence[Quotation]) -> AttributionKind:
    """`direct` where every letter and digit of the content is quoted, `indirect` where none is, else `mixed`."""
    total = inside = 0
    for start, end in content:
        places = [i for i in range(start, end) if text[i].isalnum()]
        total += len(places)
        near = [q for q in quoted if q.start < end and q.end > start]
        inside += sum(any(q.start <= i < q.end for q in near) for i in places)
    if not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"
