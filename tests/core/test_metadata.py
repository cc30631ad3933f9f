"""Where the parts of an article come from: the file itself, an inference, or nowhere."""

from __future__ import annotations

import pytest

from techdep_tui.core.articles.bylines import read_byline, read_dateline
from techdep_tui.core.articles.dates import read_date
from techdep_tui.core.articles.language import guess_language
from techdep_tui.core.articles.model import Part, Source
from techdep_tui.core.articles.publishers import host_of, known_publisher, publisher_of
from techdep_tui.core.articles.titles import same_title
from tests.core.reading import article_of

TEXT = "The plant at the end of the road has bought a second machine and hopes to start both this year.\n"


def with_head(head: str, name: str = "article.md") -> str:
    """A Markdown file with this front matter."""
    return f"---\n{head}\n---\n\n{TEXT}"


def below_title(lines: str) -> str:
    """A plain text with these lines below its title."""
    return f"A plant starts again\n\n{lines}\n\n{TEXT * 2}\n{TEXT * 3}"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-02-01 06:48:05", "2026-02-01T06:48:05"),
        ("2026-02-01T06:48:05Z", "2026-02-01T06:48:05Z"),
        ("2026-02-01T06:48:05.123+02:00", "2026-02-01T06:48:05+02:00"),
        ("2026-02-01 06:48 +0000", "2026-02-01T06:48+00:00"),
        ("2026-2-1", "2026-02-01"),
        ("2026/02/01", "2026-02-01"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        ("20260201", "2026-02-01"),
        ("3 March 2024", "2024-03-03"),
        ("March 3, 2024", "2024-03-03"),
        ("Mar. 3rd, 2024", "2024-03-03"),
        ("Sunday, March 3, 2024", "2024-03-03"),
        ("Mar 3, 2024 10:00 AM EST", "2024-03-03T10:00"),
        ("March 3, 2024 at 5:04 p.m. ET", "2024-03-03T17:04"),
        ("10:30, 3 March 2024", "2024-03-03T10:30"),
        ("Sun, 03 Mar 2024 06:48:05 +0100", "2024-03-03T06:48:05+01:00"),
        ("3-Mar-2024", "2024-03-03"),
        ("March 2024", "2024-03"),
        ("3. März 2024", "2024-03-03"),
        ("1er mars 2024", "2024-03-01"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("3 марта 2024", "2024-03-03"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("3.3.2024", "2024-03-03"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(written: str, iso: str) -> None:
    date = read_date(written)
    assert date is not None
    assert (date.iso, date.is_certain) == (iso, True)


@pytest.mark.parametrize("written", ["3.12.2024", "04/05/2024", "11-04-2024 14:30"])
def test_day_and_month_that_may_be_swapped_leave_the_year(written: str) -> None:
    date = read_date(written)
    assert date is not None
    assert (date.iso, date.is_certain) == ("2024", False)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "NO",
        "1_000:20",
        "0000-00-00",
        "99999-12-31",
        "2024-02-30",
        "2024-13-01",
        "30 February 2024",
        "May 7",
        "Friday 1 March",
        "12 2024",
        "1 2 3",
        "on 3 March 2024 he said",
        "version 2.4.1",
        "10:30",
        "1234567",
        "٣ March 2024",
        "a" * 100,
        "3 March 2024 4",
    ],
)
def test_what_is_no_date_in_the_calendar_is_none(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    "key", ["date", "Published", "pubDate", "publish-date", "datePublished", "created_at", "publication date"]
)
def test_the_front_matters_date_goes_by_many_names(key: str) -> None:
    date = article_of(with_head(f"title: M\n{key}: 2024-03-03")).metadata.date
    assert (date.in_file, date.why) == ("2024-03-03", "front matter, line 3")


def test_a_date_of_a_change_is_only_an_inference() -> None:
    date = article_of(with_head("title: M\nupdated: 2024-03-03")).metadata.date
    assert (date.value, date.source) == ("2024-03-03", Source.INFERRED)
    assert "change" in date.why
    assert (
        article_of(with_head("updated: 2024-03-03\ndate: 2024-01-01")).metadata.date.in_file == "2024-01-01"
    )
    assert article_of(below_title("Updated: March 3, 2024")).metadata.date.in_file is None


def test_an_impossible_date_is_missing_and_a_problem() -> None:
    article = article_of(with_head("title: M\ndate: 0000-00-00"))
    assert article.metadata.date.source is Source.MISSING
    (problem,) = article.problems
    assert "0000-00-00" in problem.reason
    assert problem.line == 3


def test_a_date_that_stands_only_in_the_files_name_is_inferred() -> None:
    date = article_of(f"# Machines\n\n{TEXT}", "2018-04-16-machines-080249dd.md").metadata.date
    assert (date.value, date.source, date.why) == ("2018-04-16", Source.INFERRED, "file name")
    assert article_of(f"# Machines\n\n{TEXT}", "20180499_machines.md").metadata.date.source is Source.MISSING


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("March 3, 2024", "2024-03-03"),
        ("Published 3 March 2024", "2024-03-03"),
        ("Published: Mar 3, 2024 10:00 AM EST", "2024-03-03T10:00"),
        ("First published on Sunday, March 3, 2024", "2024-03-03"),
        ("By Ann Brown | March 3, 2024", "2024-03-03"),
        ("The Guardian, 3 March 2024", "2024-03-03"),
        ("March 3, 2024 by Ann Brown -", "2024-03-03"),
    ],
)
def test_a_date_line_below_the_title_is_the_articles_own(line: str, iso: str) -> None:
    date = article_of(below_title(line)).metadata.date
    assert (date.in_file, date.why) == (iso, "date line")


@pytest.mark.parametrize(
    "text",
    [
        below_title("On March 3, 2024 the plant stood still, said its owner, who does not know why."),
        below_title("The plant") + "March 3, 2024\n" + TEXT,
        below_title("See https://www.example.com/2024/03/03/machines"),
    ],
)
def test_other_dates_in_the_text_are_not_the_articles(text: str) -> None:
    assert article_of(text).metadata.date.source is Source.MISSING


def test_a_dateline_with_its_year_dates_and_one_without_does_not() -> None:
    assert (
        article_of(f"A plant starts\n\nLONDON, March 3, 2024 (Reuters) - {TEXT * 3}").metadata.date.in_file
        == "2024-03-03"
    )
    assert (
        article_of(f"A plant starts\n\nLONDON, March 3 (Reuters) - {TEXT * 3}").metadata.date.source
        is Source.MISSING
    )


@pytest.mark.parametrize(
    ("paragraph", "agency", "month_day"),
    [
        ("WASHINGTON (Reuters) - The plant", "Reuters", None),
        ("(Bloomberg) -- The plant", "Bloomberg", None),
        ("HOLLYWOOD, Calif., March 18 - The plant", None, "03-18"),
        ("NEW YORK/LONDON (AP) — The plant", "AP", None),
    ],
)
def test_datelines_name_agencies_and_days(paragraph: str, agency: str | None, month_day: str | None) -> None:
    dateline = read_dateline(paragraph)
    assert dateline is not None
    assert (dateline.agency, dateline.month_day) == (agency, month_day)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The plant (Reuters) - it stood",
        "He said - and went",
        "LONDON - The plant",
        "LONDON (the town) - it",
        "",
        "- a",
        "(a",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(paragraph: str) -> None:
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Brown", ("Ann Brown",)),
        ("BY ANN BROWN AND TOM GREY", ("ANN BROWN", "TOM GREY")),
        ("By Ann Brown, Tom Grey and Lee de la Cruz", ("Ann Brown", "Tom Grey", "Lee de la Cruz")),
        ("By Tom Grey, Jr.", ("Tom Grey, Jr",)),
        ("By The Economist", ("The Economist",)),
        ("By Ann Brown | Reuters", ("Ann Brown",)),
        ("*By Ann Brown*", ("Ann Brown",)),
        ("Author: Ann Brown", ("Ann Brown",)),
        ("By the end of the year both machines stood still", ()),
        ("By 2030 it will stand still", ()),
        ("By Monday it stood.", ()),
        ("By far", ()),
    ],
)
def test_a_byline_gives_names_and_a_sentence_none(line: str, authors: tuple[str, ...]) -> None:
    assert read_byline(line).authors == authors


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Ann Brown", ("Ann Brown",)),
        ("By Ann Brown and Tom Grey", ("Ann Brown", "Tom Grey")),
        ("[Ann Brown, Tom Grey]", ("Ann Brown", "Tom Grey")),
        ('"Ann Brown <ann@a.example>"', ("Ann Brown",)),
        ("\n  - Ann Brown\n  - Tom Grey", ("Ann Brown", "Tom Grey")),
        ("\n  - name: Ann Brown\n    mail: x\n  - name: Tom Grey", ("Ann Brown", "Tom Grey")),
    ],
)
def test_the_front_matters_authors_may_be_text_or_lists(value: str, authors: tuple[str, ...]) -> None:
    assert article_of(with_head(f"title: M\nauthors: {value}")).metadata.authors.value == authors


def test_publisher_and_addresses_are_told_apart() -> None:
    metadata = article_of(
        with_head("title: M\nsource: BBC News\nurl: https://www.bbc.co.uk/1\nsource_url: https://a.example/2")
    ).metadata
    assert metadata.publisher.in_file == "BBC News"
    assert (metadata.url.in_file, metadata.source_url.in_file) == (
        "https://www.bbc.co.uk/1",
        "https://a.example/2",
    )
    metadata = article_of(with_head("title: M\nsource: https://a.example/2\npermalink: /one/")).metadata
    assert metadata.publisher.source is metadata.url.source is Source.MISSING
    assert metadata.source_url.in_file == "https://a.example/2"


@pytest.mark.parametrize(
    ("text", "publisher", "source"),
    [
        (with_head("url: https://edition.cnn.com/x"), "CNN", Source.INFERRED),
        (with_head("url: https://www.unknown.example/x"), "unknown.example", Source.INFERRED),
        (with_head("source_url: https://www.ft.com/x"), None, Source.MISSING),
        (below_title("USA TODAY"), "USA TODAY", Source.FILE),
        (below_title("Source: The Town Paper"), "The Town Paper", Source.FILE),
        (below_title("By Ann Brown | Reuters"), "Reuters", Source.FILE),
        (f"A plant starts\n\nLONDON (Reuters) - {TEXT * 3}", "Reuters", Source.INFERRED),
        (f"A plant starts\n\nLONDON (Nobody) - {TEXT * 3}", None, Source.MISSING),
    ],
)
def test_a_publisher_is_named_inferred_or_missing(text: str, publisher: str | None, source: Source) -> None:
    part = article_of(text).metadata.publisher
    assert (part.value, part.source) == (publisher, source)
    assert bool(part.why) is (publisher is not None)


def test_hosts_lead_to_publishers_with_all_their_subdomains() -> None:
    assert publisher_of("https://www.themoscowtimes.com/2019/11/01/x") == "The Moscow Times"
    assert publisher_of("https://ru.themoscowtimes.com/x") == "The Moscow Times"
    assert publisher_of("https://notthemoscowtimes.com/x") is None
    assert publisher_of("nonsense") is publisher_of("http://[bad/") is None
    assert host_of("http://[bad/") == ""
    assert known_publisher("The  Guardian") == "The Guardian"
    assert known_publisher("Time") is known_publisher("The Guardian said so") is None


def test_tags_and_categories_are_one_list_without_doubles() -> None:
    tags = article_of(with_head("tags: [chips, trade]\ncategory: News\nkeywords: trade, steel")).metadata.tags
    assert tags.value == ("chips", "trade", "steel", "News")


def test_a_summary_may_be_a_list_or_a_line() -> None:
    assert article_of(with_head("tldr:\n  - One.\n  - Two.")).metadata.summary.value == ("One.", "Two.")
    assert article_of(with_head("summary: One.")).metadata.summary.value == ("One.",)


def test_values_lose_entities_tags_and_what_a_terminal_would_obey() -> None:
    text = with_head('title: "EPA&#8217;s <b>new</b> \\x1b[31m plan\\u202e"\ndescription: "a\\tb\\nc"')
    metadata = article_of(text).metadata
    assert metadata.title.value is not None
    assert metadata.title.value.startswith("EPA’s new ")
    assert not set("\x1b\u202e") & set(metadata.title.value)
    assert metadata.standfirst.value == "a b c"


@pytest.mark.parametrize(
    ("value", "tag"), [("en", "en"), ("EN_gb", "en-GB"), ("de-DE", "de-DE"), ("pt_BR", "pt-BR")]
)
def test_the_front_matters_language_is_a_tag(value: str, tag: str) -> None:
    assert article_of(with_head(f"lang: {value}")).metadata.language.in_file == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (TEXT, "en"),
        (
            "Das Werk am Ende der Straße hat eine zweite Maschine gekauft und will beide noch in diesem "
            "Jahr in Gang bringen, "
            "sagte der Besitzer, der nicht weiß, wie das gehen soll.",
            "de",
        ),
        (
            "Завод в конце дороги купил вторую машину и надеется, что обе они пойдут в этом году, но "
            "владелец не знает, как это "
            "сделать, и он едет в город, чтобы найти людей, которые это знают.",
            "ru",
        ),
        ("道の終わりにある工場は二台目の機械を買い、今年中に両方を動かしたいと持ち主は言った。", "ja"),
        ("路尽头的工厂买了第二台机器，厂主说希望今年两台都能开动。", "zh"),
        ("12 34 56", None),
        ("One two three", None),
        ("", None),
    ],
)
def test_a_language_is_guessed_by_its_commonest_words_or_script(text: str, tag: str | None) -> None:
    assert guess_language(text) == tag


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Machines for all", "MACHINES FOR ALL!", True),
        ("The town’s hope", "The towns hope", True),
        ("Machines for all | The Paper", "Machines for all", True),
        ("Machines for all : NPR", "Machines for All", True),
        ("Machines for all", "Machines for some", False),
        ("", "Machines", False),
    ],
)
def test_titles_are_the_same_but_for_case_marks_and_the_sites_name(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same


def test_a_missing_part_has_no_value_and_a_found_one_says_where() -> None:
    metadata = article_of(with_head("title: M\ndate: 2024-03-03\nauthor: Ann Brown")).metadata
    parts: list[Part[str] | Part[tuple[str, ...]]] = [
        metadata.title,
        metadata.standfirst,
        metadata.authors,
        metadata.publisher,
        metadata.date,
        metadata.url,
        metadata.source_url,
        metadata.tags,
        metadata.summary,
        metadata.language,
    ]
    for part in parts:
        assert (part.value is None) is (part.source is Source.MISSING)
        assert bool(part.why) is (part.source is not Source.MISSING)


def test_without_any_title_the_files_name_stands_in() -> None:
    article = article_of("", "2018-notes.txt")
    assert (article.title, article.metadata.title.source, article.metadata.title.why) == (
        "2018-notes",
        Source.INFERRED,
        "file name",
    )
