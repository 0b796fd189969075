"""The truth about a world: `truth*.toml` with stories, claims, conflicts and courses."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from onrecord.errors import CorpusError

from .records import Claim, Conflict, ConflictKind, Outlet

_CLAIM = {"says", "origins", "least", "most", "note"}
_CONFLICT = {"kind", "claims", "why"}
_COURSE = {"claims", "why"}


@dataclass(slots=True)
class Truth:
    """What the files of truth say; of claims, conflicts and courses also where they say so."""

    stories: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    courses: list[tuple[str, ...]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, file: Path) -> None:
        """Add what a file says; raises CorpusError naming it and what is wrong."""
        table = tables(file)
        if strange := sorted(set(table) - {"stories", "claims", "conflicts", "courses"}):
            raise CorpusError(f"{file}: no table of the truth: {strange[0]}")
        for key, story in _named(file, table, "stories"):
            self._new(file, key, self.stories, "story")
            self.stories[key] = _text(file, f"stories.{key}", story, "title")
        for key, claim in _named(file, table, "claims"):
            self._new(file, key, self.claims, "claim")
            self.claims[key] = _claim(file, key, claim)
        for name in ("conflicts", "courses"):
            for number, row in enumerate(_rows(file, table, name), 1):
                self._add_row(file, name, f"{name} {number}", row)

    def _add_row(self, file: Path, name: str, place: str, row: Mapping[str, Any]) -> None:
        _no_others(file, place, row, _CONFLICT if name == "conflicts" else _COURSE)
        claims = _texts(file, place, row.get("claims"), "claims")
        for claim in claims:
            self.places.setdefault(claim, f"{file}: {place}")
        if name == "courses":
            self.courses.append(claims)
            return
        kind: Any = row.get("kind")
        if kind not in get_args(ConflictKind):
            raise CorpusError(f"{file}: {place}: kind is one of {', '.join(get_args(ConflictKind))}, not {kind!r}")
        if kind == "quantity" and len(claims) < 2:
            raise CorpusError(f"{file}: {place}: rival quantities are two claims")
        self.conflicts.append(Conflict(kind, claims, _text(file, place, row, "why")))

    def _new(self, file: Path, key: str, held: Mapping[str, object], sort: str) -> None:
        if key in held:
            raise CorpusError(f"{file}: the {sort} {key} is there already, in {self.places[f'{sort} {key}']}")
        self.places[f"{sort} {key}"] = str(file)


def read_outlets(file: Path) -> dict[str, Outlet]:
    """Read who publishes; raises CorpusError."""
    found = {}
    for key, row in _named(file, tables(file), "outlets"):
        place = f"outlets.{key}"
        _no_others(file, place, row, {"name", "short", "agency", "site", "under"})
        under = _texts(file, place, row.get("under", []), "under", empty=True)
        name, site = (_text(file, place, row, field) for field in ("name", "site"))
        found[key] = Outlet(key, name, site, row.get("short"), bool(row.get("agency", False)), under)
    return found


def tables(file: Path) -> dict[str, Any]:
    """Read a TOML file; raises CorpusError with the line that is wrong."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{file}: can't be read ({error})") from error


def _claim(file: Path, key: str, row: Mapping[str, Any]) -> Claim:
    place = f"claims.{key}"
    _no_others(file, place, row, _CLAIM)
    origins = _texts(file, place, row.get("origins", []), "origins", empty=True)
    if any(type(row[name]) is not int for name in ("least", "most") if name in row):
        raise CorpusError(f"{file}: {place}: least and most are whole numbers")
    listed = len(origins)
    most = row.get("most", max(listed, row.get("least", listed)))
    least = row.get("least", min(listed, most))
    if not 0 <= least <= most:
        raise CorpusError(f"{file}: {place}: least ({least}) is above most ({most}), or below 0")
    return Claim(key, _text(file, place, row, "says"), origins, least, most)


def _named(file: Path, table: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[str, Any]]]:
    held = table.get(name, {})
    if not (isinstance(held, dict) and all(isinstance(row, dict) for row in held.values())):
        raise CorpusError(f"{file}: {name} is written as [{name}.ID]")
    return list(held.items())


def _rows(file: Path, table: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = table.get(name, [])
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise CorpusError(f"{file}: {name} is written as [[{name}]]")
    return rows


def _no_others(file: Path, place: str, row: Mapping[str, Any], fields: set[str]) -> None:
    if strange := sorted(set(row) - fields):
        raise CorpusError(f"{file}: {place}: no field {strange[0]}; these are: {', '.join(sorted(fields))}")


def _text(file: Path, place: str, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if not (isinstance(value, str) and value.strip()):
        raise CorpusError(f"{file}: {place}: {name} is missing or no text")
    return value


def _texts(file: Path, place: str, value: Any, name: str, *, empty: bool = False) -> tuple[str, ...]:
    if not (isinstance(value, list) and all(isinstance(item, str) for item in value)) or not (value or empty):
        raise CorpusError(f"{file}: {place}: {name} is a list of texts")
    return tuple(value)
