"""Which kind of name a phrase is: the weights of its features, added up over the article."""

from __future__ import annotations

from collections.abc import Iterable

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.model import Kind

KINDS = (Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.PRODUCT)
"""The kinds of names, in the order of their weights; the weight behind them is for no name."""

Weights = dict[str, tuple[float, ...]]


@lexicon.kept
def weights() -> Weights:
    """The weights of each feature, for every kind in the order of `KINDS` and for no name."""
    read: Weights = {}
    for line in lexicon.read("name_weights")["weights"].splitlines():
        feature, *numbers = line.split()
        read[feature] = tuple(map(float, numbers))
    return read


def judge(features: Iterable[str]) -> tuple[Kind | None, float]:
    """The kind that the features speak for most, `None` for no name, and by how much it leads."""
    table = weights()
    person, org, place, product, none = table["bias"]
    for feature in features:
        row = table.get(feature)
        if row is not None:
            for_person, for_org, for_place, for_product, for_none = row
            person += for_person
            org += for_org
            place += for_place
            product += for_product
            none += for_none
    sums = (person, org, place, product, none)
    second, best = sorted(sums)[-2:]
    index = sums.index(best)
    return (KINDS[index] if index < len(KINDS) else None), best - second
