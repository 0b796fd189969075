"""The tables that documents go into, as Arrow has them, and rows as such tables."""

import re
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any

import pyarrow as pa

from onrecord.ledger.rows import Row

_SURROGATE = re.compile("[\ud800-\udfff]")

_NUMBER, _TEXT, _REAL, _YES = pa.uint32(), pa.string(), pa.float64(), pa.bool_()
_HASH, _MOMENT, _COUNT = pa.decimal128(38, 0), pa.timestamp("us", "UTC"), pa.uint16()


def _listed(**fields: pa.DataType) -> pa.ListType:
    return pa.list_(pa.struct(list(fields.items())))


_SPANS = _listed(start=_NUMBER, stop=_NUMBER)

TABLES: dict[str, dict[str, pa.DataType]] = {
    "pages": {
        "page": _HASH, "name": _TEXT, "source": _TEXT, "run": _NUMBER, "outcome": _TEXT, "article": _NUMBER,
        "error": _TEXT, "reason": _TEXT, "attempts": _COUNT, "seen": _MOMENT,
    },
    "articles": {
        "article": _NUMBER, "key": _TEXT, "version": _COUNT, "latest": _YES, "id": _TEXT, "url": _TEXT, "title": _TEXT,
        "outlet": _TEXT, "authors": pa.list_(_TEXT), "published": _TEXT, "day": pa.date32(), "language": _TEXT,
        "text": _TEXT, "text_hash": _HASH, "blocks": _listed(kind=_TEXT, start=_NUMBER, stop=_NUMBER),
        "fetched": _MOMENT, "added": _MOMENT, "software": _TEXT,
    },
    "attributions": {
        "attribution": _NUMBER, "article": _NUMBER, "number": _NUMBER, "within": _NUMBER, "kind": _TEXT, "type": _TEXT,
        "commitment": _TEXT, "speaker_type": _TEXT, "speaker": _NUMBER, "speaker_confidence": _REAL,
        "confidence": _REAL, "time": _NUMBER, "source": _SPANS, "cue": _SPANS, "content": _SPANS,
        "chain": _listed(speaker=_NUMBER, relation=_TEXT, start=_NUMBER, stop=_NUMBER),
        "words": _NUMBER, "rejected": _YES,
    },
    "appearances": {
        "article": _NUMBER, "number": _NUMBER, "name": _TEXT, "type": _TEXT,
        "mentions": _listed(start=_NUMBER, stop=_NUMBER, confidence=_REAL),
        "roles": _listed(title=_TEXT, start=_NUMBER, stop=_NUMBER), "members": pa.list_(_NUMBER),
    },
    "times": {
        "article": _NUMBER, "number": _NUMBER, "start": _NUMBER, "stop": _NUMBER, "type": _TEXT, "value": _TEXT,
        "modifier": _TEXT, "since": _TEXT, "until": _TEXT,
    },
    "quantities": {
        "article": _NUMBER, "number": _NUMBER, "start": _NUMBER, "stop": _NUMBER, "value": _REAL, "low": _REAL,
        "high": _REAL, "unit": _TEXT, "counted": _TEXT, "counted_start": _NUMBER, "counted_stop": _NUMBER,
        "about": _YES, "part_of": _NUMBER,
    },
    "places": {
        "article": _NUMBER, "number": _NUMBER, "start": _NUMBER, "stop": _NUMBER, "name": _TEXT, "kind": _TEXT,
        "lat": _REAL, "lon": _REAL, "geonames": _NUMBER, "country": _TEXT, "confidence": _REAL,
    },
    "changes": {"article": _NUMBER, "change": _TEXT, "attribution": _NUMBER},
    "recent_postings": {"term": _NUMBER, "attribution": _NUMBER, "count": pa.uint8()},
    "signatures": {"attribution": _NUMBER, "a": pa.uint64(), "b": pa.uint64(), "c": pa.uint64(), "d": pa.uint64()},
    "dropped": {"attribution": _NUMBER},
}  # fmt: skip


def as_table(name: str, rows: Sequence[Row]) -> pa.Table:
    """Return rows of the table `name` as Arrow; halves of surrogate pairs become U+FFFD, so that offsets stand."""
    columns = zip(*rows, strict=True)
    fields = TABLES[name]
    return pa.table(
        [_array(list(values), type_) for values, type_ in zip(columns, fields.values(), strict=True)],
        names=list(fields),
    )


def _array(values: list[Any], type_: pa.DataType) -> pa.Array:
    if pa.types.is_list(type_):
        offsets = pa.array(list(accumulate(map(len, values), initial=0)), pa.int32())
        return pa.ListArray.from_arrays(offsets, _array(list(chain.from_iterable(values)), type_.value_type))
    if pa.types.is_struct(type_):
        columns = zip(*values, strict=True) if values else [()] * type_.num_fields
        held = [_array(list(column), field.type) for column, field in zip(columns, type_, strict=True)]
        return pa.StructArray.from_arrays(held, fields=list(type_))
    if pa.types.is_string(type_):
        return _strings(values)
    return pa.array(values, type_)


def _strings(values: list[str | None]) -> pa.Array:
    try:
        return pa.array(values, _TEXT)
    except UnicodeEncodeError:
        return pa.array([None if value is None else whole(value) for value in values], _TEXT)


def whole(text: str) -> str:
    """The text with every half of a surrogate pair, which UTF-8 can't hold, as U+FFFD: as long as it was."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
