"""The index as tantivy keeps it, in memory or in a folder, and the one error for all that goes wrong with it.

Texts are folded before tantivy sees them, and cut at blanks there, so that the words of the index are those
of `words.tokens`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import tantivy

from techdep_tui.core.errors import UnusableIndex
from techdep_tui.core.search.documents import COUNTED, DAYS, DIGEST, LETTER, NUMBER, TEXT_FIELDS
from techdep_tui.core.search.model import Facet
from techdep_tui.core.search.tree import Field

_TOKENIZER = "folded"


_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def unless_damaged(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Let whatever tantivy makes of a damaged index be one error: UnusableIndex."""

    @wraps(function)
    def guarded(*args: _Given.args, **keywords: _Given.kwargs) -> _Result:
        try:
            return function(*args, **keywords)
        except (ValueError, OSError) as error:
            raise UnusableIndex(f"The search index cannot be used: {error}") from error
        except BaseException as error:
            if not _is_panic(error):
                raise
            raise UnusableIndex(f"The search index is damaged: {error}") from error

    return guarded


def _is_panic(error: BaseException) -> bool:
    """Whether Rust gave up: its error is none of `Exception`, and has no name that can be imported."""
    return type(error).__name__ == "PanicException"


def index_in_memory() -> tantivy.Index:
    """A new index."""
    return _made_ready(tantivy.Index(_schema()))


@unless_damaged
def index_to_write(folder: Path) -> tantivy.Index:
    """The index in a folder, a new one if there is none; raises UnusableIndex."""
    folder.mkdir(parents=True, exist_ok=True)
    return _made_ready(tantivy.Index(_schema(), str(folder)))


@unless_damaged
def index_to_read(folder: Path) -> tantivy.Index:
    """The index in a folder; raises UnusableIndex where there is none."""
    return _made_ready(tantivy.Index.open(str(folder)))


def _made_ready(index: tantivy.Index) -> tantivy.Index:
    """Cut texts at blanks, and read nothing unasked: tantivy has a thread that looks at the folder else."""
    index.config_reader("manual")
    index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER)
    builder.add_text_field(Field.SOURCE, tokenizer_name=_TOKENIZER, index_option="freq")
    for name in (DIGEST, LETTER):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (COUNTED[Facet.SOURCE], COUNTED[Facet.TAG]):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(COUNTED[Facet.YEAR], fast=True)
    for fields in DAYS.values():
        for name in fields:
            builder.add_unsigned_field(name, fast=True)
    return builder.build()
