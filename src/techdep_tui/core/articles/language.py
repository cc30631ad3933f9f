"""The language of a text, guessed by its commonest words or its script."""

from __future__ import annotations

import re

_COMMONEST = {
    "en": "the of and to in that is for with was on as are it by from has have be this which not",
    "de": "der die und das den von zu mit ist des im dem nicht ein eine auf sich für als auch wird",
    "fr": "le la les des et en du une est que pour dans qui sur par au pas plus ce avec sont",
    "es": "el la los las de que en del un una por con para se es al como su más lo ha",
    "it": "il di che la e per un una in del della con sono non è si dei da nel alla gli",
    "pt": "o a os as de que do da em um uma para com não por no na dos mais é ao",
    "nl": "de het een van en in is dat op te voor met zijn niet aan ook er door bij naar",
    "pl": "w i na z do się że nie to jest o po przez jak od za oraz dla które są",
    "sv": "och att det som en på är av för med till den har inte om ett men var sig",
    "cs": "a v se na je že s z do o to i pro za by jako po které jsou od",
    "tr": "ve bir bu da için ile de olarak çok daha olan gibi en sonra kadar ancak ise",
}
_WORDS_OF = {word_list: frozenset(words.split()) for word_list, words in _COMMONEST.items()}
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SAMPLE = 1_500
"""Characters that are looked at."""
_LEAST_WORDS = 20
_LEAST_SHARE = 0.15


def guess_language(text: str) -> str | None:
    """The BCP 47 tag of a text's language, or `None` if it is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    if not sample.isascii() and (by_script := _by_script(sample)):
        return by_script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _LEAST_WORDS:
        return None
    share, tag = max(
        (sum(word in common for word in words) / len(words), tag) for tag, common in _WORDS_OF.items()
    )
    return tag if share >= _LEAST_SHARE else None


def _by_script(sample: str) -> str | None:
    least = len(sample) // 5 + 1
    if len(_CYRILLIC.findall(sample)) >= least:
        return "uk" if len(_UKRAINIAN.findall(sample)) * 100 >= len(sample) else "ru"
    return next(
        (
            tag
            for tag, script in _SCRIPTS
            if len(script.findall(sample)) >= least // (1 if tag != "ja" else 4) + 1
        ),
        None,
    )
