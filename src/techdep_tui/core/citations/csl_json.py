"""CSL-JSON from outside becomes references: an array, one record, JSON Lines, or an object with `items`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from techdep_tui.core.articles.decode import decode_bytes, safe_text
from techdep_tui.core.citations.record import Reference
from techdep_tui.core.errors import CitationError

_DEEPEST = 20


def read_csl_json(data: bytes) -> list[Reference]:
    """The references of all records, their texts made safe to show; none for nothing.

    Raises CitationError where it is no JSON, or something in it is no record.
    """
    text = decode_bytes(data).text
    if not text.strip():
        return []
    try:
        records = _records(_parsed(text))
    except (ValueError, RecursionError) as error:
        raise CitationError(f"That is no CSL-JSON: {error}.") from error
    return [Reference(_record(record, number)) for number, record in enumerate(records, start=1)]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def _records(value: object) -> list[object]:
    if isinstance(value, Mapping):
        items = value.get("items")
        return items if isinstance(items, list) else [value]
    return value if isinstance(value, list) else [value]


def _record(value: object, number: int) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise CitationError(f"Number {number} of the records is no CSL-JSON object.")
    safe = _safe(value)
    assert isinstance(safe, Mapping)
    return safe


def _safe(value: object, depth: int = 0) -> object:
    """The value with every text in it made safe; what lies too deep for any record is left out."""
    if isinstance(value, str):
        return safe_text(value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {safe_text(str(key)): _safe(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_safe(each, depth + 1) for each in value]
    return value
