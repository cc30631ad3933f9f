"""Where the sentences of one block begin and end.

Our own rules with the standard library: a full stop is a candidate, and what stands before and after it
decides. Every look around is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re

from techdep_tui.core.articles.offsets import Span

_STOP = re.compile(r"""([.!?…]{1,8})(["'”’»)\]]{0,4})(?:\[\d{1,3}\]){0,3}(?=\s)|\n""")
"""The end of a sentence, perhaps: stops, what closes behind them, footnote marks; or a line break.

A block's text is unwrapped, so that a line break in it is meant (verse, tables, code).
"""

_NEXT = re.compile(r"""[\s"'“”‘’«(\[*–—-]{0,12}(\w[\w’'-]{0,40})[,;]?(?:\s{1,4}(\w))?""")
"""The first word after a stop, and the first character of the second one."""

_BEFORE_WORD = re.compile(r"[\s(\[\"“‘«/–—]")
"""What stands before the word that a full stop follows."""

_LOOK_BACK = 32
_LONGEST_WORD = 30

LONGEST = 4_000
"""Characters of a sentence at most: a text without stops is cut, lest every fact in it brings all of it."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """
    mr mrs ms messrs mme mlle dr prof rev fr hon gen lt col maj capt cpt cmdr adm sgt cpl pvt brig supt insp
    sen sens rep reps gov pres amb atty vs v cf e.g i.e viz approx ca esp
    """
)
"""Abbreviations that something always follows."""

_BEFORE_NUMBERS = _words(
    """
    no nos art arts ch chap fig figs p pp par para vol eq sec sect ver
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""Abbreviations when a number follows, else words."""

_COMPANIES = _words("inc corp ltd co cos bros llc plc pty bhd sa ag nv spa intl")
"""Ends of company names, which may also end a sentence."""

_OTHERS = _words(
    """
    jr sr st ave blvd mt ft dept div est govt assn natl univ ext min max tel
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore
    pa tenn tex va vt wash wis wyo
    ph.d ll.m ll.b
    """
)
"""Abbreviations with a capital that may end a sentence when a usual first word follows."""

_SMALL = _words("etc al cf govt")
"""The same without a capital."""

_NAMED_AS = _words("chairman chairwoman chief president director founder ceo cfo vice executive")
"""Roles after a company's name: "Acme Corp. Chairman …"."""

_STARTERS = _words(
    """
    a about according after again all already also although among an and another any are as asked at back
    based because before both but by can certainly could currently despite did do does during each
    earlier even every few finally following for former from furthermore given had has have he her here
    his how however i if in indeed instead is it its it's it’s just last late later let like many meanwhile
    more moreover most much my nearly neither nevertheless next nobody none nonetheless not nothing now
    of on once only or other others our over perhaps rather recently several she should similarly since
    so some sometimes soon still such than that that's that’s the their then there there's there’s therefore
    these they this those though through thus to today together too under unless unlike until was we
    were what when where whether which while who whose why will with within without would yes yet you your
    """
) - {"china", "new", "first", "no", "one", "two", "up"}
"""Words that, with a capital after an abbreviation, begin a sentence."""


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of `text[start:end]`, which is one block, in order and without blanks around them.

    Closing quotation marks and brackets belong to the sentence before them. A heading without a full stop is
    one sentence. A block of blanks gives none.
    """
    sentences: list[Span] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop[1] is None or _ends_sentence(text, begin, stop, end):
            _append_trimmed(sentences, text, begin, stop.end())
            begin = stop.end()
    _append_trimmed(sentences, text, begin, end)
    return sentences


def _append_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    """Append `start:end` without its outer blanks, if anything is left; in pieces if it is too long."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut >= 0 else start + LONGEST
        _append_trimmed(sentences, text, start, cut)
        start = cut
    piece = text[start:end].rstrip()
    if piece:
        end = start + len(piece)
        sentences.append(Span(end - len(piece.lstrip()), end))


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the stop ends the sentence that began at `begin`."""
    following = _NEXT.match(text, stop.end(), end)
    if following is None:
        return True
    word = following[1]
    if _is_lower_start(word):
        return False
    if stop[1] != ".":
        return True
    near = text[max(begin, stop.start() - _LOOK_BACK) : stop.start()]
    before = _BEFORE_WORD.split(near)[-1][-_LONGEST_WORD:]
    if before.isdigit() and not text[begin : stop.start()].strip(" \t").removesuffix(before):
        return False
    return _may_end_with(before, word, following[2] or "")


def _is_lower_start(word: str) -> bool:
    """Whether a word cannot begin a sentence: lower-case, and not a brand such as "iPhone"."""
    return word[0].islower() and not word[1:2].isupper()


def _is_initial(word: str) -> bool:
    """Whether a word before a full stop is one capital: an initial."""
    return len(word) == 1 and word.isupper()


def _may_end_with(before: str, word: str, second: str) -> bool:
    """Whether "`before`. `word` …" is two sentences; `second` is the first character of the word after."""
    lower = before.lower()
    begins = word[0].isupper() and word.lower() in _STARTERS and not (len(word) == len(before) == 1)
    if lower in _TITLES:
        return False
    if lower in _BEFORE_NUMBERS and word[0].isdigit():
        return False
    if lower in _COMPANIES and before[0].isupper():
        return begins or (second.islower() and not word[0].isdigit() and word.lower() not in _NAMED_AS)
    if (
        (lower in _OTHERS and before[0].isupper())
        or lower in _SMALL
        or _is_initial(before)
        or _is_dotted(before)
    ):
        return begins
    return True


def _is_dotted(word: str) -> bool:
    """Whether a word is letters with full stops between: "U.S", "E.U", "a.m"."""
    return len(word) >= 3 and word[1::2].strip(".") == "" and word[::2].isalpha()
