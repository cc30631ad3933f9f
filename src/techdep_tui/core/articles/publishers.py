"""Which publisher stands behind a host name, and which names are publishers'.

The table is data: `publishers.tsv` beside this module. It holds newspapers, agencies, broadcasters,
magazines, think tanks and official sources that write about technology and trade.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

_TABLE = Path(__file__).with_name("publishers.tsv")
_LONGEST_NAME = 60


class _Table(NamedTuple):
    """Publishers by host, and the names in small letters that only a publisher goes by."""

    by_host: dict[str, str]
    names: frozenset[str]


def publisher_of(url: str) -> str | None:
    """The publisher behind an address, after the table; `None` if the host is not in it."""
    host = host_of(url)
    by_host = _table().by_host
    while host:
        if host in by_host:
            return by_host[host]
        host = host.partition(".")[2]
    return None


def host_of(url: str) -> str:
    """The host name of an address in small letters, without `www.`; empty if there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def path_of(url: str) -> str:
    """The path of an address; empty if it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def known_publisher(name: str) -> str | None:
    """`name` as written if a publisher goes by it, else `None`; words with another meaning do not count."""
    if len(name) > _LONGEST_NAME:
        return None
    name = " ".join(name.split())
    return name if name.lower() in _table().names else None


@cache
def _table() -> _Table:
    by_host: dict[str, str] = {}
    names: set[str] = set()
    for line in _TABLE.read_text(encoding="utf-8").split("\n"):
        host, found, name = line.partition("\t")
        if not found:
            continue
        if host:
            by_host[host] = name.rstrip("?")
        if not name.endswith("?"):
            names.add(name.lower())
    return _Table(by_host, frozenset(names))
