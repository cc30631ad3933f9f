"""Whom a number hits: "fined Acme $5 million", "a $5 million fine on Acme", "made Acme pay $5 million"."""

from __future__ import annotations

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import words_of
from techdep_tui.core.facts.noun_phrases import noun_phrase
from techdep_tui.core.facts.sentences import Words

_FARTHEST = 16
"""Words between the verb and the amount at most."""
_FARTHEST_NOUN = 3
_FARTHEST_ONTO = 6
_ONTO = lexicon.words("on upon against")


def hit_by(before: Words, after: Words) -> Words | None:
    """The words that name whom a number hits, `None` if they tell of no such thing."""
    return _fine_on(before, after) or _fined(before)


def _fine_on(before: Words, after: Words) -> Words | None:
    """Whom a fine is on: "a $5 million fine on Acme", "a fine of $5 million against Acme"."""
    if len(before) > 1 and before[-1].lower == "of" and before[-2].lower in words_of("fines"):
        rest = after
    else:
        fines = (i for i, word in enumerate(after[:_FARTHEST_NOUN]) if word.lower in words_of("fines"))
        rest = after[next(fines, len(after)) + 1 :]
    onto = next((i for i, word in enumerate(rest[:_FARTHEST_ONTO]) if word.lower in _ONTO), None)
    is_next = onto is not None and not any(word.text[0].isalpha() for word in rest[: max(onto - 2, 0)])
    return noun_phrase(rest[onto + 1 :]) if onto is not None and is_next else None


def _fined(before: Words) -> Words | None:
    """Whom somebody fines or hits with an amount; the verb is the last such one."""
    end = len(before)
    for index in range(len(before) - 1, max(len(before) - _FARTHEST, -1), -1):
        lower = before[index].lower
        if lower == "with":
            end = index
        elif lower in words_of("fining") or (end < len(before) and lower in words_of("hitting")):
            return _object(before[index + 1 : end])
        elif before[index].text in (";", ":"):
            return None
    return None


def made_to(before: Words) -> Words | None:
    """Who is made or expected to do something: "ordered Acme to pay $5 million"."""
    end = len(before)
    for index in range(len(before) - 1, max(len(before) - _FARTHEST, -1), -1):
        if before[index].lower == "to":
            end = index
        elif end < len(before) and (before[index].lower in words_of("ordering") or _is_for(before, index)):
            return _object(before[index + 1 : end])
        elif not before[index].is_word:
            return None
    return None


def _is_for(before: Words, index: int) -> bool:
    """Whether a word is the "for" of "calls for Acme to pay"."""
    return before[index].lower == "for" and index > 0 and before[index - 1].lower in _CALLING


_CALLING = lexicon.words("call calls called calling")


def _object(words: Words) -> Words | None:
    """What a verb takes, up to the amount; an amount right behind it is none."""
    if not words or words[0].text[0].isdigit():
        return None
    amount = next((at for at, word in enumerate(words) if word.text[0].isdigit()), len(words))
    return noun_phrase(words[:amount])
