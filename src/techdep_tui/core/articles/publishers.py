"""Which publisher stands behind a host name, and which names are publishers'.

The table is data: `publishers.yaml` beside this module.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml

_TABLE = Path(__file__).with_name("publishers.yaml")


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


def known_publisher(name: str) -> str | None:
    """`name` as written if a publisher goes by it, else `None`; words with another meaning do not count."""
    return name.strip() if name.strip().casefold() in _table().names else None


@cache
def _table() -> _Table:
    data = yaml.load(_TABLE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    names = {name.casefold() for name in (*data["hosts"].values(), *data["names"])}
    return _Table(data["hosts"], frozenset(names - {name.casefold() for name in data["ambiguous"]}))
