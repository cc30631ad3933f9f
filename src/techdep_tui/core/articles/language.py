"""The language of a text, guessed by its commonest words or its script."""

from __future__ import annotations

from collections import Counter

_COMMONEST = {
    "en": "the of and to in that is for with was on as are it by from has have be this which not",
    "de": "der die und das den von zu mit ist des im dem nicht ein eine auf sich für als auch wird",
    "fr": "la le les des et en du une est que pour dans qui sur par au pas plus ce avec sont",
    "es": "el la los las de que en del un una por con para se es al como su más lo ha",
    "it": "il di che la e per un una in del della con sono non è si dei da nel alla gli",
    "pt": "o a os as de que do da em um uma para com não por no na dos mais é ao",
    "nl": "de het een van en in is dat op te voor met zijn niet aan ook er door bij naar",
    "pl": "w i na z do się że nie to jest o po przez jak od za oraz dla które są",
    "sv": "och att det som en på är av för med till den har inte om ett men var sig",
    "cs": "a v se na je že s z do o to i pro za by jako po které jsou od",
    "tr": "ve bir bu da için ile de olarak çok daha olan gibi en sonra kadar ancak ise",
    "ru": "и в не на что с по как это к из за от для его он но был также",
    "uk": "і в не на що з по як це до із за від для його він але був також та",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMONEST.items()}
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("ar", "\u0600", "\u06ff"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("th", "\u0e00", "\u0e7f"),
    ("hi", "\u0900", "\u097f"),
)
"""Languages told by their script: the first and last character of its block; Japanese before Chinese."""
_SAMPLE = 1_200
"""Characters that are looked at."""
_LEAST_WORDS = 20
_LEAST_SHARE = 0.15
_CLEAR_SHARE = 0.25
_LEAST_SCRIPT_SHARE = 0.1


def guess_language(text: str) -> str | None:
    """The BCP 47 tag of a text's language, or `None` if it is too short or too mixed to tell."""
    sample = text[:_SAMPLE].lower()
    words = Counter(sample.split())
    count = words.total()
    if count >= _LEAST_WORDS:
        best = (0.0, "")
        for tag, common in _WORDS.items():
            best = max(best, (sum(words[word] for word in common & words.keys()) / count, tag))
            if best[0] >= _CLEAR_SHARE:
                break
        if best[0] >= _LEAST_SHARE:
            return best[1]
    if sample.isascii():
        return None
    return next(
        (tag for tag, first, last in _SCRIPTS if _share(sample, first, last) >= _LEAST_SCRIPT_SHARE), None
    )


def _share(sample: str, first: str, last: str) -> float:
    """Which part of the characters lies between two."""
    return sum(first <= character <= last for character in sample) / len(sample)
