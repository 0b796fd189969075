"""Bytes become characters."""

import pytest

from onrecord.articles import to_article
from onrecord.errors import ForeignLanguage, NotText
from onrecord.records import Page

SENTENCE = (
    "“Naïve or not,” said Zoë Åkerlund, the mayor of Örebrück, “we’ll build the bridge – and the café – by May.” "
)
TEXT = SENTENCE * 5
DECLARED = '<html><head><meta charset="{}"><title>Bridge</title></head><body><article><p>{}</p></article></body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_undeclared_text_is_read_in_its_encoding(encoding: str) -> None:
    assert to_article(Page("a.txt", TEXT.encode(encoding))).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read(encoding: str) -> None:
    assert to_article(Page("a.txt", TEXT.encode(encoding))).text == TEXT


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "mac-roman", "utf-8"])
def test_a_declared_encoding_is_followed(encoding: str) -> None:
    said = TEXT.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-")
    label = {"mac-roman": "macintosh"}.get(encoding, encoding)
    article = to_article(Page("a.html", DECLARED.format(label, said).encode(encoding)))
    assert said.strip() in article.text


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    article = to_article(Page("a.html", DECLARED.format("iso-8859-1", TEXT).encode("windows-1252")))
    assert TEXT.strip() in article.text


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    article = to_article(Page("a.html", DECLARED.format("iso-8859-1", TEXT).encode()))
    assert TEXT.strip() in article.text


def test_one_damaged_character_does_not_spoil_the_others() -> None:
    content = TEXT.encode() + b"\xe2\x80 and so on."
    assert to_article(Page("a.txt", content)).text == TEXT + "\N{REPLACEMENT CHARACTER} and so on."


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert to_article(Page("a.txt", b"\xef\xbb\xbf" + TEXT.encode())).text == TEXT


def test_the_text_of_a_row_stays_even_with_a_byte_order_mark() -> None:
    row = "\N{ZERO WIDTH NO-BREAK SPACE}" + TEXT
    article = to_article(Page("rows.jsonl:1", row.encode(), "text/plain"))
    assert article.text == row
    assert article.blocks[0].start == 1


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "utf-8", "iso2022_jp"])
def test_a_japanese_page_is_refused_as_japanese(encoding: str) -> None:
    said = "町議会は月曜日、川に新しい橋を架けることを決めたと町長が述べた。工事は年内に始まる予定である。" * 8
    with pytest.raises(ForeignLanguage, match=r"a\.html: the article is in Japanese.*--force"):
        to_article(
            Page(
                "a.html",
                DECLARED.format(encoding.replace("2022_", "-2022-").replace("iso-", "iso-"), said).encode(encoding),
            )
        )


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, b"\0" * 999]
)
def test_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(NotText, match=r"a\.bin: neither text nor markup"):
        to_article(Page("a.bin", content))
