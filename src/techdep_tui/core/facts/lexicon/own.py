"""The reader's own word lists: YAML files named as ours, in the settings directory.

    # organisations.yaml
    company:
      - Acme Microdevices | Acme | AMD-X
      - Zavod 12

Each section is a list of entries, or one text with an entry a line, exactly as in ours. A file that cannot be
read so is left out and said to be wrong, with its line; the others count.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from techdep_tui.core.articles.decode import safe_line
from techdep_tui.core.articles.model import Problem
from techdep_tui.core.facts import lexicon
from techdep_tui.core.plain_yaml import Listing, Node, Scalar, Table, YamlFault, read_yaml

MAX_CHARACTERS: Final = 1_000_000
"""Of one file."""

_DONE = "This word list is not used."


def read_own(folder: Path) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """The lists in a folder, by name and section, for `lexicon.use`; and what is wrong with the others.

    No folder is no list.
    """
    lists: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            lists[path.stem] = _read(path)
        except YamlFault as fault:
            problems.append(Problem(path, safe_line(str(fault)), _DONE, fault.line))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(path, safe_line(str(error)), _DONE))
    return lists, problems


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(
            path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and path.is_file()
        )
    except OSError:
        return []


def _read(path: Path) -> dict[str, str]:
    """The sections of one file; raises `YamlFault` for what does not fit our list of that name."""
    if path.stem not in lexicon.names():
        known = ", ".join(sorted(lexicon.names()))
        raise YamlFault(f"there is no word list “{path.stem}”; there are {known}", 1)
    with path.open(encoding="utf-8") as file:
        node = read_yaml(file.read(MAX_CHARACTERS + 1), most=MAX_CHARACTERS)
    if node is None:
        return {}
    if not isinstance(node, Table):
        raise YamlFault("a word list has sections, each a name and a colon", node.line)
    return {section: _entries(path.stem, section, node) for section in node.entries}


def _entries(name: str, section: str, table: Table) -> str:
    """The entries of a section, one a line."""
    line = table.lines[section]
    known = lexicon.sections(name)
    if section not in known:
        raise YamlFault(f"{name} has no section “{section}”; it has {', '.join(sorted(known))}", line)
    return "\n".join(_lines(table.entries[section]))


def _lines(node: Node) -> list[str]:
    items = node.items if isinstance(node, Listing) else (node,)
    texts = []
    for item in items:
        if not isinstance(item, Scalar):
            raise YamlFault("an entry is a name, perhaps with other names behind “|”", item.line)
        texts += [safe_line(line) for line in item.text.splitlines() if line.strip()]
    return texts


def digest_text(lists: Mapping[str, Mapping[str, str]]) -> str:
    """The lists as one text, which changes when they do."""
    return repr(sorted((name, sorted(sections.items())) for name, sections in lists.items()))
