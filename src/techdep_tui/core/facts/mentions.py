"""Who is said to speak in a passage: each cue with its source, and where what is reported begins.

A cue stands in front of what is reported ("X said that …"), behind it ("…, X said", "…, said X"), or in its
middle.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from techdep_tui.core.facts import clauses
from techdep_tui.core.facts.cues import Cue, Shape, Takes, cues, words_of
from techdep_tui.core.facts.passages import QUOTED, Passage


class Place(Enum):
    """Where the reported stretch stands, seen from the cue."""

    BEHIND = "the cue leads it in"
    BEFORE = "the cue follows it, or cuts it"
    NONE = "no clause is reported, fragments of speech at most"


class Mention(NamedTuple):
    """A cue with its source, in tokens of the passage: `first:last` of each, `last` excluded.

    `begin:end` are all tokens that belong to the attribution. `content` is where the reported clause begins
    if it stands behind the cue. A source without tokens is that of the mention before, or the subject of the
    sentence (`is_shared`).
    """

    cue: tuple[int, int]
    source: tuple[int, int]
    begin: int
    end: int
    place: Place
    takes: Takes
    content: int = -1
    is_shared: bool = False
    addressee: tuple[int, int] = (0, 0)


def mentions(passage: Passage) -> list[Mention]:
    """The cues of a passage with their sources, in order."""
    found: list[Mention] = []
    reader = _MentionReader(passage)
    for index, token in enumerate(passage.tokens):
        if found and index < found[-1].cue[1]:
            continue
        mention = reader.according(index) if token.lower == "according" else None
        cue = cues().get(token.lower)
        if cue is not None:
            mention = reader.verb(index, cue)
        if mention is not None:
            found.append(mention)
    return found


class _MentionReader:
    """Reads one passage for its cues."""

    def __init__(self, passage: Passage) -> None:
        self.p = passage
        self.n = len(passage.tokens)

    def according(self, index: int) -> Mention | None:
        """ "According to X, …" or "…, according to X"."""
        p = self.p
        if p.lower(index + 1) != "to" or index + 2 >= self.n:
            return None
        first = index + 2
        last = self._source_end(first)
        if last == first:
            return None
        begin = index - 1 if index and p.lower(index - 1) == "," else index
        if index == 0 or p.lower(begin - 1) in words_of("leading") or (index and p.lower(index - 1) in ("that", ";")):
            content = self._behind_apposition(last)
            return Mention((index, index + 2), (first, last), begin, content, Place.BEHIND, Takes.SPEECH, content)
        return Mention((index, index + 2), (first, last), begin, last, Place.BEFORE, Takes.SPEECH)

    def _behind_apposition(self, last: int) -> int:
        """Where the clause begins behind a source in front: past the comma, and past what describes it."""
        p = self.p
        if p.lower(last) != ",":
            return last
        first = last + 1
        if p.lower(first) in ("a", "an", "the", "which", "who"):
            comma = next((i for i in range(first, min(self.n, first + 25)) if p.lower(i) == ","), None)
            is_described = comma is not None and not any(p.is_verb(i) for i in range(first, comma))
            if comma is not None and (is_described or p.lower(first) in ("which", "who")) and p.has_clause(comma + 1):
                return comma + 1
        return first

    def verb(self, index: int, cue: Cue) -> Mention | None:
        """The mention with a verb as its cue."""
        p, token = self.p, self.p.tokens[index]
        if token.text[0].isupper() and index and not p.is_title:
            return None
        left = self._cue_start(index)
        if left is None or self._is_other_word(index, left, cue):
            return None
        if cue.shape is Shape.PROGRESSIVE and p.lower(index - 1) == "as":
            return self._quoted_as(index, cue)
        is_passive = Shape.PAST in cue.shape and any(p.lower(i) in _BE for i in range(left, index))
        if is_passive:
            return None
        cue_span = (left, index + 1)
        if cue.shape is Shape.PROGRESSIVE and left == index:
            return self._participle(index, cue)
        return self._finite(cue_span, cue)

    def _cue_start(self, index: int) -> int | None:
        """Where the verb begins with its auxiliaries and adverbs; `None` if it is not said at all."""
        p, left = self.p, index
        while left and self._is_before_verb(left - 1):
            left -= 1
        before = p.lower(left - 1) if left else ""
        if before in words_of("unsaid"):
            return left - 2 if before == "to" and p.lower(left - 2) in ("went", "goes", "go") and left >= 2 else None
        return left

    def _is_before_verb(self, index: int) -> bool:
        """Whether a token is an auxiliary, or an adverb between subject and verb."""
        lower = self.p.lower(index)
        is_adverb = lower in words_of("adverbs") or (lower.endswith("ly") and index > 0)
        return lower in words_of("auxiliaries") or (is_adverb and not self.p.ends_name(index))

    def _is_other_word(self, index: int, left: int, cue: Cue) -> bool:
        """Whether the form is no verb here: "a report", "the expected loss", "so-called"."""
        p = self.p
        before = p.lower(left - 1) if left else ""
        if before in clauses.words_of("determiners") and before not in _PRONOUN_DETERMINERS:
            return True
        if left and left == index and (before.endswith("'s") or p.text[p.tokens[left - 1].end] == "'"):
            return True
        if cue.is_noun and left and Shape.PAST not in cue.shape and not self._may_speak(left - 1):
            return p.lower(index + 1) != "that" or before.endswith(_ADJECTIVES)
        if before in clauses.words_of("prepositions") and cue.shape is not Shape.PROGRESSIVE:
            return True
        if cue.is_noun and (not left or p.is_mark(left - 1)) and cue.shape is not Shape.PAST:
            follows = index + 1 < self.n and (p.name_end(index + 1) is not None or p.lower(index + 1) in words_of("openers"))
            return not follows
        if cue.shape is Shape.BASE:
            is_plural = before.endswith("s") or before in _PLURALS or before in clauses.words_of("pronouns")
            return cue.is_noun and not is_plural and not p.is_title
        return False

    def _may_speak(self, index: int) -> bool:
        """Whether a subject that ends with a token may be somebody: a name, a pronoun, a word for one."""
        p, lower = self.p, self.p.lower(index)
        if p.is_mark(index) or p.ends_name(index) or lower in words_of("pronouns"):
            return True
        return any(lower in words_of(name) for name in ("people", "titles", "stand_ins", "documents")) or lower in _PLURALS

    def _quoted_as(self, index: int, cue: Cue) -> Mention | None:
        """ "X was quoted as saying …" and "the paper quoted X as saying …"."""
        p = self.p
        quoted = next((i for i in range(index - 2, max(-1, index - 10), -1) if p.lower(i) in _QUOTED_AS), None)
        if quoted is None:
            return None
        left = quoted
        while left and p.lower(left - 1) in words_of("auxiliaries"):
            left -= 1
        if quoted < index - 2:
            source = (quoted + 1, index - 1)
            return self._completed((quoted, index + 1), source, p.phrase_start(left), cue)
        if left == quoted:
            return None
        if p.lower(left - 1) == ",":
            source = self._head_of_apposition(left - 1) or (left, left)
        else:
            source = (p.phrase_start(left), left)
        if source[0] == source[1]:
            return None
        return self._completed((left, index + 1), source, self._with_link(source[0]), cue)

    def _participle(self, index: int, cue: Cue) -> Mention | None:
        """ ", adding that …": what the one who acts in the sentence says besides."""
        p = self.p
        if not cue.takes & (Takes.CLAUSE | Takes.BESIDE_SPEECH | Takes.ACCUSE):
            return None
        before = p.lower(index - 1) if index else ""
        is_thought = not cue.takes & Takes.BESIDE_SPEECH
        if index and is_thought and not (p.is_mark(index - 1) or before in _BEFORE_PARTICIPLES):
            return None
        begin = index - 1 if before in ("and", "but", "while", ",", "by") else index
        if begin and p.lower(begin - 1) == "," and before != ",":
            begin -= 1
        first = p.phrase_start(index)
        if p.lower(first - 1) == "with" and first < index:
            return self._completed((index, index + 1), (first, index), first - 1, cue)
        return self._completed((index, index + 1), self._subject(index), begin, cue, is_shared=True)

    def _subject(self, end: int) -> tuple[int, int]:
        """The phrase that a sentence begins with, past what leads it in, as far as it may be a source."""
        p, first = self.p, 0
        while first < end and (p.lower(first) in words_of("leading") or p.is_mark(first)):
            first += 1
        for _ in range(_APPOSITIONS):
            last = min(p.phrase_end(first), end)
            last = next((i for i in range(first + 1, last) if p.may_be_verb(i) and p.lower(i).endswith("ed")), last)
            if last > first and not self._is_adverbial(first, last):
                name = self._apposed_name(first, last, end)
                if name is not None:
                    return name
                return (first, p.phrase_with_prepositions_end(first) if p.lower(last) == "of" else last)
            comma = next((i for i in range(first, end) if p.lower(i) == ","), None)
            if comma is None:
                break
            first = comma + 1
        return (end, end)

    def _apposed_name(self, first: int, comma: int, end: int) -> tuple[int, int] | None:
        """The name in "a senator, X of Y, …"."""
        p = self.p
        if p.lower(comma) != "," or p.lower(first) not in ("a", "an", "the"):
            return None
        for index in range(comma + 1, min(end, comma + 4)):
            last = p.name_end(index)
            if last is not None:
                return (index, last)
        return None

    def _finite(self, cue_span: tuple[int, int], cue: Cue) -> Mention | None:
        """A finite verb: its subject stands before it, behind it, or is that of the clause before."""
        p, left = self.p, cue_span[0]
        before = p.lower(left - 1) if left else ""
        is_open = p.is_mark(left - 1) and p.before_brackets(left) == left
        if left == 0 or is_open or before in ("and", "but", "or", "who", "which", "that", "then", "as"):
            if p.is_title and before == ",":
                return self._coordinated(cue_span, cue, before)
            inverted = self._inverted(cue_span, cue)
            apposed = self._apposed(cue_span, cue, before)
            is_apposed = apposed is not None and apposed.place is Place.BEHIND and self._is_all_phrases(left)
            return (apposed if is_apposed else inverted or apposed) or self._coordinated(cue_span, cue, before)
        first = p.phrase_start(left)
        if p.lower(first) in clauses.words_of("relatives"):
            return self._apposed((first + 1, cue_span[1]), cue, p.lower(first))
        if first >= left or p.date_end(first) == left or p.lower(first) in clauses.words_of("prepositions"):
            return None
        if first and p.lower(first - 1) in ("if", "whether", "unless"):
            return None
        if cue.shape is Shape.BASE and p.lower(first) in _SINGULAR:
            return None
        begin = self._with_link(first)
        return self._completed(cue_span, (first, left), begin, cue)

    def _is_all_phrases(self, end: int) -> bool:
        """Whether no clause stands in front of a token, but names and what describes them."""
        p, first = self.p, end
        while first and p.lower(first - 1) not in (QUOTED, ";", ":"):
            first -= 1
        return not any(p.is_verb(i) for i in range(first, end)) or self._has_relative(first, end)

    def _with_link(self, first: int) -> int:
        """Where an attribution begins with the conjunction and comma in front of it."""
        p, begin = self.p, first
        while begin and p.lower(begin - 1) in (*words_of("leading"), "while", "though", "although", "as", "because"):
            begin -= 1
        if begin and p.lower(begin - 1) in (",", "—", "–", "-", ";"):
            begin -= 1
        return begin

    def _inverted(self, cue_span: tuple[int, int], cue: Cue) -> Mention | None:
        """ "…, said X": only with verbs of speech, behind a mark."""
        p, (left, right) = self.p, cue_span
        is_saying = bool(cue.takes & Takes.BESIDE_SPEECH) or cue.is_noun
        if right - left != 1 or not is_saying or right >= self.n or p.is_mark(right) or p.is_title:
            return None
        if p.lower(right) in _NO_SOURCE or p.date_end(right) is not None or (left and not p.is_mark(left - 1)):
            return None
        last = self._source_end(right)
        if last == right:
            return None
        if left == 0:
            is_leading = p.lower(last) in (":", ",") and p.is_quoted(last + 1)
            if not is_leading:
                return None
            return Mention(cue_span, (right, last), 0, last, Place.BEHIND, cue.takes, last + 1)
        if not p.is_mark(last) and p.lower(last) not in _BEHIND_SOURCES:
            return None
        begin = left - 1 if p.lower(left - 1) == "," else left
        return Mention(cue_span, (right, last), begin, last, Place.BEFORE, cue.takes)

    def _apposed(self, cue_span: tuple[int, int], cue: Cue, before: str) -> Mention | None:
        """ "X, chief of Y, said …" and "X, who said …": the source stands in front of a comma."""
        p, left = self.p, cue_span[0]
        if before in ("who", "which"):
            end = left - 2 if left > 1 and p.lower(left - 2) == "," else left - 1
            first = p.phrase_start(end)
            is_said = first < end and not (cue.takes & Takes.THOUGHT and not cue.takes & Takes.SPEECH)
            return self._completed(cue_span, (first, end), left - 1, cue) if is_said else None
        if before != ",":
            return None
        source = self._head_of_apposition(left - 1)
        if source is None:
            return None
        return self._completed(cue_span, source, self._with_link(source[0]), cue)

    def _head_of_apposition(self, comma: int) -> tuple[int, int] | None:
        """The phrase that is described between commas, the last of them at `comma`."""
        p, end = self.p, comma
        found: tuple[int, int] | None = None
        for _ in range(_APPOSITIONS):
            start = end
            while start and p.lower(start - 1) not in _CHUNK_ENDS:
                start -= 1
            is_relative = p.lower(start) in clauses.words_of("relatives")
            if not is_relative and any(p.is_verb(i) for i in range(start, end)) and not self._has_relative(start, end):
                first = p.phrase_start(end)
                is_whole = p.lower(start - 1) != "," if start else True
                return found or ((first, end) if is_whole and first < end else None)
            if not is_relative and p.ends_name(end - 1) and not self._has_preposition(start, end):
                return (start, end)
            if not is_relative and not self._is_adverbial(start, end):
                found = (max(start, p.phrase_start(end)), end)
            if not start or p.lower(start - 1) != ",":
                return found
            end = start - 1
        return found

    def _has_preposition(self, start: int, end: int) -> bool:
        return any(self.p.lower(i) in clauses.words_of("prepositions") for i in range(start, end))

    def _has_relative(self, start: int, end: int) -> bool:
        return any(self.p.lower(i) in clauses.words_of("relatives") for i in range(start, end))

    def _is_adverbial(self, start: int, end: int) -> bool:
        """Whether words between commas are no phrase that may be a source: "in a report", "however"."""
        p, first = self.p, self.p.lower(start)
        return (
            start >= end
            or p.date_end(start) == end
            or first in clauses.words_of("prepositions")
            or first in clauses.words_of("adverbs")
            or first.endswith(("ing", "ed"))
        )

    def _coordinated(self, cue_span: tuple[int, int], cue: Cue, before: str) -> Mention | None:
        """ "… and said": the subject of the clause before."""
        left = cue_span[0]
        if cue.is_noun and cue.shape is not Shape.PAST:
            return None
        if cue.shape is Shape.BASE or (before not in ("and", "but", "then") and not self.p.is_title):
            return None
        begin = left - 1
        while begin and self.p.lower(begin - 1) in (",", "and", "but"):
            begin -= 1
        return self._completed(cue_span, self._subject(left), begin, cue, is_shared=True)

    def _completed(
        self, cue_span: tuple[int, int], source: tuple[int, int], begin: int, cue: Cue, is_shared: bool = False
    ) -> Mention | None:
        """The mention with what it reports, as far as that stands behind it."""
        p, right = self.p, cue_span[1]
        takes = cue.takes
        follows_speech = begin > 0 and not is_shared and (p.is_quoted(begin - 1) or p.lower(begin) == ",")
        is_said = begin > 0 and not is_shared and self._is_said(begin - 1 if p.is_quoted(begin - 1) else begin)
        content = None if is_said else self._content(right, cue)
        if content is not None:
            return Mention(cue_span, source, begin, content, Place.BEHIND, takes, content, is_shared)
        end = self._adjuncts_end(right, takes)
        is_beside = begin > 0 and p.is_quoted(begin - 1) and bool(takes & Takes.BESIDE_SPEECH)
        is_last = follows_speech and bool(takes & (Takes.CLAUSE | Takes.FINDING)) and p.is_mark(end)
        if (is_last or is_beside) and not is_shared:
            return Mention(cue_span, source, begin, end, Place.BEFORE, takes)
        return Mention(cue_span, source, begin, right, Place.NONE, takes, -1, is_shared)

    def _adjuncts_end(self, index: int, takes: Takes) -> int:
        """Behind what a cue may have with it: the one addressed, a place, a time."""
        p = self.p
        if takes & Takes.ADDRESSED and index < self.n and not p.is_mark(index):
            index = p.phrase_end(index, True) if p.lower(index) not in _PERSONS_TOLD else index + 1
        while index < self.n:
            lower = p.lower(index)
            date = p.date_end(index)
            if date is not None:
                index = date
            elif lower in _SINGLE_ADJUNCTS or (lower in _BEFORE_DATES and self._is_date(index + 1)):
                index += 1
            elif lower == "to" and not takes & Takes.SPEECH:
                break
            elif lower in _ADJUNCT_PREPOSITIONS and not p.is_figure(index) and index + 1 < self.n:
                behind = p.date_end(index + 1) or p.phrase_end(index + 1, True)
                if behind == index + 1:
                    break
                index = behind
            else:
                break
        return index

    def _is_said(self, index: int) -> bool:
        """Whether a quotation ends as speech does in front of its speaker: with a comma or the like."""
        p = self.p
        return p.is_quoted(index) and p.text[p.tokens[index].end - 2] in _MARKS_OF_SPEECH

    def _has_words(self, index: int) -> bool:
        """Whether enough words follow for a clause, behind a verb that hardly takes anything else."""
        p = self.p
        last = min(self.n, index + _SHORTEST_CLAUSE)
        is_short = last - index < _SHORTEST_CLAUSE or any(p.is_mark(i) and not p.is_quoted(i) for i in range(index, last))
        return not is_short and p.may_begin_clause(index)

    def _is_date(self, index: int) -> bool:
        return index < self.n and self.p.date_end(index) is not None

    def _content(self, index: int, cue: Cue) -> int | None:
        """Where the reported clause begins behind a cue, `None` if none does."""
        p = self.p
        if index >= self.n:
            return None
        if cue.takes & Takes.ACCUSE:
            return index if any(p.lower(i) == "of" for i in range(index, min(self.n, index + 20))) else None
        after = self._adjuncts_end(index, cue.takes)
        stance = self._stance(index) if cue.takes & (Takes.CLAUSE | Takes.DIRECT) else None
        if stance is not None:
            return stance
        takes_clause = bool(cue.takes & (Takes.CLAUSE | Takes.FINDING))
        if p.lower(after) in clauses.words_of("adverbs") and (p.is_mark(after + 1) or p.lower(after + 1) == "that"):
            after += 1
        if p.lower(after) == ",":
            after = self._behind_aside(after)
        lower = p.lower(after)
        if lower in (":", ",") and p.is_quoted(after + 1):
            return after + 1
        if p.is_quoted(after) and cue.takes & Takes.BESIDE_SPEECH:
            return after
        if not takes_clause:
            return None
        if lower == ":":
            return after + 1 if p.has_clause(after + 1) else None
        if lower == "that":
            return after + 1
        if cue.lemma == "say" and self._has_words(after):
            return after
        is_plain = bool(cue.takes & Takes.ANNOUNCE) or cue.is_noun or not cue.takes & Takes.CLAUSE
        for first in (after,) if cue.lemma == "tell" else dict.fromkeys((after, index)):
            if first < self.n and p.has_clause(first, is_plain):
                return first
        if cue.takes & Takes.INFINITIVE and self._has_infinitive(after):
            return after
        return None

    def _stance(self, index: int) -> int | None:
        """Where a clause begins in "voiced concern that …"."""
        p = self.p
        for at in range(index, min(self.n - 1, index + 5)):
            if p.is_mark(at) or p.is_verb(at):
                return None
            if p.lower(at) in words_of("stances") and p.lower(at + 1) == "that":
                return at + 2
        return None

    def _behind_aside(self, comma: int) -> int:
        """Behind "…, in a rare admission," where "that" follows."""
        p = self.p
        if p.is_quoted(comma + 1):
            return comma
        for index in range(comma + 1, min(self.n, comma + 14)):
            if p.lower(index) == "," and p.lower(index + 1) == "that":
                return index + 1
        return comma

    def _has_infinitive(self, index: int) -> bool:
        """Whether a thing and what it does follow: "sales to fall"."""
        p = self.p
        for at in range(index + 1, min(self.n, index + 16)):
            if p.is_mark(at) or p.is_verb(at):
                return False
            if p.lower(at) == "to":
                return at + 1 < self.n and p.lower(at + 1).isalpha() and p.date_end(at + 1) is None
        return False

    def _source_end(self, first: int) -> int:
        """Behind a source that stands behind its cue."""
        return self.p.phrase_with_prepositions_end(first)


_CHUNK_ENDS = frozenset([",", QUOTED, ";", ":", "—", "–", "-"])
_QUOTED_AS = frozenset(["quoted", "cited", "reported"])
_ADJECTIVES = ("ing", "al", "ive", "ous", "ic", "ary", "ful", "able", "an", "ish", "ese")
_APPOSITIONS = 4
_SHORTEST_CLAUSE = 3
_MARKS_OF_SPEECH = ",?!—-"
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PRONOUN_DETERMINERS = frozenset(["this", "that", "these", "those", "some", "both", "all", "another", "such"])
_PLURALS = frozenset(["people", "many", "some", "most", "who", "police", "others", "few", "and", "men", "women"])
_BEFORE_PARTICIPLES = frozenset(["and", "but", "while", "by", "in", "after", "before", "statement", "of"])
_NO_SOURCE = frozenset(["that", "it", "he", "she", "they", "there", "to", "in", "on", "at", "by", "for", "with", "as"])
_BEHIND_SOURCES = frozenset(["who", "whose", "when", "while", "as", "because", "after", "before", "that", "where"])
_SINGULAR = frozenset(["a", "an", "this", "that", "each", "every", "no"])
_BEFORE_DATES = frozenset(["last", "this", "next", "early", "late"])
_PERSONS_TOLD = frozenset(["him", "her", "them", "us", "me", "you"])
_SINGLE_ADJUNCTS = frozenset(
    ["yesterday", "today", "afterwards", "afterward", "tonight", "instead", "too", "separately", "morning"]
    + ["evening", "night", "afternoon"]
)
_ADJUNCT_PREPOSITIONS = frozenset(
    ["in", "on", "at", "during", "to", "via", "through", "after", "before", "from", "of", "following", "ahead", "by"]
    + ["about", "when", "under"]
)
