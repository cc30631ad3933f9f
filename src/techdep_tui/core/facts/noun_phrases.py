"""The noun phrase that some words begin or end with."""

from __future__ import annotations

from functools import cache

from techdep_tui.core.facts import lexicon
from techdep_tui.core.facts.clauses import Token, words_of
from techdep_tui.core.facts.sentences import Words
from techdep_tui.core.facts.verbs import is_verb

_LONGEST_PHRASE = 9
_JOINTS = lexicon.words("and or but than as a an the which that")
SAYING = lexicon.words("projected forecast estimated expected predicted reported posted announced")


@cache
def _leading() -> frozenset[str]:
    """Words in front of a noun phrase that do not belong to what it names."""
    return words_of("determiners") | words_of("adverbs")


def without_leading(words: Words) -> Words:
    """The words without articles and adverbs at their head, without "those of"; a pronoun stays."""
    if len(words) > 2 and words[0].lower == "those" and words[1].lower == "of":
        return words[2:]
    for index, word in enumerate(words):
        if word.lower not in _leading() or word.lower in words_of("pronouns"):
            return words[index:]
    return ()


def noun_phrase(words: Words) -> Words | None:
    """The noun phrase at the head of some words, with what "of" and "and" join to it."""
    words = without_leading(words)
    end = 0
    for index, word in enumerate(words[:_LONGEST_PHRASE]):
        following = words[index + 1] if index + 1 < len(words) else None
        joins = word.lower in ("of", "and") and index and following is not None and following.is_word
        if not word.is_word or (not joins and ends_phrase(word)):
            break
        if is_verb(word, words[index - 1] if index else None, following):
            break
        if index and word.lower in words_of("reporting"):
            break
        end = index + 1
    while end and words[end - 1].lower in ("of", "and"):
        end -= 1
    return words[:end] or None


def ends_phrase(word: Token) -> bool:
    """Whether a noun phrase ends in front of a word."""
    lower = word.lower
    lists = (words_of("prepositions"), words_of("adverbs"), words_of("pronouns"), _JOINTS)
    return any(lower in words for words in lists)


def last_name(before: Words) -> Words | None:
    """The last run of capitalised words in front of a number, the sentence's first word aside."""
    end = len(before)
    while end > 1 and not before[end - 1].text[0].isupper():
        end -= 1
    begin = end - 1
    while begin > 0 and before[begin - 1].text[0].isupper() and not before[begin - 1].lower.endswith("'s"):
        begin -= 1
    return before[begin:end] if end > 1 else None


def noun_before(before: Words) -> Words | None:
    """The noun phrase without article that some words end with."""
    begin = len(before)
    while begin and len(before) - begin < _LONGEST_PHRASE and may_describe(before[begin - 1]):
        begin -= 1
    if begin and before[begin - 1].lower in words_of("pronouns") and begin < len(before):
        return None
    while begin < len(before) and (
        before[begin].lower in words_of("reporting") or _is_past_of(before, begin)
    ):
        begin += 1
    while begin < len(before) and before[begin].text.replace(",", "").isdigit():
        begin += 1
    words = before[begin:]
    is_led = begin > 0 and before[begin - 1].lower in words_of("determiners") | words_of("prepositions")
    if not words or (len(words) == 1 and words[0].lower.endswith(("ed",) if is_led else ("ed", "ing"))):
        return None
    if is_verb(words[-1], None, None) or (begin and before[begin - 1].lower in _BE):
        return None
    return words


def _is_past_of(before: Words, index: int) -> bool:
    """Whether a form in -ed has its subject right before it, or a name that begins the words."""
    following = before[index + 1 : index + 2]
    is_name = before[index].text[0].isupper() and bool(following) and following[0].lower.endswith("ed")
    return is_name or (
        before[index].lower.endswith("ed") and index > 0 and before[index - 1].text[0].isupper()
    )


_BE = lexicon.words("is are was were be been being")


def may_describe(token: Token) -> bool:
    """Whether a word can belong to a noun phrase without article."""
    lower = token.lower
    lists = (
        words_of("prepositions"),
        words_of("determiners"),
        words_of("verbs"),
        words_of("bases"),
        words_of("pronouns"),
        _JOINTS,
        SAYING,
    )
    return token.is_word and not any(lower in words for words in lists)
