"""What texts for fuzzing are put together of: for each target the words and signs that it reacts to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from techdep_tui.core.facts import lexicon


def _parted(text: str) -> Sequence[str]:
    """The pieces of a text that are parted by broken bars."""
    return tuple(text.split("¦"))


MARKS = tuple(
    "\n \t.,;:!?-–—()[]{}<>'\"“”‘’«»„%$€£₽#*_`~|\\/&@+=^0123456789aAzZéßя中ـ😀"
    "\x00\x07\x08\x1b\x7f\x85\x9b\xa0\xad\u0301\u200b\u200d\u200e\u202e\u2028\u2066\ue000\ufdd0\ufe0f\ufeff\uffff"
    "\U000e0041\U0001f468\u0627\u0915\u094d\r\f"
)

MARKUP = _parted(
    "# ¦## ¦###### ¦\n\n¦\n¦- ¦* ¦1. ¦> ¦> > ¦    ¦\t¦```\n¦~~~\n¦---\n¦***\n¦===\n¦**¦*¦_¦`¦[¦](¦)¦"
    "](http://example.org/a_(b))¦![¦][1]¦[1]: ¦<a href='x'>¦</a>¦<!--¦-->¦<script>¦&amp;¦&#27;¦"
    "&#x202e;¦&nbsp;¦\\*¦|¦| --- |¦\r\n¦\x0c¦soft\xad¦-\n¦Page 3 of 9¦https://example.org/x?y=z¦"
    "www.example.org¦e@example.org¦By Ann Author¦Updated 3 March 2025¦Sources¦Related:¦Read more¦"
    "© 2025 Example¦12¦Words here. ¦More words of it, and so on. ¦title: x\n¦date: 2025-03-03\n¦+++\n¦"
    "{\n¦}\n¦...\n¦\ufeff"
)

HEADS = _parted(
    "---\n¦+++\n¦...\n¦{¦}¦[¦]¦title: ¦date: ¦author: ¦tags: ¦url: ¦- ¦  ¦\n¦\n\n¦&a ¦*a¦<<: ¦"
    "!!python/object:x ¦|\n¦>\n¦'¦\"¦: ¦, ¦#¦? ¦%YAML 1.2\n¦0000-00-00¦99999-12-31¦"
    '2025-02-30T25:61:00+99:99¦1_000:20¦NO¦null¦~¦.inf¦0x1F¦= ¦title = "x"\n¦[table]\n¦[[list]]\n¦'
    '\'\'\'¦"""¦"title": "x"¦Body text.¦\\u001b¦\\ud800¦\t¦source_url: https://example.org\n¦'
    "key: value\n¦categories: [a, b]\n¦aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa¦\u2028¦\x85¦\x1b"
)

QUERIES = _parted(
    'chips¦sanctions¦gas¦a¦é¦中¦ ¦  ¦"¦“¦-¦NOT ¦ OR ¦ AND ¦(¦)¦*¦:¦title:¦source:¦author:¦tag:¦date:¦'
    "who:¦org:¦place:¦product:¦event:¦said:¦num:¦money:¦due:¦fact:¦2025¦2025-03¦2025-13-45¦..¦~¦>¦<=¦=¦"
    "%¦$¦1bn¦1e999¦999999999999999999999999999999¦nm¦RUB¦plan¦money¦-¦—¦\u202f¦\u200d¦\u0301¦\x1b¦|¦.¦"
    ",¦'¦ftp.¦x.org"
)

SETTINGS = _parted(
    "theme: ¦citation-style: ¦reader-width: ¦show-boilerplate: ¦mouse: ¦clipboard-order: ¦keys:\n¦"
    "clipboard-command: ¦  list.search: ¦  article.copy: ¦dark¦apa¦72¦99999¦yes¦NO¦tmux, xclip¦osc52¦[¦"
    "]¦{¦}¦\"¦'¦\n¦: ¦- ¦&a ¦*a¦!x ¦y, ctrl+y¦slash,s¦#¦\t¦\x1b"
)

TYPED = _parted(
    "list¦open ¦read ¦next¦back¦search ¦facts ¦cite ¦styles¦copy ¦problems¦help ¦\n¦1¦2¦3¦9¦0¦-¦all¦"
    'mla¦ris¦html¦money¦date¦cite ¦address¦title¦chips¦ OR ¦"¦(¦org:¦003¦seeds¦\n\n¦q¦¦\x1b[A¦\u202e¦'
    "\t¦é¦xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
)

REPORTED = _parted(
    ' said¦ told reporters¦ according to ¦, who ¦ added that ¦“¦”¦‘¦’¦"¦«¦»¦, ¦. ¦\n\n¦ ¦ ¦$¦€¦RUB¦%¦'
    " per cent¦ bn¦ million¦-nm¦ km¦0¦1¦2¦5¦9¦1,000¦3.14¦½¦1990s¦mid-¦late ¦by the end of ¦last ¦next ¦"
    "from ¦ to ¦–¦-¦ and ¦ of ¦Mr ¦Ivan Petrov¦President ¦the ¦The ¦Rostec¦Moscow¦MS-21¦U.S.¦ministry¦"
    "plans to ¦up ¦more than ¦twice ¦will ¦would ¦he ¦they ¦it ¦its ¦(¦)¦[¦]¦:¦;¦…¦!¦?"
)


@cache
def of_facts() -> Sequence[str]:
    """The words of the extractor's own lists, some of each, among what holds sentences together."""
    words: list[str] = []
    for name in sorted(lexicon.names()):
        for value in lexicon.read(name).values():
            if isinstance(value, str):
                listed = [part.strip() for part in value.replace("|", "\n").split("\n")]
                parts = listed if len(listed) > 3 else value.split()
                words += [part for part in parts if part][:: max(len(parts) // 40, 1)]
    return (*(tuple(REPORTED) * (len(words) // len(REPORTED) + 1)), *(f" {word} " for word in words))
