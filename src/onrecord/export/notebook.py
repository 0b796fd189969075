"""A document as HTML for notebooks: self-contained, without scripts, in the colours of whatever surrounds it."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from onrecord.export.facts import resolved, tables
from onrecord.export.marked import Run, lines, nested, runs, words
from onrecord.export.visible import one_line, visible
from onrecord.records import Attribution, Block, Document

_TAGS = {"content": "i", "source": "b", "cue": "u"}
_BLOCK_TAGS = {"headline": "h3", "heading": "h4"}


def to_html(document: Document) -> str:
    """The article with sources bold, cues underlined and contents in numbered brackets, the list of attributions, and
    tables of actors, times, quantities and places.

    Everything that came from the page is escaped, and bidirectional controls are taken out.
    """
    style = files("onrecord.export").joinpath("data/notebook.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            f'<div class="onrecord"><style>{style}</style>',
            *_article(document),
            *_list(document),
            *_tables(document),
            "</div>",
        ]
    )


def _article(document: Document) -> Iterator[str]:
    article = document.article
    if article.title and all(block.kind != "headline" for block in article.blocks):
        yield f'<h3 dir="auto">{_text(article.title)}</h3>'
    facts = [article.outlet, ", ".join(article.authors), (article.published or "").replace("T", " ")]
    if any(facts):
        yield f'<p class="facts" dir="auto">{" · ".join(_text(fact) for fact in facts if fact)}</p>'
    for blocks in lines(article):
        kind = blocks[0].kind
        tag = _BLOCK_TAGS.get(kind, "p")
        yield f'<{tag} class="{kind}" dir="auto">{" ".join(_block(document, block) for block in blocks)}</{tag}>'


def _block(document: Document, block: Block) -> str:
    return "".join(_run(document, run) for run in runs(document.attributions, block.start, block.end))


def _run(document: Document, run: Run) -> str:
    tags = [tag for role, tag in _TAGS.items() if role in run.roles]
    opening = "<span>⟦</span>" * len(run.opens) + "".join(f"<{tag}>" for tag in tags)
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    if run.named:
        closing += f"<sup>{'·'.join(map(str, run.named))}</sup>"
    closing += "".join(f"<span>⟧</span><sup>{number}</sup>" for number in run.closes)
    return opening + escape(visible(document.article.text[run.start : run.end])) + closing


def _list(document: Document) -> Iterator[str]:
    count = len(document.attributions)
    title = f"{count or 'no'} attribution{'' if count == 1 else 's'}"
    yield f'<p class="facts">{title} · <b>source</b> <u>cue</u> ⟦<i>content</i>⟧</p>'
    for depth, number, attribution in nested(document.attributions):
        said = _said(document.article.text, attribution)
        if told := resolved(document, attribution):
            said += f"<br><small>→ <bdi>{escape(told)}</bdi></small>"
        yield f'<p class="attribution" style="margin-left:{min(depth, 6) * 2}em">{number}. {said}</p>'


def _said(text: str, attribution: Attribution) -> str:
    source, cue, content = (words(text, spans) for spans in (attribution.source, attribution.cue, attribution.content))
    who = f"<b><bdi>{escape(source)}</bdi></b>" if source else "<small>no source given</small>"
    how = f" — <u><bdi>{escape(cue)}</bdi></u>" if cue else ""
    sure = f"{attribution.kind}, {attribution.confidence:.0%}"
    return f"{who}{how} — <i><bdi>{escape(content)}</bdi></i> <small>{sure}</small>"


def _tables(document: Document) -> Iterator[str]:
    for table in tables(document):
        yield f"<table><caption>{table.title}</caption>"
        yield "<tr>" + "".join(f'<th scope="col">{name}</th>' for name in table.columns) + "</tr>"
        for row in table.rows:
            yield "<tr>" + "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in row) + "</tr>"
        yield "</table>"


def _text(text: str) -> str:
    return escape(one_line(text))
