"""What can be written on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from techdep_tui.commands import output

VERBS = ("list", "show", "search", "facts", "cite", "export", "check", "cache")

_NO_CACHE = "keep nothing of a large folder for the next time"

_EPILOG = """\
commands without a screen:
  techdep-tui list                          the articles
  techdep-tui show ARTICLE                  the clean text of one, with paragraph numbers
  techdep-tui search QUERY                  the sentences that match
  techdep-tui facts [ARTICLE ...]           names, numbers, dates, quotations, plans … (--kind, --csv)
  techdep-tui cite ARTICLE ...              a bibliography (--style, --format, --locator-paragraph)
  techdep-tui cite --search QUERY           of the articles that are found
  techdep-tui cite --from-csl FILE          of CSL-JSON records from elsewhere
  techdep-tui export [ARTICLE ...]          the same for other programs (--format, --output)
  techdep-tui check [PATH ...]              what is wrong with files, and what was done
  techdep-tui cache [clear]                 what is kept of large folders, or let it go
each takes --in PATH ... (default: the built-in articles) and --json (JSON Lines).
ARTICLE is a file name, an id, or the start of one. A folder named like a command: ./list

without any cursor movement: techdep-tui --plain [PATH ...], a line dialogue

exit codes: 0 found, 1 nothing found (check: a problem), 2 wrong use or unreadable, 3 a fault of the program
"""


def app_parser() -> argparse.ArgumentParser:
    """The parser for everything that does not begin with a verb."""
    parser = Parser(
        prog="techdep-tui",
        description="A reading room in the terminal for people who follow a topic through articles.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="folders and files to open (default: the three built-in articles)",
    )
    parser.add_argument(
        "--plain", action="store_true", help="a line dialogue without cursor and colour, also on a pipe"
    )
    parser.add_argument("--no-cache", action="store_true", help=_NO_CACHE)
    parser.add_argument("--theme", help="terminal, dark, light, high-contrast or monochrome")
    parser.add_argument(
        "--check-clipboard", action="store_true", help="try every way to the clipboard and say which work"
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    return parser


def parse_verb(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse a command without a screen; ends the program with a usage message where it is wrong.

    `--in` takes every word after it, so that of `search --in FOLDER chips` the query would be missing: words
    after the first that are no paths are given back to a command that lacks its words.
    """
    parser = _verb_parser()
    options = parser.parse_args(arguments)
    if options.verb == "facts" and options.csv and options.json:
        parser.error("facts: say either --json or --csv")
    name = _WORDS.get(options.verb)
    if options.verb in ("cite", "export") and (options.from_csl or options.search is not None):
        name = None
        if options.articles:
            parser.error(f"{options.verb}: say either articles, or --search, or --from-csl")
    if options.verb == "cite" and options.style == "list":
        name = None
    if name is not None and not getattr(options, name):
        paths = options.paths
        keep = next((i for i, path in enumerate(paths) if i and not path.exists()), len(paths))
        options.paths, rest = paths[:keep], [str(path) for path in paths[keep:]]
        is_forgetting = options.verb == "search" and options.forget
        if not rest and not is_forgetting and options.verb not in _WITHOUT_WORDS:
            parser.error(
                f"{options.verb}: say {'what to search for' if name == 'query' else 'which article'}"
            )
        setattr(options, name, rest)
    return options


_WORDS = {
    "search": "query",
    "show": "articles",
    "cite": "articles",
    "facts": "articles",
    "export": "articles",
}
"""Where the words of a command go."""
_WITHOUT_WORDS = frozenset(["facts", "export"])
"""The commands that need none."""


def _verb_parser() -> argparse.ArgumentParser:
    """The parser for the commands without a screen."""
    parser = Parser(prog="techdep-tui")
    verbs = parser.add_subparsers(dest="verb", required=True)
    common = Parser(add_help=False)
    common.add_argument(
        "--in",
        dest="paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        default=[],
        help="folders and files to look in",
    )
    common.add_argument("--no-cache", action="store_true", help=_NO_CACHE)
    common.add_argument("--json", action="store_true", help="print JSON Lines")

    verbs.add_parser("list", parents=[common], help="the articles, and files that could not be read")
    show = verbs.add_parser("show", parents=[common], help="the clean text of an article")
    show.add_argument("articles", nargs="*", metavar="ARTICLE")
    search = verbs.add_parser("search", parents=[common], help="the sentences that match a query")
    search.add_argument("query", nargs="*", metavar="QUERY")
    search.add_argument("--limit", type=int, default=200, help="at most so many hits (default: %(default)s)")
    search.add_argument(
        "--sort",
        choices=("relevance", "date", "hits"),
        default="relevance",
        help="order of the articles (default: %(default)s)",
    )
    search.add_argument("--forget", action="store_true", help="forget the queries of the search box")
    facts = verbs.add_parser("facts", parents=[common], help="the facts of articles, or of all")
    facts.add_argument("articles", nargs="*", metavar="ARTICLE")
    facts.add_argument(
        "--kind",
        action="append",
        default=[],
        help="only these kinds: person,org,place,product,money,percent,quantity,measurement,date,plan,quote,"
        "statement,comparison,event",
    )
    facts.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
    facts.add_argument("--all", action="store_true", help="with the facts that you rejected")
    cite = verbs.add_parser("cite", parents=[common], help="citations of articles")
    cite.add_argument("articles", nargs="*", metavar="ARTICLE")
    _add_citation_options(cite)
    cite.add_argument(
        "--style",
        default="apa",
        help="citation style (default: %(default)s; “list” shows all), or a FILE.csl for your pandoc 3",
    )
    cite.add_argument(
        "--locator-paragraph",
        "--paragraph",
        dest="paragraph",
        type=_paragraph_number,
        metavar="N",
        help="print citations of paragraph N instead of entries",
    )
    export = verbs.add_parser("export", parents=[common], help="a bibliography of articles, or of all")
    export.add_argument("articles", nargs="*", metavar="ARTICLE")
    _add_citation_options(export)
    check = verbs.add_parser(
        "check", parents=[common], help="what is wrong with files; exit code 1 if any is"
    )
    check.add_argument("where", nargs="*", type=Path, metavar="PATH", help="folders and files to look at")
    cache = verbs.add_parser("cache", help="what is kept of large folders; “clear” lets it go")
    cache.add_argument("what", nargs="?", choices=("clear",), help="let go of all of it")
    cache.add_argument("--json", action="store_true", help="print JSON Lines")
    return parser


class Parser(argparse.ArgumentParser):
    """Its messages repeat what was typed, which may be the name of a file: past the gate with them."""

    def _print_message(self, message: str, file: object = None) -> None:
        if file is sys.stdout:
            output.say(message, end="")
        elif message:
            output.complain(message.rstrip("\n"))


def _paragraph_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000):
        raise argparse.ArgumentTypeError(f"takes the number of a paragraph, not {text!r}")
    return int(text)


def _add_citation_options(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--search", metavar="QUERY", help="of the articles that a query finds")
    which.add_argument(
        "--from-csl", metavar="FILE", help="of the CSL-JSON records in a file, or “-” for standard input"
    )
    parser.add_argument(
        "--format", help="exchange format: biblatex, bibtex, ris, csl-json, cite-news, markdown …"
    )
    parser.add_argument("--inferred", action="store_true", help="use inferred parts, too")
    parser.add_argument("--original", action="store_true", help="of a re-post: the original that it names")
    parser.add_argument("--accessed", action="store_true", help="add today as the day of access")
    parser.add_argument(
        "--strip-tracking", action="store_true", help="addresses without utm_*, fbclid, gclid and their like"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write to this new file instead of standard output"
    )
