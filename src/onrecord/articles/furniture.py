"""Lines that stand on a news page and are no part of the article: share buttons, newsletters, menus, notices."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_LONGEST = 300
_QUOTES = re.compile('["“”„]')
_EDGES = re.compile(r"^[\s>»→▶•·*|+–—-]+|[\s>»→▸›:|.…]+$")


def is_furniture(line: str) -> bool:
    """Tell whether a line is furniture of a page by its wording.

    A line with quotation marks never is, nor a sentence with a word of speech: to drop what somebody said is worse
    than to keep a button.
    """
    if len(line) > _LONGEST or _QUOTES.search(line):
        return False
    lines, pattern, reporting = _wordings()
    folded = " ".join(line.casefold().replace("’", "'").split())
    if folded in lines or _EDGES.sub("", folded) in lines:
        return True
    if folded.endswith((".", "!", "?")) and reporting.search(folded):
        return False
    return pattern.fullmatch(folded) is not None


@cache
def _wordings() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    wordings = tomllib.loads(files(__package__).joinpath("data/en/furniture.toml").read_text("utf-8"))
    patterns = "|".join(f"(?:{pattern})" for pattern in wordings["patterns"])
    reporting = "|".join(map(re.escape, wordings["reporting"]))
    return frozenset(wordings["lines"]), re.compile(patterns), re.compile(rf"\b(?:{reporting})\b")
