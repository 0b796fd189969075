"""Bylines, datelines, captions and picture credits by their wording, as newspapers and agencies write them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_CAPITAL = r"[^\W\d_a-z]"
_WORD = rf"{_CAPITAL}[\w'’.-]*"
_PLACE = rf"{_CAPITAL}[\w'’.-]*(?:[ -](?:(?:de|la|del|of|the|al|el|es)[ -])?{_WORD}){{0,3}}"
_SHOUTED_PLACE = rf"{_CAPITAL}[^\W\d_a-z'’.-]+(?:[ -]{_CAPITAL}[^\W\d_a-z'’.-]*){{0,3}}"
_DASH = r"\s*(?:—|–|--|-(?=\s))\s*"
_CLOCK = r"\d{1,4}(?:st|nd|rd|th)?|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|[+-]\d\d:?\d\d"
_NUMBERED_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:t[\d:.]+z?)?"
_LONGEST_BYLINE = 160
_LONGEST_CAPTION = 600
_LONGEST_WIRE_CREDIT = 60
_WIRE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_MARKED_SIGN_OFF = re.compile(rf"(?:[–—-]+\s*)?(?:{_WIRE}|\({_WIRE}\)|\[{_WIRE}\])\.?")
_SIGN_OFF = re.compile(
    rf"[A-Z]{{2,6}}|[–—-]+\s*(?:[A-Z]{{2,6}}|{_CAPITAL}[\w’]+(?: {_CAPITAL}[\w’]+){{1,3}})"
    r"|\([A-Z]{2,6}\)|\[[A-Z]{2,6}\]"
)


def is_byline(line: str) -> bool:
    """Tell whether a line says who wrote the article ("By Jane Doe and John Roe, Staff Writers | March 3")."""
    return len(line) <= _LONGEST_BYLINE and _bylines().fullmatch(line) is not None


def is_date(line: str) -> bool:
    """Tell whether a line is nothing but a date or a time ("Published Nov 13, 2024 at 10:30 GMT")."""
    return len(line) <= _LONGEST_BYLINE and _dates().fullmatch(line) is not None


def dateline_length(paragraph: str, *, first: bool) -> int:
    """Return how many characters of a paragraph are its dateline, dash and space after it included; 0 without one.

    "KYIV, Ukraine (AP) — ", "LONDON, March 3 (Reuters) - ". Without an agency or a day, only a place in capitals
    counts, and only where `first` says that this is the article's first paragraph.
    """
    signed, shouted = _datelines()
    match = signed.match(paragraph) or (shouted.match(paragraph) if first else None)
    return match.end() if match and match.end() < len(paragraph) else 0


def is_caption(line: str) -> bool:
    """Tell whether a line of text is a picture's caption: it is labelled so, or ends in the credit of a picture."""
    if len(line) > _LONGEST_CAPTION:
        return False
    return _caption_openings().match(line) is not None or _credits()[0].search(line) is not None


def credit_start(caption: str) -> int | None:
    """Return where the credit at the end of a caption begins, 0 where all of it is credit, None without one."""
    if len(caption) > _LONGEST_CAPTION:
        return None
    match = _credits()[0].search(caption) or _credits()[1].search(caption)
    return match.start(match.lastgroup or 0) if match else None


def wire_credit_start(paragraph: str) -> int | None:
    """Return where an agency in brackets or after a dash, at the end of a paragraph, begins, or None."""
    match = _credits()[1].search(paragraph, max(0, len(paragraph) - _LONGEST_WIRE_CREDIT))
    return match.start("credit") if match else None


def is_sign_off(line: str, *, marked: bool = False) -> bool:
    """Tell whether a line is nothing but the name of an agency: "KNA", "— Nordic Wire", "(KNA)".

    `marked` says that the page calls it a credit; without that, and without a dash or brackets, only initials count.
    """
    if len(line) > _LONGEST_WIRE_CREDIT:
        return False
    return (_MARKED_SIGN_OFF if marked else _SIGN_OFF).fullmatch(line) is not None


@cache
def _words() -> dict[str, str]:
    """The word lists as alternations of a regular expression."""
    lists = tomllib.loads(_data("wording.toml"))
    agencies = [line for line in _data("agencies.txt").splitlines() if not line.startswith("#")]
    lists["agencies"] = [re.escape(name) for name in sorted(agencies, key=len, reverse=True)]
    return {name: "|".join(words) for name, words in lists.items()}


def _data(name: str) -> str:
    return files(__package__).joinpath("data/en", name).read_text("utf-8")


def _name() -> str:
    return rf"{_WORD}(?:\s+(?:(?:{_words()['name_particles']})\s+){{0,2}}{_WORD}){{0,4}}"


@cache
def _bylines() -> re.Pattern[str]:
    words = _words()
    names = rf"{_name()}(?:\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){_name()}){{0,6}}"
    after = r"(?:\s*[,|/•·–—-]\s*.{1,80}|\s+(?:in|for|at|of)\s+.{1,60}|\s+\(.{1,40}\)|\s+\d.{1,40})?"
    opened = rf"(?i:{words['byline_openers']}):?\s+(?:the\s+)?{names}{after}"
    titled = rf"{names}\s*[,|/•·–—-]\s*(?:[\w-]+\s+){{0,4}}(?i:(?:{words['byline_roles']})\b)[^.!?]{{0,60}}"
    closing = rf"\(?(?i:(?:{words['desk_work']})\b.{{0,20}}\bby)\s+{_CAPITAL}[^.!?\"“]{{1,140}}\)?"
    return re.compile(rf"(?:{opened}|{titled}|{closing})\s*")


@cache
def _dates() -> re.Pattern[str]:
    words = _words()
    word = rf"(?:{words['date_words']}|{words['months']}|{_NUMBERED_DAY}|{_CLOCK})"
    between = r"[\s,.:;|/·•()–—-]"
    return re.compile(rf"(?=.*(?:\d|ago|today|now)){word}(?:{between}+{word})*{between}*", re.IGNORECASE)


@cache
def _datelines() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _words()
    month = rf"(?i:{words['months']})\.?"
    day = rf"(?:,\s*{month}\s+\d{{1,2}}(?:,\s*\d{{4}})?|,\s*\d{{1,2}}\s+{month}(?:\s+\d{{4}})?)"
    agency = rf"\s*\((?:{words['agencies']})(?:\s*[/,–-]\s*[\w .]{{1,30}})?\)"
    place = rf"{_PLACE}(?:,\s*{_PLACE})?"
    signed = rf"(?:{place}{day}?)?{agency}{_DASH}|{place}{day}{_DASH}"
    bracket = r"(?:\s*\([\w .]{2,30}\))?"
    sentence = rf"(?=[\"“‘']?(?:{_CAPITAL}|\d))"
    shouted = rf"(?!(?i:{words['labels']})\b){_SHOUTED_PLACE}(?:,\s*{_PLACE})?{bracket}{day}?{_DASH}{sentence}"
    return re.compile(signed), re.compile(shouted)


@cache
def _caption_openings() -> re.Pattern[str]:
    words = _words()
    return re.compile(
        rf"(?:{words['file_pictures']})\s*[-–—:]\s*\S"
        rf"|(?i:{words['caption_openers']})\b\s*[:,]?\s+\S"
    )


@cache
def _credits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The credit of a picture, and the agency of a text, at the end of a line."""
    words = _words()
    agency = rf"(?:{words['agencies']})"
    maker = rf"(?:{_name()}|{agency})"
    picture = (
        rf"(?i:{words['picture_labels']}|{words['credit_labels']})\s*(?::|\bby\b|©|courtesy(?: of)?\b)\s*"
        rf"[^.!?\"“”]{{2,90}}"
        rf"|(?:{maker}\s*/\s*)+{agency}|{agency}\s*/\s*{_name()}(?:\s*/\s*{agency})?"
        rf"|©\s*.{{2,80}}|(?:{_name()}\s+)?via\s+{agency}|AP Photo\b[^)\"]{{0,60}}"
    )
    before = r"(?:^|(?<=[.!?”\"’)|])\s*|\s(?=[(\[]))"
    of_picture = rf"{before}(?P<credit>[(\[]?(?:{picture})[)\]]?)\.?\s*$|(?<=[.!?”\"’)])\s*(?P<agency>{agency})\s*$"
    of_text = rf"(?<=[.!?”\"’])\s*(?P<credit>[(\[]{agency}[)\]]|[–—-]+\s*{agency})\.?\s*$"
    return re.compile(of_picture), re.compile(of_text)
