"""The sketch by which copies of a story are known."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import replace

from techdep_tui.core.articles.copies import similarity
from techdep_tui.core.articles.model import Block, BlockKind
from techdep_tui.core.articles.sketch import LENGTH, NOTHING, sketch, sketch_of
from tests.core.factory import make_article
from tests.core.stories import story, unlike

EMPTY = NOTHING.to_bytes(4, "little") * (LENGTH // 4)


def test_a_sketch_has_the_same_length_whatever_the_text() -> None:
    texts = ["", "One.", story(1, 12), story(1, 60), story(2, 5000)]

    assert {len(sketch_of([text])) for text in texts} == {LENGTH}


def test_the_same_words_have_the_same_sketch_however_they_are_set() -> None:
    text = "“The firm’s plant – the largest – stays open”, it said. " + story(1, 400)
    plain = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-")
    wrapped = textwrap.fill(plain.upper(), 60)

    assert sketch_of([wrapped]) == sketch_of([text])


def test_a_sketch_does_not_depend_on_where_paragraphs_end() -> None:
    words = story(1, 300).split()

    assert sketch_of([" ".join(words[:90]), " ".join(words[90:])]) == sketch_of([" ".join(words)])


def test_texts_of_other_stories_have_nothing_in_common() -> None:
    assert similarity(sketch_of([story(1, 500)]), sketch_of([story(2, 500)])) == 0


def test_a_shortened_text_has_as_much_in_common_as_there_is_left_of_it() -> None:
    words = story(3, 800).split()
    shortened = " ".join(words[:640])

    assert 0.65 < similarity(sketch_of([" ".join(words)]), sketch_of([shortened])) < 0.95


def test_short_texts_are_compared_with_long_ones_by_the_same_runs_of_words() -> None:
    words = story(4, 300).split()
    longer, shorter = sketch_of([" ".join(words)]), sketch_of([" ".join(words[:200])])

    assert 0.5 < similarity(longer, shorter) < 0.85


def test_a_note_of_few_words_has_no_sketch() -> None:
    assert sketch_of(["Nothing new today."]) == sketch_of([""]) == EMPTY
    assert similarity(EMPTY, EMPTY) == 0


def test_boilerplate_titles_and_headings_do_not_make_two_articles_alike() -> None:
    matter = story(9, 200)

    def with_matter(own: str) -> bytes:
        article = make_article(f"{matter}\n\n{matter}\n\n{own}\n\n{matter}")
        kinds = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BOILERPLATE)
        blocks = [Block(kind, b.start, b.end) for kind, b in zip(kinds, article.blocks, strict=True)]
        return sketch(replace(article, blocks=tuple(blocks)))

    assert with_matter(story(1, 100)) == sketch_of([story(1, 100)])
    assert similarity(with_matter(story(1, 100)), with_matter(unlike(1, 100))) == 0


def test_other_stories_after_the_article_do_not_make_two_pages_alike() -> None:
    page = [story(number, 600) for number in range(20, 26)]

    assert similarity(sketch_of([story(1, 700), *page]), sketch_of([story(2, 700), *page])) < 0.5


def test_a_sketch_is_the_same_in_every_process() -> None:
    text = "A text – mostly ours. " + story(5, 200)
    module = "techdep_tui.core.articles.sketch"
    program = f"import sys; from {module} import sketch_of; print(sketch_of([sys.argv[1]]).hex())"
    told = subprocess.run(
        [sys.executable, "-c", program, text],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "src", "PYTHONHASHSEED": "7"},
    )

    assert told.stdout.strip() == sketch_of([text]).hex()


def test_texts_in_other_scripts_have_sketches_too() -> None:
    russian = " ".join(f"Слово{i} сказано {i * i}" for i in range(60))
    chinese = "，".join(f"第{i}句话说的是{i * 7}件事" for i in range(60))

    for text in (russian, chinese):
        assert similarity(sketch_of([text]), sketch_of([text + " 17"])) > 0.8


def test_characters_that_no_encoding_has_do_no_harm() -> None:
    assert len(sketch_of(["\ud800 " * 100])) == LENGTH
