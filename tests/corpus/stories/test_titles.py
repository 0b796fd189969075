"""Which headline a story goes by."""

from onrecord.corpus.stories.titles import Headline, best_title
from onrecord.meaning import terms


def about(text: str) -> dict[int, float]:
    return dict.fromkeys(terms(text), 0.3)


STORY = about("mill fire Tolmere dead workers")


def test_the_headline_that_says_most_of_the_story_is_its_title() -> None:
    found = [Headline("Smoke and mirrors", 0.9, 0.0), Headline("Mill fire in Tolmere: two workers dead", 0.9, 0.2)]
    assert best_title(found, STORY) == "Mill fire in Tolmere: two workers dead"


def test_of_headlines_that_say_the_same_the_earlier_one_is_the_title() -> None:
    found = [Headline("Workers dead in Tolmere", 0.9, 6.0), Headline("Dead workers in Tolmere", 0.9, 0.0)]
    assert best_title(found, STORY) == "Dead workers in Tolmere"


def test_of_headlines_that_say_the_same_that_of_the_more_typical_article_is_the_title() -> None:
    found = [Headline("Workers dead in Tolmere", 0.1, 0.0), Headline("Dead workers in Tolmere", 0.9, 0.0)]
    assert best_title(found, STORY) == "Dead workers in Tolmere"


def test_a_single_word_is_a_poorer_title_than_a_sentence() -> None:
    assert best_title([Headline("Tolmere", 0.9, 0.0), Headline("Fire in Tolmere mill", 0.9, 0.0)], STORY) != "Tolmere"


def test_there_is_no_title_where_there_is_no_headline() -> None:
    assert best_title([], STORY) is None
    assert best_title([Headline("  ", 0.9, 0.0)], STORY) is None
