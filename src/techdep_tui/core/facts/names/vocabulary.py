"""What single words tell about a name: the lists of `naming`, `roles`, `forenames`, `peoples`, `ordinary`."""

from __future__ import annotations

from dataclasses import dataclass

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.names.gazetteer import gazetteer


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of words as they are written in names, except `ordinary`, which is in lower case.

    `heads` gives each head-word of an organisation the kind that it makes it, `places` each of a place.
    `peoples` gives each adjective or people the code of its country, empty for the others.
    """

    ordinary: frozenset[str]
    function: frozenset[str]
    forenames: frozenset[str]
    surnames: frozenset[str]
    leading_surnames: frozenset[str]
    peoples: dict[str, str]
    titles: frozenset[str]
    address: frozenset[str]
    roles_of_states: frozenset[str]
    roles: frozenset[str]
    noble: frozenset[str]
    modifiers: frozenset[str]
    lower_roles: frozenset[str]
    heads: dict[str, str]
    heads_of: frozenset[str]
    weak_heads: frozenset[str]
    offices: frozenset[str]
    legal_forms: frozenset[str]
    places: dict[str, str]
    places_first: frozenset[str]
    things: frozenset[str]
    ships: frozenset[str]
    products: frozenset[str]
    company_after: frozenset[str]
    company_before: frozenset[str]
    place_after: frozenset[str]
    place_before: frozenset[str]
    product_before: frozenset[str]
    saying: frozenset[str]
    fields_after: frozenset[str]
    no_names: frozenset[str]
    no_names_alone: frozenset[str]
    genitives: frozenset[str]
    portfolios: frozenset[str]
    dotted: frozenset[str]

    def is_modifier(self, word: str) -> bool:
        """Whether a word in front of a role belongs to it, however it is written."""
        return word in self.modifiers or word.capitalize() in self.modifiers


HEAD_KINDS = ("government", "company", "media", "university", "other")
"""The kinds of organisation that have head-words, in the order in which they go."""


PLACE_KINDS = {"region": "region", "sea": "sea", "city": "city", "other": "site"}
"""The kinds of place that have head-words, each with the list of them."""


@lexicon.kept
def vocabulary() -> Vocabulary:
    """The words, read once."""
    naming, roles, forenames = lexicon.read("naming"), lexicon.read("roles"), lexicon.read("forenames")
    heads: dict[str, str] = {}
    for kind in HEAD_KINDS:
        for word in naming[kind].split():
            heads.setdefault(word, kind)
    titles, legal_forms = lexicon.words(roles["titles"]), lexicon.words(naming["legal_forms"])
    no_names = lexicon.words(naming["no_names"])
    function, role_words, peoples = (
        lexicon.words(naming["function"]),
        lexicon.words(roles["roles"]),
        _peoples(),
    )
    dotted = (*titles, *legal_forms, *no_names, *_OTHER_DOTTED, *gazetteer().longest)
    return Vocabulary(
        ordinary=lexicon.words(lexicon.read("ordinary")["ordinary"]),
        function=function,
        forenames=lexicon.words(forenames["census_forenames"]) | lexicon.words(forenames["forenames"]),
        surnames=lexicon.words(forenames["census_surnames"]),
        leading_surnames=lexicon.words(forenames["leading_surnames"]),
        peoples=peoples,
        titles=titles,
        address=lexicon.words(roles["address"]),
        roles_of_states=lexicon.words(roles["of_states"]),
        roles=role_words,
        noble=lexicon.words(roles["noble"]),
        modifiers=lexicon.words(roles["modifiers"]),
        lower_roles=lexicon.words(roles["lower"]),
        heads=heads,
        weak_heads=lexicon.words(naming["weak_heads"]),
        offices=lexicon.words(naming["offices"]),
        heads_of=lexicon.words(naming["heads_of"]),
        legal_forms=legal_forms,
        places={word: kind for kind, key in PLACE_KINDS.items() for word in naming[key].split()},
        places_first=lexicon.words(naming["place_first"]),
        ships=lexicon.words(naming["ship_first"]),
        things=lexicon.words(naming["thing"]),
        products=lexicon.words(naming["product"]),
        company_after=lexicon.words(naming["company_after"]),
        company_before=lexicon.words(naming["company_before"]),
        place_after=lexicon.words(naming["place_after"]),
        place_before=lexicon.words(naming["place_before"]),
        product_before=lexicon.words(naming["product_before"]),
        fields_after=lexicon.words(naming["field_after"]),
        saying=lexicon.words(naming["saying"]),
        no_names=no_names,
        no_names_alone=no_names.union(titles, role_words, peoples, function),
        portfolios=lexicon.words(naming["portfolios"]),
        genitives=lexicon.words(naming["genitives"]),
        dotted=frozenset(word for word in dotted if len(word) > 2 and word[-1] == "."),
    )


_OTHER_DOTTED = ("Jr.", "Sr.", "Mt.", "Ft.")


def _peoples() -> dict[str, str]:
    """Adjectives and peoples with the code of their country, empty where there is none."""
    peoples: dict[str, str] = {}
    for line in lexicon.read("peoples")["peoples"].splitlines():
        code, *words = line.split()
        for word in words:
            peoples.setdefault(word.replace("-", " ") if code != "-" else word, code.strip("-"))
    return peoples
