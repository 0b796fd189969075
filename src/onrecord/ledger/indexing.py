"""A document's statements as what they are found by."""

from onrecord.ledger.handed import Index, Signature
from onrecord.records import Attribution, Document


def content(document: Document, attribution: Attribution) -> str:
    """The text of an attribution's content, its pieces parted by a space."""
    return " ".join(document.article.text[start:stop] for start, stop in attribution.content)


def index(document: Document) -> Index:
    """Return the terms and the signature of every statement's content; loads the embedder once a process."""
    from onrecord.meaning import shipped_embedder, terms

    contents = [content(document, attribution) for attribution in document.attributions]
    if not contents:
        return Index((), ())
    embedder = shipped_embedder()
    signs = embedder.signatures(embedder.vectors(contents)).tolist()
    return Index(tuple(terms(text) for text in contents), tuple(_signature(row) for row in signs))


def _signature(row: list[int]) -> Signature:
    first, second, third, fourth = row
    return first, second, third, fourth
