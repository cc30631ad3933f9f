"""One thing set against another: "than", "compared with", "lags behind", "on the other hand"."""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.changes import SIGNS, participle_start
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.lexicon import Role
from techdep_tui.core.facts.model import Fact, Kind, Scalar
from techdep_tui.core.facts.reading import Reading
from techdep_tui.core.facts.sentences import NUMBERS, Sentence
from techdep_tui.core.facts.stretches import Stretch, end_word, first_word, stretch_at

Found = tuple[Stretch, dict[str, Scalar]]

_LONGEST_SHOWN = 9
_COMPARATIVE_BACK = 14
_EXPECTATION_AHEAD = 6
_DATE_AHEAD = 4
"""Words between the other side's first word and its date at most."""


def find_versus(reading: Reading, sentence: Sentence, index: int, role: Role) -> Found | None:
    """What a word sets against each other, with its stretch; `None` if nothing."""
    if sentence.figure_at(index) is not None:
        return None
    lower = sentence.lower(index)
    if role.section in ("beats", "meets") and not _is_verb(sentence, index):
        return None
    if role.section == "beats":
        return _beaten(reading, sentence, index, SIGNS[role.direction])
    if role.section == "meets":
        ahead = (sentence.lower(at) for at in range(index + 1, index + 1 + _EXPECTATION_AHEAD))
        is_met = any(word in _list("expectations") for word in ahead)
        return _beaten(reading, sentence, index, SIGNS[role.direction]) if is_met else None
    finder = _FINDERS.get(lower)
    return finder(reading, sentence, index) if finder is not None else None


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a word that may be a noun is a verb: "trails its rivals", not "a paper trail"."""
    word = sentence.tokens[index]
    if word.lower.endswith(("ed", "ing", "took", "taken", "sold", "spent", "grew")) or word.text[0].isupper():
        return True
    before = sentence.lower(index - 1)
    return before in _BEFORE_VERB or word.start in sentence.verbs


_BEFORE_VERB = lexicon.words(
    "to will would could may might can should must not also still has have had which that who"
)


@cache
def _list(name: str) -> frozenset[str]:
    """A list of `lexicon/comparisons.yaml`."""
    return lexicon.words(lexicon.read("comparisons")[name])


def _found(stretch: Stretch, sign: str | None, right: int | None = None) -> Found:
    """The comparison of a stretch; what stands from `right` on is the other side."""
    fields: dict[str, Scalar] = {"kind": "versus"}
    if sign is not None:
        fields["dir"] = sign
    if right is not None:
        words = [word.text for word in stretch.sentence.tokens[right : stretch.last] if word.is_word]
        while words and words[0].lower() in ("the", "a", "an", "those", "that", "of"):
            words = words[1:]
        if words:
            fields["right"] = " ".join(words[:_LONGEST_SHOWN]).removesuffix("'s")
        if _is_earlier(stretch, right):
            fields["kind"] = "change"
    return stretch, fields


def _is_earlier(stretch: Stretch, right: int) -> bool:
    """Whether the other side is a time, so that something is compared with itself."""
    sentence = stretch.sentence
    at = right
    if sentence.lower(right) in _FORESEEN:
        return False
    while at < stretch.last and at < right + 3:
        figure = sentence.figure_at(at)
        if figure is not None and figure.norm.get("timex") == "DATE":
            return True
        if figure is not None or sentence.lower(at) not in _BEFORE_DATE:
            break
        at += 1
    here = sentence.tokens[right].start
    dates = [d for d in stretch.figures(Kind.DATE) if d.start >= here and d.norm.get("timex") == "DATE"]
    is_number = (figure := sentence.figure_at(right)) is not None and figure.kind in NUMBERS
    return bool(dates) and (is_number or sentence.index(dates[0].start) - right <= _DATE_AHEAD)


_FORESEEN = lexicon.words("expected forecast predicted estimated anticipated projected")
_BEFORE_DATE = lexicon.words("in at the during a on for")


def _than(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "higher than in Japan"."""
    before, _following = sentence.lower(index - 1), sentence.lower(index + 1)
    if (
        before in _list("unlike_than")
        or before == "said"
        or _is_no_sooner(sentence)
        or index + 1 >= len(sentence.tokens)
    ):
        return None
    if before in _AMOUNTS and not _is_compared(sentence, index + 1, sentence.lower(index - 2)):
        return None
    sign = _comparative(sentence, index)
    if sign is None:
        return None
    stretch = stretch_at(reading, sentence, index)
    last = max(stretch.last, end_word(sentence, index + 1))
    return _found(_from_participle(stretch, index)._replace(last=last), sign, index + 1)


def _is_compared(sentence: Sentence, index: int, earlier: str) -> bool:
    """Whether a thing follows "more than", not a number or a verb ("more than doubled")."""
    word = sentence.tokens[index]
    if earlier in ("no", "nothing", "little") or word.lower in _VAGUE or not word.text[0].isalpha():
        return False
    return word.text[0].isupper() or word.lower in _THINGS or word.lower in words_of("determiners")


_THINGS = lexicon.words(
    "in at on for what those expected forecast predicted estimated anticipated projected from most"
)
_AMOUNTS = frozenset(["more", "less", "fewer"])
_VAGUE = lexicon.words("a an half one two double twice enough just ever once happy anything")


def _is_no_sooner(sentence: Sentence) -> bool:
    """Whether a sentence begins with "No sooner", whose "than" compares nothing."""
    return sentence.lower(0) == "no" and sentence.lower(1) == "sooner"


def _comparative(sentence: Sentence, index: int) -> str | None:
    """ "+" or "-" of the comparative before a word, `None` if there is none."""
    for at in range(index - 1, max(index - _COMPARATIVE_BACK, -1), -1):
        lower = sentence.lower(at)
        if lower in _list("lesser"):
            return "-"
        if lower in ("more", "better") or (lower.endswith("er") and lower not in _NO_COMPARATIVES):
            return "+"
    return None


_NO_COMPARATIVES = lexicon.words(
    "other rather over under after number member computer power ever never former quarter per order whether either"
    " leader minister officer user paper water matter offer player buyer consumer"
)


def _from_participle(stretch: Stretch, index: int) -> Stretch:
    """The stretch, from where a participle that stands in front of the word begins: "channels boasting …"."""
    sentence = stretch.sentence
    for at in range(index - 1, max(index - 6, stretch.first), -1):
        if sentence.lower(at).endswith("ing") and sentence.lower(at) != "being":
            first = participle_start(sentence, at)
            is_phrase = first > 0 and sentence.lower(first - 1) in ("with", ",", "—", "–")
            return stretch._replace(first=max(first, stretch.first)) if is_phrase else stretch
    return stretch


def _compared(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "compared with", "in comparison with", "versus"."""
    right = index + (2 if sentence.lower(index + 1) in ("with", "to") else 1)
    if right >= len(sentence.tokens):
        return None
    if sentence.lower(index).startswith("compare") and right == index + 1:
        return None
    return _set_against(reading, sentence, index, right)


def _set_against(reading: Reading, sentence: Sentence, index: int, right: int) -> Found | None:
    """What stands before the word against what stands from `right` on."""
    first = index - 1 if sentence.lower(index - 1) in ("in", "by") else index
    if _opens_sentence(sentence, first):
        return _fronted(reading, sentence, first, None)
    stretch = stretch_at(reading, sentence, index)
    last = max(stretch.last, end_word(sentence, right))
    stretch = stretch._replace(last=last)
    sign = _comparative(sentence, index) or _by_numbers(stretch, index) or _by_changes(stretch, index)
    if sign is None and sentence.lower(index).startswith("compares"):
        sign = flipped(_against_before(reading, stretch))
    return _found(stretch, sign, right)


def _by_numbers(stretch: Stretch, index: int) -> str | None:
    """The sign by the numbers before and behind a word, if both are of one unit."""
    here = stretch.sentence.tokens[index].start
    figures = stretch.figures(*NUMBERS)
    left = [figure for figure in figures if figure.end <= here]
    right = [figure for figure in figures if figure.start >= here]
    return compared(left[-1], right[0]) if left and right else None


def compared(left: Fact, right: Fact) -> str | None:
    """ "+" if the left number is larger, "-" if the right one is, `None` if they count different things."""
    names = ("amount", "currency") if left.kind is Kind.MONEY else ("value", "unit")
    (one, unit), (other, other_unit) = ([fact.norm.get(name) for name in names] for fact in (left, right))
    if left.kind is not right.kind or unit != other_unit or one == other:
        return None
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        return None
    return "+" if one > other else "-"


def _by_changes(stretch: Stretch, index: int) -> str | None:
    """The sign of a word of change in the stretch."""
    roles = lexicon.roles("comparisons")
    for word in stretch.sentence.tokens[stretch.first : index]:
        for role in roles.get(word.lower, ()):
            if role.section in ("moves", "moved", "changes", "multiplied"):
                return SIGNS[role.direction]
    return None


def _opens_sentence(sentence: Sentence, index: int) -> bool:
    """Whether a word is the first of its sentence, conjunctions aside, or stands behind a bracket or stop."""
    at = index - 1
    while at >= 0 and (
        sentence.lower(at) in words_of("conjunctions") or sentence.lower(at) in words_of("openers")
    ):
        at -= 1
    return at < 0 or sentence.tokens[at].text in ("(", ";", ":")


def _fronted(reading: Reading, sentence: Sentence, first: int, sign: str | None) -> Found | None:
    """A comparison whose phrase stands before the clause: "Unlike others, it does not …"."""
    comma = next((at for at in range(first, len(sentence.tokens)) if sentence.lower(at) == ","), None)
    if comma is None or comma + 1 >= len(sentence.tokens):
        return None
    return _found(Stretch(sentence, first, end_word(sentence, comma + 1)), sign)


def _comparison(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "by comparison", "in comparison with"."""
    if sentence.lower(index - 1) not in ("by", "in"):
        return None
    if sentence.lower(index + 1) in ("with", "to"):
        return _compared(reading, sentence, index)
    found = _aside(reading, sentence, index - 1, index + 1)
    return found if found is None else (found[0], found[1] | {"dir": flipped(found[1].get("dir"))})


def flipped(sign: Scalar) -> str | None:
    """The sign seen from the other side."""
    return {"+": "-", "-": "+"}.get(str(sign))


def _contrast(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "by contrast", "in contrast to"."""
    if sentence.lower(index - 1) not in ("by", "in"):
        return None
    if sentence.lower(index + 1) in ("to", "with"):
        return _set_against(reading, sentence, index, index + 2)
    return _aside(reading, sentence, index - 1, index + 1)


def _hand(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "on the other hand"."""
    if sentence.lower(index - 1) != "other":
        return None
    return _aside(reading, sentence, index - 3, index + 1)


def _aside(reading: Reading, sentence: Sentence, first: int, behind: int) -> Found | None:
    """A clause that a phrase between commas, or before the clause, sets against what was said before."""
    if _opens_sentence(sentence, first):
        stretch = Stretch(
            sentence, max(first, 0), end_word(sentence, min(behind + 1, len(sentence.tokens) - 1))
        )
        stretch = _with_more_figures(stretch)
    elif behind + 1 < len(sentence.tokens):
        stretch = stretch_at(reading, sentence, behind + 1)
    else:
        stretch = stretch_at(reading, sentence, max(first - 1, 0))
    return _found(stretch, _against_before(reading, stretch))


def _with_more_figures(stretch: Stretch) -> Stretch:
    """The stretch with the clauses joined by "and" that have numbers, too: "A had $1bn, and for B it was $2bn"."""
    sentence, last = stretch.sentence, stretch.last
    if sentence.lower(last) != "," or sentence.lower(last + 1) != "and":
        return stretch
    words = enumerate(sentence.tokens[last + 1 :], start=last + 1)
    end = next((at for at, word in words if word.text in ";:—–("), len(sentence.tokens))
    return stretch._replace(last=end) if Stretch(sentence, last, end).figures(*NUMBERS) else stretch


def _against_before(reading: Reading, stretch: Stretch) -> str | None:
    """The sign of the last number before a stretch against the first in it, or of that against this."""
    here = list(stretch.figures(*NUMBERS))
    if not here:
        return None
    earlier = [f for f in reading.parsed.figures_before(stretch.start) if f.kind in NUMBERS]
    for figure in here:
        for other in reversed(earlier):
            sign = compared(figure, other)
            if sign is not None:
                return sign
    return None


def _behind(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "is way behind the West", "trails behind"."""
    is_ranked = (
        sentence.lower(index - 1) == ","
        and index + 1 < len(sentence.tokens)
        and sentence.tokens[index + 1].text[0].isupper()
    )
    if (not is_ranked and sentence.lower(index - 1) not in _BEFORE_BEHIND) or sentence.lower(
        index + 1
    ) in _NO_RIVALS:
        return None
    if sentence.lower(index + 2) in _NO_PLACES:
        return None
    return _beaten(reading, sentence, index, "-")


_BEFORE_BEHIND = lexicon.words(
    "far way well years lag lags lagged lagging fall falls fell fallen falling trail trails decades generations percent pct just"
)
_NO_RIVALS = lexicon.words("schedule closed bars it them him doors her us me you")
_NO_PLACES = lexicon.words("scenes curve wheel plans time desk")


def _ahead(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "is well ahead of its rivals"."""
    if sentence.lower(index + 1) != "of" or index + 2 >= len(sentence.tokens):
        return None
    before = sentence.figure_at(index - 1)
    is_lead = sentence.lower(index - 1) in _BEFORE_AHEAD or (before is not None and before.kind in NUMBERS)
    figure = sentence.figure_at(index + 2)
    if (
        not is_lead
        or sentence.lower(index + 2) in _NO_RIVALS
        or (figure is not None and figure.kind is Kind.DATE)
    ):
        return None
    return _beaten(reading, sentence, index, "+")


_BEFORE_AHEAD = lexicon.words(
    "far way well years is are was were stay stays stayed staying remain remains keep keeps place second third first"
)


def _beaten(reading: Reading, sentence: Sentence, index: int, sign: str) -> Found | None:
    """What is set against its object by a verb."""
    right = index + 1
    while sentence.lower(right) in ("behind", "of", "far"):
        right += 1
    if (
        right >= len(sentence.tokens)
        or sentence.figure_at(right) is not None
        or not sentence.tokens[right].is_word
    ):
        return None
    return _found(stretch_at(reading, sentence, index), sign, right)


def _times(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "twice as many as", "three times the size of"."""
    is_name = sentence.tokens[index].text[0].isupper() and sentence.lower(index) == "times"
    if is_name or sentence.lower(index + 1) not in _MULTIPLE:
        return None
    stretch = stretch_at(reading, sentence, index)
    right = next(
        (at + 1 for at in range(index + 2, stretch.last) if sentence.lower(at) in ("as", "than", "of")), None
    )
    if right is not None and right < stretch.last:
        return _found(stretch, "+", right)
    return _found(stretch, "+")


_MULTIPLE = lexicon.words("as more the that higher larger bigger greater faster its those")


def _while(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """Two clauses with numbers of one kind, side by side: "A has 5,000, while B has 6,000"."""
    if index < 2 or index + 2 >= len(sentence.tokens):
        return None
    left = Stretch(sentence, first_word(reading, sentence, index - 2), index)
    right = Stretch(sentence, index + 1, end_word(sentence, index + 1))
    ours, theirs = left.figures(*NUMBERS), right.figures(*NUMBERS)
    is_contrast = sentence.lower(index) == "whereas"
    pairs = [
        (a, b) for a in ours for b in theirs if a.kind is b.kind and a.norm.get("unit") == b.norm.get("unit")
    ]
    if not pairs and not is_contrast:
        return None
    sign = _superlative(left) or (compared(*pairs[0]) if pairs else None)
    return _found(left._replace(last=right.last), sign)


def _superlative(stretch: Stretch) -> str | None:
    """The sign of the superlative in a stretch."""
    for at in range(stretch.first, stretch.last):
        lower = stretch.sentence.lower(at)
        if lower == "most":
            return "+"
        for role in lexicon.roles("comparisons").get(lower, ()):
            if role.section == "superlatives":
                return SIGNS[role.direction]
    return None


def _unlike(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "unlike other states, it does not …"."""
    if not _opens_sentence(sentence, index):
        return None
    found = _fronted(reading, sentence, index, None)
    if found is None:
        return None
    stretch, fields = found
    return stretch, fields | {"dir": "-" if _is_denied(stretch) else "+"}


def _is_denied(stretch: Stretch) -> bool:
    """Whether a stretch says that something is not."""
    words = stretch.sentence.tokens[stretch.first : stretch.last]
    return any(word.lower in ("not", "no", "never") or word.lower.endswith("n't") for word in words)


def _below(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "…, below many other economies", "$5 above levels seen last year"."""
    right = index + 1
    before = sentence.figure_at(index - 3 if sentence.lower(index - 2) in ("a", "per") else index - 1)
    is_tied = sentence.lower(index - 1) in (",", "well", "far") or (
        before is not None and before.kind in NUMBERS
    )
    if not is_tied or right >= len(sentence.tokens) or sentence.lower(right) in ("all", "which"):
        return None
    if not sentence.tokens[right].is_word:
        return None
    sign = "-" if sentence.lower(index) == "below" else "+"
    if sentence.lower(index - 1) == ",":
        return _found(Stretch(sentence, index, end_word(sentence, index)), sign, right)
    return _found(stretch_at(reading, sentence, index), sign, right)


def _loses(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "loses to its rivals"."""
    if sentence.lower(index + 1) != "to" or index + 2 >= len(sentence.tokens):
        return None
    is_name = sentence.tokens[index + 2].text[0].isupper() and sentence.figure_at(index + 2) is None
    return _found(stretch_at(reading, sentence, index), "-", index + 2) if is_name else None


def _pace(reading: Reading, sentence: Sentence, index: int) -> Found | None:
    """ "does not keep pace with"."""
    if not sentence.lower(index - 1).startswith(("keep", "kept")) or sentence.lower(index + 1) != "with":
        return None
    stretch = stretch_at(reading, sentence, index)
    return _found(stretch, "-" if _is_denied(stretch) else None, index + 2)


_FINDERS = {
    "compares": _compared,
    "lose": _loses,
    "loses": _loses,
    "lost": _loses,
    "losing": _loses,
    "pace": _pace,
    "than": _than,
    "compared": _compared,
    "versus": _compared,
    "vs": _compared,
    "comparison": _comparison,
    "contrast": _contrast,
    "hand": _hand,
    "behind": _behind,
    "ahead": _ahead,
    "twice": _times,
    "double": _times,
    "triple": _times,
    "times": _times,
    "while": _while,
    "whereas": _while,
    "unlike": _unlike,
    "above": _below,
    "below": _below,
}
