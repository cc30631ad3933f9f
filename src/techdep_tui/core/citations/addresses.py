"""Addresses without the parts that only follow the reader about."""

from __future__ import annotations

from typing import NamedTuple

_PREFIXES = ("utm_",)
_CLICKS = "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid"
_NAMES = frozenset(_CLICKS.split())


class Address(NamedTuple):
    """An address, and the names of what was taken out of it."""

    url: str
    removed: tuple[str, ...] = ()


def without_tracking(url: str) -> Address:
    """An address without its tracking parameters: `utm_*`, and click numbers such as `gclid`, `fbclid`.

    All else stays as it is written, character for character.
    """
    head, sign, fragment = url.partition("#")
    path, question, query = head.partition("?")
    pairs = query.split("&")
    names = [pair.partition("=")[0] for pair in pairs]
    removed = tuple(dict.fromkeys(name for name in names if _tracks(name)))
    if not removed:
        return Address(url)
    kept = "&".join(pair for pair, name in zip(pairs, names, strict=True) if not _tracks(name))
    return Address(path + (question + kept if kept else "") + sign + fragment, removed)


def _tracks(name: str) -> bool:
    name = name.lower()
    return name in _NAMES or name.startswith(_PREFIXES)
