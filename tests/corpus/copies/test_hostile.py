"""Empty, endless, foreign and hostile articles neither hang nor crash, and are found where they are copied."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corpus.copies.prose import prose
from onrecord.corpus.copies.sentences import Vocabulary, sentences

from .press import WIRE, article, links, noise, pairs, printed


def test_articles_without_prose_share_nothing(tmp_path: Path) -> None:
    empty: list[list[str]] = [[], [""], ["…"], ["“" * 2000], ["'" * 2000], ["." * 5000], [" \n" * 2000 + "x"]]
    texts = [*empty, ["“Nothing but a quotation of what was said by somebody who said it and then said it again.”"]]
    both = [article(f"{n}-{outlet}", text, outlet) for n, text in enumerate(texts) for outlet in ("A", "B")]
    assert pairs(printed(tmp_path, both)) == set()


def test_an_endless_sentence_is_found_in_another(tmp_path: Path) -> None:
    endless = " and ".join(sentence.rstrip(".").lower() for sentence in [*WIRE, *noise(1, 20)])
    both = [
        article("one", [endless], published="2032-05-04T08:00:00+00:00"),
        article("two", [f"it began so {endless}"], "Paper B", "2032-05-04T18:00:00+00:00"),
    ]
    ledger = printed(tmp_path, both)
    assert links(ledger) == {"two": {"one"}}
    (row,) = ledger.sql("SELECT share FROM copies")
    assert row["share"] > 0.9


def test_a_long_article_is_read_in_linear_time(tmp_path: Path) -> None:
    """A quarter of a million characters; whatever is quadratic in them would take a minute."""
    long = [" ".join(noise(seed, 40)) for seed in range(60)]
    ledger = printed(tmp_path, [article("long", long), article("lifted", [long[40]], "Paper B", "2032-05-05")])
    assert links(ledger) == {"lifted": {"long"}}


def test_a_sentence_that_a_hundred_print_costs_no_more_for_it(tmp_path: Path) -> None:
    many = [article(f"r{n}", WIRE[:2], f"Paper {n}", f"2032-05-{n // 20 + 4:02}") for n in range(100)]
    ledger = printed(tmp_path, many)
    assert len(pairs(ledger)) == 100 * 99 // 2
    assert len(ledger.sql("SELECT * FROM copies")) == 99
    assert len(ledger.sql("SELECT * FROM witnesses")) == 2


def test_other_scripts_are_compared_too(tmp_path: Path) -> None:
    texts = [
        "Силос в гавани рухнул рано утром в среду и похоронил три вагона под тысячами тонн ячменя, сообщили в порту.",
        "انهارت صومعة الحبوب في الميناء صباح اليوم ودفنت ثلاث عربات تحت آلاف الأطنان من الشعير كما قالت السلطات هناك.",
        "港の穀物倉庫が水曜日の早朝に崩れ、数千トンの大麦が三両の貨車を埋めたと港湾事務所が発表した。",
        "Ein Speicher im Hafen ist am frühen Morgen eingestürzt und hat drei Waggons unter Gerste begraben, hieß es.",
    ]
    one = [article(f"{n}-one", [text], "Paper A") for n, text in enumerate(texts)]
    two = [article(f"{n}-two", [*noise(n, 3), text, *noise(n + 9, 3)], "Paper B") for n, text in enumerate(texts)]
    assert pairs(printed(tmp_path, [*one, *two])) == {(f"{n}-one", f"{n}-two") for n in range(len(texts))}


def test_composed_and_decomposed_letters_are_the_same(tmp_path: Path) -> None:
    composed = "Die Brücke über den Fluß wurde früh am Morgen für den Verkehr der ganzen Gegend wieder geöffnet."
    decomposed = composed.replace("ü", "u\u0308").replace("ö", "o\u0308")
    both = [article("one", [composed]), article("two", [decomposed, *noise(1, 3)], "Paper B")]
    assert pairs(printed(tmp_path, both)) == {("one", "two")}


def test_lone_surrogates_and_control_characters_do_no_harm() -> None:
    text = "the \ud800 silo\x00 fell \x1b[31m into the harbour and buried three of the wagons."
    found, _ = sentences(text, [{"kind": "paragraph", "start": 0, "stop": len(text)}], "", Vocabulary())
    assert [(one.start, one.stop) for one in found] == [(0, len(text))]


@given(st.text(alphabet="aB.!? “”\"'‘’«»\n,の。", max_size=400))
@settings(max_examples=150, deadline=None)
def test_sentences_are_in_order_within_their_paragraph_and_do_not_overlap(text: str) -> None:
    words = f"{text} one two three four five six seven eight nine"
    block: dict[str, int | str] = {"kind": "paragraph", "start": 2, "stop": len(words)}
    found, total = sentences(words, [block], "", Vocabulary())
    places = [place for one in found for place in (one.start, one.stop)]
    assert places == sorted(places)
    assert all(2 <= place <= len(words) for place in places)
    assert sum(len(one.words) for one in found) <= total


@given(st.text(alphabet="aB.!? “”\"'‘’«»„\n,", max_size=300))
@settings(max_examples=150, deadline=None)
def test_blotting_quotations_out_keeps_every_place(text: str) -> None:
    blotted = prose(text)
    assert len(blotted) == len(text)
    assert all(new in (old, "\0") for new, old in zip(blotted, text, strict=True))
