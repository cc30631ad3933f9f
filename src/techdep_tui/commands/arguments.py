"""What can be written on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

VERBS = ("list", "show", "search", "facts", "cite", "export")

_EPILOG = """\
commands without a screen:
  techdep-tui list                          the articles
  techdep-tui show ARTICLE                  the clean text of one, with paragraph numbers
  techdep-tui search QUERY                  the sentences that match
  techdep-tui facts [ARTICLE ...]           amounts, shares, counts, sizes and dates
  techdep-tui cite ARTICLE ...              citations (--style, --format, --paragraph)
  techdep-tui export [ARTICLE ...]          a bibliography file (--format, --output)
each takes --in PATH ... (default: the built-in articles) and --json (JSON Lines).
ARTICLE is a file name, an id, or the start of one. A folder named like a command: ./list

without any cursor movement: techdep-tui --plain [PATH ...], a line dialogue

exit codes: 0 found, 1 nothing found, 2 wrong use or unreadable
"""


def app_parser() -> argparse.ArgumentParser:
    """The parser for everything that does not begin with a verb."""
    parser = argparse.ArgumentParser(
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
    name = {"search": "query", "show": "articles", "cite": "articles"}.get(options.verb)
    if name is not None and not getattr(options, name):
        paths = options.paths
        keep = next((i for i, path in enumerate(paths) if i and not path.exists()), len(paths))
        options.paths, rest = paths[:keep], [str(path) for path in paths[keep:]]
        if not rest:
            parser.error(
                f"{options.verb}: say {'what to search for' if name == 'query' else 'which article'}"
            )
        setattr(options, name, rest)
    return options


def _verb_parser() -> argparse.ArgumentParser:
    """The parser for the commands without a screen."""
    parser = argparse.ArgumentParser(prog="techdep-tui")
    verbs = parser.add_subparsers(dest="verb", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--in",
        dest="paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        default=[],
        help="folders and files to look in",
    )
    common.add_argument("--json", action="store_true", help="print JSON Lines")

    verbs.add_parser("list", parents=[common], help="the articles, and files that could not be read")
    show = verbs.add_parser("show", parents=[common], help="the clean text of an article")
    show.add_argument("articles", nargs="*", metavar="ARTICLE")
    search = verbs.add_parser("search", parents=[common], help="the sentences that match a query")
    search.add_argument("query", nargs="*", metavar="QUERY")
    search.add_argument("--limit", type=int, default=200, help="at most so many hits (default: %(default)s)")
    facts = verbs.add_parser("facts", parents=[common], help="the facts of articles, or of all")
    facts.add_argument("articles", nargs="*", metavar="ARTICLE")
    facts.add_argument(
        "--kind",
        action="append",
        default=[],
        help="only this kind: money, percent, quantity, measurement, date",
    )
    cite = verbs.add_parser("cite", parents=[common], help="citations of articles")
    cite.add_argument("articles", nargs="*", metavar="ARTICLE")
    _add_citation_options(cite)
    cite.add_argument(
        "--style", default="apa", help="citation style (default: %(default)s; “list” shows all)"
    )
    cite.add_argument("--paragraph", type=int, help="cite this paragraph, too")
    export = verbs.add_parser("export", parents=[common], help="a bibliography of articles, or of all")
    export.add_argument("articles", nargs="*", metavar="ARTICLE")
    _add_citation_options(export)
    export.add_argument(
        "--output", type=Path, metavar="FILE", help="write to this new file instead of standard output"
    )
    return parser


def _add_citation_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", help="exchange format: biblatex, bibtex, ris, csl-json, cite-news, markdown …"
    )
    parser.add_argument("--inferred", action="store_true", help="use inferred parts, too")
    parser.add_argument("--original", action="store_true", help="of a re-post: the original that it names")
    parser.add_argument("--accessed", action="store_true", help="add today as the day of access")
