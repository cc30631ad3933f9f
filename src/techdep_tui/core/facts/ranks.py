"""Ranks: superlatives with their scope ("the largest reserves in the world"), records, highs and lows."""

from __future__ import annotations

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import Sentence
from techdep_tui.core.facts.sides import SIGNS, Found, listed
from techdep_tui.core.facts.stretches import Stretch, end_word, stretch_at, trimmed

_LONGEST_SCOPE = 12
"""Words of a superlative's noun phrase with its scope at most."""
_PARTICIPLES = ("ing", "ed", "hit", "known", "paid", "sold")
"""Ends of words that a superlative is joined to by a hyphen: "fastest-growing", "worst-hit"."""
_POSSESSIVES = frozenset(["its", "their", "his", "her", "our", "my", "your"])
_SCOPE_OWNERS = frozenset(["its", "their"])
_PERIODS = ("-year", "-month", "-week", "-day", "-decade", "-time")
_MORE = frozenset(["more", "less", "ahead"])


def find_rank(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """The rank that a word speaks of, with its stretch; `None` if it is none or tells no scope."""
    if role.section == "records":
        return _record(reading, sentence, index, role)
    lower = _superlative(sentence, index)
    if lower is None or _is_counting(sentence, index, lower):
        return None
    if role.section == "degrees" and not _is_degree(sentence.lower(index + 1)):
        return None
    first, last = _determined(reading, sentence, index), _phrase_end(sentence, index)
    if first is None or (lower == "top" and not _is_one_thing(sentence, index, last)):
        return None
    scope = _scope(sentence, first, index, last)
    tied = _tied(reading, sentence, first) if lower not in ("best", "worst") else None
    if scope is None and tied is None:
        return None
    first = _with_count(sentence, first)
    fields: dict[str, Scalar] = {
        "kind": "rank",
        "dir": "-" if lower == "least" else SIGNS[role.direction or "up"],
    }
    if scope:
        fields["right"] = scope
    return Stretch(sentence, first if tied is None else tied, last), fields


def _superlative(sentence: Sentence, index: int) -> str | None:
    """The superlative that a word is or is joined of ("third-largest"), `None` for "worst-case"."""
    head, _, tail = sentence.lower(index).rpartition("-")
    if not head or tail in lexicon.roles("comparisons"):
        return tail
    return head if tail == "ever" or tail.endswith(_PARTICIPLES) else None


def _is_counting(sentence: Sentence, index: int, lower: str) -> bool:
    """Whether a word qualifies or is followed by a number: "at least 5", "the top 30 channels"."""
    if sentence.figure_at(index) is not None:
        return lower in ("least", "most")
    return sentence.figure_at(index + 1) is not None


def _is_degree(word: str) -> bool:
    """Whether "most" makes a superlative of the word behind it, as of an adjective."""
    if word in listed("no_rank") or len(word) <= 3:
        return False
    return not word.endswith("s") or word.endswith(("ous", "less"))


def _determined(reading: Reading, sentence: Sentence, index: int) -> int | None:
    """The index of the first word of a superlative's noun phrase; `None` if no article or owner opens it."""
    at = index - 1
    while sentence.lower(at) in listed("ordinals"):
        at -= 1
    lower = sentence.lower(at)
    if lower == "the" or (lower in listed("copulas") and sentence.lower(index) == "most"):
        return at + 1
    if reading.is_title(sentence.span.start) and (at < 0 or not sentence.tokens[at].is_word):
        return at + 1
    if lower in _POSSESSIVES:
        return at
    return _owner(sentence, at) if lower.endswith(("'s", "s'")) else None


def _with_count(sentence: Sentence, first: int) -> int:
    """The index of the first word with how many there are before it: "one of the largest makers"."""
    at = first - 1 if sentence.lower(first - 1) == "the" else first
    is_counted = sentence.lower(at - 1) == "of" and sentence.lower(at - 2) in ("one", "two", "three", "some")
    return at - 2 if is_counted else first


def _owner(sentence: Sentence, index: int) -> int:
    """The index of the first word of an owner without its article: "the world's"."""
    at = index
    while at > 0 and _belongs(sentence, at - 1):
        at -= 1
    return at + 1 if sentence.lower(at) in ("the", "a", "an", "of") else at


def _belongs(sentence: Sentence, index: int) -> bool:
    """Whether a word belongs to the owner that stands behind it."""
    word = sentence.tokens[index]
    is_joined = word.lower == "of" and index > 1 and sentence.tokens[index - 1].text[0].isupper()
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
        if word.text == "," or word.start in sentence.verbs or word.lower in listed("outside_scope"):
            return at
        if word.lower == "on" and sentence.figure_at(at + 1) is not None:
            return at
        if word.lower in words_of("articles") and sentence.lower(at - 1) not in words_of("prepositions"):
            return at
    return _with_comparison(sentence, min(end, index + _LONGEST_SCOPE))


def _with_comparison(sentence: Sentence, last: int) -> int:
    """The end of a rank with what is said of it behind a mark: "in Europe — more advanced than in Japan"."""
    if last + 1 >= len(sentence.tokens) or sentence.tokens[last].is_word:
        return last
    is_figure = sentence.lower(last) == ":" and sentence.figure_at(last + 1) is not None
    return end_word(sentence, last + 1) if is_figure or sentence.lower(last + 1) in _MORE else last


def _is_one_thing(sentence: Sentence, index: int, last: int) -> bool:
    """Whether "top" says of one thing that it is the first, not what somebody is: "its top diplomat"."""
    words = [sentence.lower(at) for at in range(index + 1, last)]
    end = next((at for at, word in enumerate(words) if word in words_of("prepositions")), len(words))
    noun = words[:end]
    return bool(noun) and not noun[-1].endswith("s") and not any(word in listed("persons") for word in noun)


def _scope(sentence: Sentence, first: int, index: int, last: int) -> str | None:
    """In what a superlative is one: the owner before it, or what follows "in", "of", "since"."""
    owner = [word.text for word in sentence.tokens[first:index] if word.lower not in listed("ordinals")]
    if owner and ("'" in owner[-1] or owner[0].lower() in _SCOPE_OWNERS):
        return " ".join(owner).removesuffix("'s")
    scopes = listed("strong_scopes" if sentence.lower(index) in listed("judgements") else "scopes")
    for at in range(index + 1, last):
        if sentence.lower(at) in scopes:
            return " ".join(word.text for word in sentence.tokens[at:last] if word.is_word)
    return None


def _tied(reading: Reading, sentence: Sentence, first: int) -> int | None:
    """The index of the first word of the clause that says of its subject that it is the first of its kind."""
    at = first - 1
    while at > 0 and sentence.lower(at) in listed("fillers"):
        at -= 1
    if sentence.lower(first - 1) == "to" and _reaches(sentence.lower(first - 2)):
        at = first - 2
    if at <= 0 or not (sentence.lower(at) in listed("copulas") or _reaches(sentence.lower(at))):
        return None
    if sentence.lower(at) == "being":
        while (
            at > 0
            and sentence.tokens[at - 1].is_word
            and sentence.lower(at - 1) not in words_of("prepositions")
        ):
            at -= 1
        return at
    stretch = stretch_at(reading, sentence, at)
    return stretch.first if stretch.first < at else None


def _reaches(word: str) -> bool:
    """Whether something comes to its highest or lowest mark by a verb."""
    roles = lexicon.roles("comparisons").get(word, ())
    return word in listed("reached") or any(role.section == "moves" for role in roles)


def _record(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """ "a record high", "a 14-year low", "hit a record", "a record number of passengers"."""
    before, following = sentence.lower(index - 1), sentence.lower(index + 1)
    fields: dict[str, Scalar] = {"kind": "rank", "dir": SIGNS[role.direction]}
    if sentence.lower(index) != "record":
        is_mark = before in ("record", "all-time") or before.endswith(_PERIODS)
        return (stretch_at(reading, sentence, index), fields) if is_mark else None
    is_number = following == "of" and sentence.figure_at(index + 2) is not None
    if not is_number and (before not in ("a", "all-time", "new") or following in listed("no_record")):
        return None
    if not is_number and _is_counted(sentence, index + 1):
        return Stretch(sentence, index, _phrase_end(sentence, index)), fields
    return stretch_at(reading, sentence, index), fields


def _is_counted(sentence: Sentence, index: int) -> bool:
    """Whether a noun follows "record" at once."""
    return (
        index < len(sentence.tokens)
        and sentence.tokens[index].is_word
        and sentence.figure_at(index) is None
        and sentence.lower(index) not in words_of("prepositions")
    )
