"""Ranks: superlatives with their scope ("the largest reserves in the world"), records, highs and lows."""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.changes import SIGNS
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import Sentence
from techdep_tui.core.facts.stretches import Stretch, end_word, stretch_at, trimmed

Found = tuple[Stretch, dict[str, Scalar]]

_LONGEST_SCOPE = 12
_NEED_SCOPE = frozenset(["best", "worst", "top"])
"""Superlatives that are often a mere judgement."""
_STRONG_SCOPES = frozenset(["in", "since", "ever", "among"])


@cache
def _list(name: str) -> frozenset[str]:
    """A list of `lexicon/comparisons.yaml`."""
    return lexicon.words(lexicon.read("comparisons")[name])


def find_rank(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """The rank that a word speaks of, with its stretch; `None` if it is none or tells no scope."""
    if role.section == "records":
        return _record(reading, sentence, index, role)
    lower = _superlative(sentence, index)
    if sentence.figure_at(index) is not None or lower is None:
        return None
    if role.section == "degrees":
        following = sentence.lower(index + 1)
        if following in _list("no_rank") or not _is_adjective(following):
            return None
    first = _determined(reading, sentence, index)
    if first is None or sentence.figure_at(index + 1) is not None:
        return None
    last = _phrase_end(sentence, index)
    if lower == "top" and not _is_one_thing(sentence, index, last):
        return None
    scope = _scope(sentence, first, index, last)
    tied = _tied(reading, sentence, first) if lower not in ("best", "worst") else None
    if scope is None and tied is None:
        return None
    fields: dict[str, Scalar] = {
        "kind": "rank",
        "dir": "-" if lower == "least" else SIGNS[role.direction or "up"],
    }
    if scope:
        fields["right"] = scope
    return Stretch(sentence, first if tied is None else tied, last), fields


def _superlative(sentence: Sentence, index: int) -> str | None:
    """The superlative that a word is or ends with ("third-largest"), `None` for others ("worst-case")."""
    head, _, tail = sentence.lower(index).rpartition("-")
    if not head or tail in lexicon.roles("comparisons"):
        return tail
    return head if tail == "ever" or tail.endswith(_PARTICIPLES) else None


_PARTICIPLES = ("ing", "ed", "hit", "known", "paid", "sold")
"""Ends of words that a superlative is joined to by a hyphen: "fastest-growing", "worst-hit"."""


def _is_adjective(word: str) -> bool:
    """Whether a word behind "most" may be an adjective or adverb."""
    return (len(word) > 3 and not word.endswith("s")) or word.endswith(("ous", "less"))


def _determined(reading: Reading, sentence: Sentence, index: int) -> int | None:
    """The index of the first word of the noun phrase of a superlative, `None` if no article or owner opens it."""
    at = index - 1
    while at >= 0 and sentence.lower(at) in _ORDINALS:
        at -= 1
    lower = sentence.lower(at)
    if lower in _list("copulas") and sentence.lower(index) == "most":
        return at + 1
    if lower == "the":
        return at + 1
    if reading.is_title(sentence.span.start) and (at < 0 or not sentence.tokens[at].is_word):
        return at + 1
    if lower in ("its", "their", "his", "her", "our", "my", "your"):
        return at
    if lower.endswith(("'s", "s'")):
        while at > 0 and _belongs(sentence, at - 1):
            at -= 1
        return at + 1 if sentence.lower(at) in ("the", "a", "an", "of") else at
    return None


_ORDINALS = lexicon.words(
    "second third fourth fifth sixth seventh eighth ninth tenth single very by far two three four five six seven eight"
    " nine ten 10 20 25 50 100 500"
)


def _belongs(sentence: Sentence, index: int) -> bool:
    """Whether a word belongs to the owner that stands behind it."""
    word = sentence.tokens[index]
    is_joined = word.lower == "of" and index > 0 and sentence.tokens[index - 1].text[0].isupper()
    return word.is_word and (word.text[0].isupper() or word.lower == "the" or is_joined)


def _phrase_end(sentence: Sentence, index: int) -> int:
    """The index behind the noun phrase of a superlative with its scope."""
    return trimmed(Stretch(sentence, index, _untrimmed_end(sentence, index))).last


def _untrimmed_end(sentence: Sentence, index: int) -> int:
    """The same, perhaps with a mark or preposition as last word."""
    end = end_word(sentence, index)
    if sentence.lower(end) == "since":
        return end_word(sentence, end + 1)
    for at in range(index + 1, min(end, index + _LONGEST_SCOPE)):
        word = sentence.tokens[at]
        if word.text == "," or word.start in sentence.verbs or word.lower in _list("outside_scope"):
            return at
        if word.lower in words_of("articles") and sentence.lower(at - 1) not in words_of("prepositions"):
            return at
    return _with_comparison(sentence, min(end, index + _LONGEST_SCOPE))


def _with_comparison(sentence: Sentence, last: int) -> int:
    """The end of a rank with what is said of it behind a mark: "in Europe — more advanced than in Japan"."""
    if last + 1 >= len(sentence.tokens) or sentence.tokens[last].is_word:
        return last
    is_more = sentence.lower(last + 1) in ("more", "less", "ahead")
    is_figure = sentence.lower(last) == ":" and sentence.figure_at(last + 1) is not None
    return end_word(sentence, last + 1) if is_more or is_figure else last


def _is_one_thing(sentence: Sentence, index: int, last: int) -> bool:
    """Whether "top" says of one thing that it is the first, not what somebody is ("China's top diplomat")."""
    words = [sentence.lower(at) for at in range(index + 1, last)]
    noun = words[
        : next((at for at, word in enumerate(words) if word in words_of("prepositions")), len(words))
    ]
    return bool(noun) and not noun[-1].endswith("s") and not any(word in _list("persons") for word in noun)


def _scope(sentence: Sentence, first: int, index: int, last: int) -> str | None:
    """In what a superlative is one: the owner before it, or what follows "in", "of", "since"."""
    owner = [word.text for word in sentence.tokens[first:index] if word.lower not in _ORDINALS]
    if owner and "'" in owner[-1]:
        return " ".join(owner).removesuffix("'s")
    if sentence.lower(first) in ("its", "their"):
        return sentence.tokens[first].text
    scopes = _STRONG_SCOPES if sentence.lower(index) in _NEED_SCOPE else _list("scopes")
    for at in range(index + 1, last):
        if sentence.lower(at) in scopes:
            return " ".join(word.text for word in sentence.tokens[at:last] if word.is_word)
    return None


def _tied(reading: Reading, sentence: Sentence, first: int) -> int | None:
    """The index of the first word of the clause that says of its subject that it is the first of its kind."""
    at = first - 1
    while at > 0 and (sentence.lower(at) in _FILLERS):
        at -= 1
    if sentence.lower(first - 1) in ("to", "at") and _moves(sentence.lower(first - 2)):
        at = first - 2
    if at <= 0 or (sentence.lower(at) not in _list("copulas") and not _moves(sentence.lower(at))):
        return None
    stretch = stretch_at(reading, sentence, at)
    return stretch.first if stretch.first < at else None


def _moves(word: str) -> bool:
    """Whether a word is a verb with which something comes to its highest or lowest mark."""
    return word in _REACHED or any(role.section == "moves" for role in lexicon.roles("comparisons").get(word, ()))


_REACHED = lexicon.words("hit hits hitting reached reaches reaching touched touching")
_FILLERS = lexicon.words("at the by far long now also still one of among not already currently")


def _record(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """ "a record high", "a 14-year low", "hit a record"."""
    lower, before = sentence.lower(index), sentence.lower(index - 1)
    if lower == "record":
        following = sentence.lower(index + 1)
        if following == "of" and sentence.figure_at(index + 2) is not None:
            return stretch_at(reading, sentence, index), {"kind": "rank", "dir": "+"}
        if before not in ("a", "all-time", "new") or following in (
            "of",
            "label",
            "that",
            "on",
            "as",
            "high",
            "low",
            "highs",
            "lows",
        ):
            return None
    elif not (before in ("record", "all-time") or before.endswith(_PERIODS)):
        return None
    fields: dict[str, Scalar] = {"kind": "rank", "dir": SIGNS[role.direction]}
    if lower == "record" and _is_counted(sentence, index + 1):
        return Stretch(sentence, index, _phrase_end(sentence, index)), fields
    return stretch_at(reading, sentence, index), fields


def _is_counted(sentence: Sentence, index: int) -> bool:
    """Whether a noun follows "record" at once: "a record number of passengers"."""
    return (
        index < len(sentence.tokens)
        and sentence.tokens[index].is_word
        and sentence.figure_at(index) is None
        and sentence.lower(index) not in words_of("prepositions")
    )


_PERIODS = ("-year", "-month", "-week", "-day", "-decade", "-time")
