"""A hundred heads of files that are made to hurt whoever reads them; standard library only."""

from __future__ import annotations

from collections.abc import Iterator

BODY = "The body is whole.\n"


def _merge_bomb(levels: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}" for i in range(1, levels)]
    return "\n".join(lines)


def _alias_bomb(levels: int) -> str:
    lines = ['a0: &a0 ["lol", "lol"]']
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, levels)]
    return "\n".join(lines)


_VALUES = (
    "0000-00-00",
    "99999-12-31",
    "2025-02-30",
    "2025-13-01T25:61:61",
    "-0001-01-01",
    "2025-01-01T00:00:00+99:99",
    "1_000:20",
    "190:20:30.15",
    "NO",
    ".inf",
    "-.NaN",
    "0x" + "f" * 4000,
    "9" * 6000,
    "1e999999999",
    "!!python/object/apply:os.system ['true']",
    "!!binary zzzz",
    "!!timestamp never",
    "!<tag:yaml.org,2002:int> x",
    "!!set {a, b}",
    "!!float 1_",
    "*nothing",
    "&a *a",
    "&a [*a]",
    "<<",
    "? x",
    "|9\n  text",
    ">-+\n  text",
    "'never closed",
    '"never closed',
    '"\\x1b]52;c;eA==\\x07"',
    '"\\e[2J\\u202e\\ufeff\\ud800"',
    '"\\N\\_\\L\\P\\0"',
    "[" * 30_000,
    "{" * 30_000,
    "{a: " * 5_000,
    "- " * 20_000,
    "? " * 20_000,
    "[[], " * 2_000,
    "[" + "a, " * 20_000 + "]",
    "{" + ", ".join(f"k{i}: v" for i in range(7_000)) + "}",
    "a" * 60_000,
    "a " * 30_000,
    "# " + "x" * 60_000,
    "\t\t\tx",
    "`reserved`",
    "@reserved",
    "%TAG ! tag:x,2000:",
    "x: y: z: w",
    ": : : :",
    "- - - - x",
    "null",
    "~",
    "\x00\x01\x02",
    "\x85\u2028\u2029",
    "\u202e\u2066\u2069" * 500,
    "\u0301" * 5_000,
    "https://" + "a." * 3_000 + "com",
    "javascript:alert(1)",
    "[x](--version)",
    "=cmd|' /C calc'!A0",
)

_HEADS = (
    _merge_bomb(9),
    _merge_bomb(60),
    _alias_bomb(9),
    _alias_bomb(200),
    "\n".join(f"k{i}: {i}" for i in range(6_000)),
    "title: one\n" * 3_000,
    "".join(f"{' ' * i}a:\n" for i in range(300)),
    "".join(f"{' ' * i}- \n" for i in range(300)),
    "title: |\n" + "  line\n" * 8_000,
    "title: >\n" + "\n" * 30_000 + "  x",
    "? [a, b]\n: c",
    "{a: b}: c",
    "'a': 1\n\"a\": 2\na: 3",
    "title:no blank\ndate:2025",
    "title: ok\n\ttab: indented",
    "title: ok\n--- x\nother: y",
    "%YAML 9.9\n---\ntitle: x",
    "title: ok\n...\nmore: x",
    ("é" * 20_000) + ": x",
    ("k" * 5_000 + ": v\n") * 10,
    "title: x\r" * 3_000,
    "\ufefftitle: x\n\ufeff: y",
    "a: {b: [c, {d: [e, {f: [g, {h: [i, {j: [k, {l: [m, {n: [o]}]}]}]}]}]}]}",
)

_TOML = (
    "a = " + "[" * 5_000,
    "a = " + "{x = " * 2_000,
    "".join(f"[{'.'.join(['a'] * i)}]\n" for i in range(1, 300)),
    "a = 9999-99-99",
    'a = """' + "x" * 60_000,
    "a.a.a.a = 1\na.a = 2",
    "a = 1\n" * 3_000,
    "a = " + "9" * 6_000,
    'a = "\\ud800\\U00110000"',
)

_JSON = (
    '{"a": ' * 20_000,
    '{"title": ' + "[" * 60_000,
    '{"title": "x", "title": "y", "n": ' + "9" * 6_000 + "}",
    '{"title": NaN, "date": Infinity}',
    '{"title": "\\u001b]0;x\\u0007\\ud800"}',
    "{" + ", ".join(f'"k{i}": {i}' for i in range(5_000)) + "}",
)

_BARE = (
    "Title: x\nDate: " + "9" * 3_000 + "\n",
    "Title: x\n" * 200,
    "Title: " + ": " * 1_500 + "\nAuthor: x\n",
)


def hostile_heads() -> Iterator[str]:
    """Whole files: a head, and below it `BODY`."""
    for value in _VALUES:
        yield f"---\ntitle: Whole\ndate: {value}\n---\n\n{BODY}"
    for head in _HEADS:
        yield f"---\n{head}\n---\n\n{BODY}"
    for head in _TOML:
        yield f"+++\n{head}\n+++\n\n{BODY}"
    for head in _JSON:
        yield f"{head}\n\n{BODY}"
    for head in _BARE:
        yield f"{head}\n{BODY}"
