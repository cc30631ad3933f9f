"""What lists need of an article that is not open."""

from pathlib import Path

from techdep_tui.core.articles.entry import entry_of
from techdep_tui.core.articles.load import read_article
from techdep_tui.core.articles.model import Source


def test_an_entry_holds_what_a_row_of_the_list_shows(tmp_path: Path) -> None:
    file = tmp_path / "chips.md"
    file.write_text("---\ntitle: Chips\ndate: 2025-03-01\npublisher: Herald\n---\n\nThey came by sea.\n")

    article = read_article(file)
    entry = entry_of(article)

    assert (entry.title, entry.publisher, entry.path) == ("Chips", "Herald", file)
    assert (entry.date.value, entry.date.source) == ("2025-03-01", Source.FILE)
    assert (entry.id, entry.digest) == (article.id, article.digest)
    assert (entry.length, entry.problem_count) == (len(article.text), 0)
