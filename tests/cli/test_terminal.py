"""A document as a page on a terminal."""

import re

import pytest

from onrecord.cli.terminal import WIDTH, Screen
from onrecord.records import Article, Attribution, Block, Document

TEXT = "Dam was safe, company says\n\n“The dam was safe,” Aldous said, “and Vane told us ‘it holds’.”\n\nFootnote"
STYLE = re.compile(r"\x1b\[([\d;]*)m")
COLOUR = re.compile(r"38;5;\d+|3[0-7]")


def at(*pieces: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces)


def document(**facts: str) -> Document:
    blocks = (Block("headline", 0, 26), Block("paragraph", 28, TEXT.index("\n\nFootnote")))
    outer = Attribution(
        at("Aldous"), at("said"), at("“The dam was safe,”", "“and Vane told us ‘it holds’.”"), "direct", 0.97
    )
    inner = Attribution(at("Vane"), at("told us"), at("‘it holds’"), "direct", 0.61, within=1)
    headline = Attribution((), at("says"), at("Dam was safe"), "indirect", 0.885)
    article = Article(
        "sel-1", TEXT, blocks, outlet="Courier", authors=("A. Reporter",), published="2031-04-12", **facts
    )
    return Document(article, (headline, outer, inner))


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def styles(shown: str, words: str) -> set[str]:
    """The codes in force where `words` first stand."""
    codes = STYLE.findall(shown[: shown.index(words)])
    return set(codes[-1].split(";")) if codes and codes[-1] not in ("", "0") else set()


def test_source_cue_and_content_differ_by_more_than_colour() -> None:
    shown = Screen(terminal=True).show(document())
    assert "1" in styles(shown, "Aldous")
    assert "4" in styles(shown, "said")
    assert "3" in styles(shown, "“The dam")
    assert not styles(shown, "Courier") & {"1", "3", "4"}


@pytest.mark.parametrize("how", ["option", "environment"])
def test_without_colour_the_styles_stay(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "environment":
        monkeypatch.setenv("NO_COLOR", "1")
    shown = Screen(terminal=True, colour=how != "option").show(document())
    codes = {code for found in STYLE.findall(shown) for code in found.split(";")}
    assert {"1", "3", "4"} <= codes
    assert not any(COLOUR.fullmatch(code) for code in codes - {"3"} if code not in ("1", "3", "4", "0", ""))
    assert "38;5" not in shown


def test_without_styles_signs_tell_them_apart() -> None:
    shown = Screen(terminal=False).show(document())
    assert "\x1b" not in shown
    assert "⟦“The dam was safe,”⟧² *Aldous*² _said_², ⟦“and *Vane*³ _told us_³ ⟦‘it holds’⟧³.”⟧²" in " ".join(
        shown.split()
    )


def test_the_page_holds_outlet_authors_date_and_only_what_blocks_cover() -> None:
    shown = Screen(terminal=False).show(document())
    assert shown.startswith("Courier ━")
    assert "A. Reporter · 2031-04-12" in shown
    assert "Footnote" not in shown


def test_a_title_is_shown_where_no_block_is_a_headline() -> None:
    article = Article("a", "Only text.", (Block("paragraph", 0, 10),), title="A title")
    shown = Screen(terminal=False).show(Document(article))
    assert shown.index("A title") < shown.index("Only text.")
    assert "no attributions" in shown


def test_the_list_is_numbered_and_what_stands_inside_another_is_indented() -> None:
    listed = Screen(terminal=False).show(document()).split("3 attributions")[1].splitlines()[1:]
    first, second, third = (line for line in listed if re.match(r" *\d  ", line))
    assert first.startswith("1  no source given — says — Dam was safe")
    assert second.startswith("2  Aldous — said — “The dam was safe,” … “and Vane")
    assert third.startswith("   3  Vane — told us — ‘it holds’")
    assert re.search(r"direct +61%$", third)


def test_lines_are_no_longer_than_is_good_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    long = Article("a", "word " * 200, (Block("paragraph", 0, 1000),), outlet="Courier" * 40)
    for screen in (Screen(terminal=True), Screen(terminal=False)):
        lines = STYLE.sub("", screen.show(Document(long))).splitlines()
        assert WIDTH - 10 < max(map(len, lines)) <= WIDTH


def test_a_narrow_terminal_is_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, STYLE.sub("", Screen(terminal=True).show(document())).splitlines())) <= 40


def test_markup_of_rich_in_a_page_is_text() -> None:
    text = "[bold red]Look[/bold red] :smile: [link=http://a.b]c[/link]"
    shown = Screen(terminal=True).show(Document(Article("a", text, (Block("paragraph", 0, len(text)),), outlet=text)))
    assert shown.count(text) == 2


def test_escape_sequences_of_a_page_are_shown_and_not_sent() -> None:
    text = "a \x1b[31mred\x1b[0m \x9b2J \x1b]8;;http://evil\x1b\\link \u202eb"
    shown = Screen(terminal=True).show(Document(Article("a", text, (Block("paragraph", 0, len(text)),), outlet=text)))
    assert not set(STYLE.sub("", shown)) & set("\x1b\x9b\u202e")
    assert "␛[31mred" in shown
