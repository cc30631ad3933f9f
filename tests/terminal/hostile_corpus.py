"""Files and folders made to hurt whoever opens them: the same ones every time, standard library only.

    python -m tests.terminal.hostile_corpus FOLDER

writes them all, a folder for each group; `GROUPS` has them by group for the tests.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path

from tests.hostile_heads import hostile_heads

Write = Callable[[bytes], None]

FILLER = "A plain sentence on chips and sanctions, such as stands in articles. " * 3 + "\n\n"


def own_words(name: object) -> str:
    """A paragraph that no other specimen has: copies of one text would share a row of the list."""
    digits = sha512(str(name).encode("utf-8", "surrogatepass")).hexdigest()
    return FILLER + " ".join(digits[at : at + 2] for at in range(0, len(digits), 2)) + ".\n\n"


@dataclass(frozen=True)
class Specimen:
    """One file or folder: its name, what makes it at a path, and whether it is to be listed as an article."""

    name: bytes
    make: Write
    is_article: bool = True


_TOO_LONG = {"short-lines", "one-character-lines", "one-character-paragraphs"}
"""Of more lines than an article has."""


def _file(name: str | bytes, data: str | bytes, *, is_article: bool = True) -> Specimen:
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")

    def make(path: bytes) -> None:
        with open(path, "wb") as file:  # noqa: PTH123 - names that are not text
            file.write(raw)

    return Specimen(name if isinstance(name, bytes) else name.encode(), make, is_article)


# What a terminal obeys

PAYLOADS: Mapping[str, str] = {
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "clipboard-st": "\x1b]52;c;ZXZpbA==\x1b\\",
    "title": "\x1b]0;owned\x07",
    "icon": "\x1b]1;owned\x07",
    "palette": "\x1b]4;1;rgb:ff/00/00\x07",
    "background": "\x1b]11;#ff0000\x07",
    "link": "\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "notify": "\x1b]9;owned\x07\x1b]777;notify;a;b\x07",
    "iterm": "\x1b]1337;File=inline=1:AAAA\x07",
    "unfinished-osc": "\x1b]0;never ends",
    "unfinished-csi": "\x1b[",
    "clear": "\x1b[2J\x1b[3J",
    "home": "\x1b[H\x1b[999;999H",
    "scroll": "\x1b[5;10r\x1b[100S",
    "alternate": "\x1b[?1049l\x1b[?47h",
    "cursor": "\x1b[?25h\x1b[?12h",
    "mouse-off": "\x1b[?1000l\x1b[?1003l",
    "paste": "\x1b[201~\x1b[?2004l",
    "wrap": "\x1b[?7h",
    "reset": "\x1bc",
    "soft-reset": "\x1b[!p",
    "device": "\x1b[c\x1b[>c\x1b[6n\x1b[5n",
    "report-title": "\x1b[21t\x1b[18t",
    "resize": "\x1b[8;5;5t",
    "dcs": "\x1bP+q544e\x1b\\",
    "sixel": "\x1bPq#0;2;0;0;0~-\x1b\\",
    "apc": "\x1b_Gf=24,s=1,v=1;AAAA\x1b\\",
    "pm": "\x1b^private\x1b\\",
    "sos": "\x1bXstart\x1b\\",
    "tmux": "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\",
    "charset": "\x1b(0lqqk\x0e\x0f",
    "c1-csi": "\u009b2J",
    "c1-osc": "\u009d0;owned\u009c",
    "c1-dcs": "\u0090q\u009c",
    "c1-all": "".join(map(chr, range(0x80, 0xA0))),
    "c0-all": "".join(chr(code) for code in range(0x20) if chr(code) not in "\n\r\t") + "\x7f",
    "bell": "\x07" * 50,
    "backspace": "good\b\b\b\bevil",
    "return": "good\revil",
    "rep": "x\x1b[9999b",
    "keyboard": "\x1b[>31u\x1b[?2026h",
    "print": "\x1b[5i\x1b[4i",
    "kitty-clipboard": "\x1b]5522;type=write\x1b\\",
}


def _controls() -> Iterator[Specimen]:
    for name, payload in PAYLOADS.items():
        escaped = "".join(f"\\u{ord(c):04x}" if not c.isprintable() else c for c in payload)
        escaped = escaped.replace("\\u005c", "\\\\")
        body = f"Words {payload} in the text.\n\n{own_words(name)}"
        yield _file(f"body-{name}.md", f"# Title {name}\n\n{body}")
        quoted = escaped.replace('"', "'")
        own = own_words(f"head {name}")
        head = f'---\ntitle: "Head {quoted} {name}"\nauthor: "A {quoted}"\ntags: ["t{quoted}"]\n'
        yield _file(f"head-{name}.md", f'{head}source: "S {quoted}"\n---\n\n{own}')
        link = f"[a {payload}](http://x.example/{payload}) ![i](data:{payload})"
        own = own_words(f"marks {name}")
        marks = "\n\n".join(f"{mark} {payload}" for mark in ("#", "##", ">", "-", "1.", "|", "~~~\n"))
        yield _file(f"marks-{name}.md", f"{marks}\n~~~\n\n{link}\n\n{own}")


# What deceives the eye

SPOOFS = {
    "rlo": "\u202eevil\u202c",
    "rle": "\u202bx",
    "lre": "\u202ax",
    "lro": "\u202dx",
    "rli": "\u2067x\u2069",
    "lri": "\u2066x",
    "fsi": "\u2068x",
    "alm": "\u061cx",
    "marks": "\u200e\u200f",
    "zero-width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "soft-hyphen": "so\u00adft",
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "ignore this"),
    "separators": "a\u2028b\u2029c\u0085d",
    "interlinear": "\ufff9a\ufffab\ufffbc",
    "hangul-filler": "\u3164\uffa0\u115f\u1160",
    "mongolian": "\u180e\u180b",
    "private": "\ue000\uf8ff\U000f0000\U0010fffd",
    "nonchars": "\ufdd0\uffff\U0001ffff",
    "surrogates": "\ud800x\udfff",
    "zalgo": "Z" + "\u0301\u0489\u0315" * 40 + "o",
    "many-marks": "a" + "\u0300" * 20_000,
    "variation": "x\ufe0fy\ufe0ez\U000e0100",
    "invisible-operators": "\u2061\u2062\u2063\u2064",
    "deprecated": "\u206a\u206b\u206c\u206d\u206e\u206f",
    "shorthand": "\U0001bca0\U0001bca3",
    "music": "\U0001d173\U0001d17a",
    "homographs": "pаypаl.com",
    "markup": "[@click=app.quit]x[/]",
    "markup-close": "[/]",
    "markup-link": "[link=file:///etc/passwd]x[/link]",
    "markup-open": "[bold red on",
    "markup-var": "$primary [$error]x",
    "markup-nested": "[" * 5_000,
    "format": "%s %n {0} {self.__class__} ${x}",
    "emoji-name": ":smile: :x:",
}

WIDTHS = {
    "family": "👨\u200d👩\u200d👧\u200d👦 " * 20,
    "flags": "🇩🇪🇺🇦🇷🇺🇺🇳🇨" * 10,
    "keycaps": "1\ufe0f\u20e32\ufe0f\u20e3#\ufe0f\u20e3" * 10,
    "hearts": "❤\ufe0f☺\ufe0e✌🏽👍🏿" * 10,
    "thai": "กำลังทดสอบที่นี่ " * 20,
    "hindi": "यह एक परीक्षण वाक्य है कि क्या होगा " * 10,
    "tamil": "இது ஒரு சோதனை கொள்கை " * 10,
    "burmese": "မြန်မာဘာသာ " * 20,
    "khmer": "ភាសាខ្មែរ " * 20,
    "tibetan": "བོད་སྐད་ " * 20,
    "jamo": "한글 " * 20,
    "hangul": "한국어 문장입니다 " * 20,
    "chinese": "中文测试句子没有空格" * 40,
    "halfwidth": "ｱｲｳﾞﾟ ﾊﾝｶｸ " * 20,
    "fullwidth": "ＦＵＬＬ　ＷＩＤＴＨ" * 10,
    "ambiguous": "±§¶…—“”‘’α→■" * 20,
    "arabic": "هذا نص عربي للاختبار " * 20,
    "hebrew": "זה טקסט בעברית " * 20,
    "persian": "می\u200cخواهم " * 20,
    "hexagrams": "䷀䷁䷂☰☱" * 20,
    "counting-rods": "\U0001d360\U0001d361㉈㉉" * 20,
    "tabs": "a\tb\t\tc" * 30,
    "nbsp": "a\u00a0b\u202fc\u3000d" * 20,
}


def _spoofs() -> Iterator[Specimen]:
    for name, payload in (SPOOFS | {f"width-{name}": text for name, text in WIDTHS.items()}).items():
        text = f"# {payload} in {name}\n\nBefore {payload} after.\n\n> {payload}\n\n{own_words(name)}"
        yield _file(f"{name}.md", text)


# Encodings


def _encodings() -> Iterator[Specimen]:
    text = "Title of it\n\n" + "Plain words – “quoted” – žluťoučký кот. " * 10 + "\n"
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "utf-32-be", "utf-7"):
        is_article = codec not in ("utf-32", "utf-32-be")
        yield _file(f"{codec}.txt", text.encode(codec), is_article=is_article)
    for codec in ("cp1251", "koi8-r", "cp866", "shift_jis", "cp1252", "mac_roman"):
        yield _file(f"{codec}.txt", text.encode(codec, "replace"))
    plain = text.encode()
    samples: dict[str, bytes] = {
        "overlong": b"Overlong \xc0\xaf \xe0\x80\xaf \xc1\x9b2J words.\n" + plain,
        "cesu": b"Surrogates \xed\xa0\xbd\xed\xb8\x80 words.\n" + plain,
        "cut": plain + "é".encode()[:1],
        "ff": b"\xff" * 20 + plain,
        "c1-raw": b"Raw \x9b2J \x9d0;x\x9c words\n" + plain,
        "beyond": b"Beyond \xf4\x90\x80\x80 \xf8\x88\x80\x80\x80 words\n" + plain,
        "cr": plain.replace(b"\n", b"\r"),
        "crlf": plain.replace(b"\n", b"\r\n"),
        "mixed": b"a\r\nb\rc\n\rd\x0be\x0cf\xc2\x85g\xe2\x80\xa8h\n" + plain,
        "form-feeds": b"\x0c".join([plain] * 20),
        "bom-inside": "\ufeff".join(["word "] * 50).encode() + plain,
        "nul-sprinkled": plain.replace(b"k", b"\0"),
        "cut-utf-16": b"\xff\xfe" + text.encode("utf-16-le")[:-1],
        "wrong-bom": b"\xfe\xff" + text.encode("utf-16-le"),
        "one-byte": b"x",
        "one-line": b"only one line",
    }
    for name, data in samples.items():
        yield _file(f"{name}.txt", data)
    for name, data in {
        "empty": b"",
        "newlines": b"\n" * 5_000,
        "blanks": b" \t" * 5_000,
        "nuls": b"\0" * 4_096,
        "bom-only": b"\xef\xbb\xbf",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "zip": b"PK\x03\x04" + bytes((i * 7) % 256 for i in range(4_000)),
        "gzip": b"\x1f\x8b\x08" + bytes((i * 13) % 256 for i in range(4_000)),
    }.items():
        yield _file(f"{name}.md", data, is_article=False)


# Sizes and shapes

SHAPES: Mapping[str, Callable[[], str]] = {
    "long-line": lambda: "word " * 200_000,
    "long-word": lambda: "x" * 500_000,
    "long-word-wide": lambda: "漢" * 200_000,
    "short-lines": lambda: "ab\n" * 100_000,
    "one-character-lines": lambda: "a\n" * 150_000,
    "one-character-paragraphs": lambda: "a\n\n" * 60_000,
    "headings": lambda: "# h\n\n" * 20_000,
    "quotes": lambda: ">" * 20_000 + " deep\n" + "> " * 5_000 + "deep\n",
    "lists": lambda: "".join(f"{'  ' * (i % 200)}- item {i}\n" for i in range(8_000)),
    "list-depth": lambda: "- " * 10_000 + "x\n",
    "brackets": lambda: "[" * 50_000 + "]" * 50_000 + "\n",
    "links": lambda: "[a](http://x.example/b) " * 10_000,
    "half-links": lambda: "[a](" * 30_000,
    "images": lambda: "![" * 50_000,
    "emphasis": lambda: "*a **b _c " * 20_000,
    "backticks": lambda: "`" * 50_000 + "a" + "`" * 49_999,
    "fence": lambda: "```\n" + "code\n" * 30_000,
    "table": lambda: "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + ("|" + "b|" * 500 + "\n") * 100,
    "rules": lambda: "---\n" * 30_000,
    "entities": lambda: "&amp;&#x1b;&#27;&nbsp;&lt;" * 8_000,
    "html": lambda: "<div><script>alert(1)</script>" * 5_000,
    "comments": lambda: "<!--" * 30_000,
    "references": lambda: "".join(f"[r{i}]: http://x.example/{i}\n" for i in range(10_000)),
    "footnotes": lambda: "[^1]" * 20_000 + "\n\n[^1]: note\n",
    "quotation-marks": lambda: '"' * 60_000 + "said\n",
    "half-quotes": lambda: "“Word " * 20_000,
    "capitals": lambda: "Word Word " * 50_000,
    "digits": lambda: "1" * 100_000 + " million " + "1,000," * 20_000,
    "dots": lambda: "." * 100_000 + "\n" + "A. " * 20_000,
    "blank-tail": lambda: "x" + " " * 200_000 + "y\n",
    "at-signs": lambda: "a@" * 50_000 + "\n" + "a.b" * 30_000,
    "addresses": lambda: "http://" * 10_000 + "x " + "http://x.example/?a=1&" * 5_000,
    "dates": lambda: "2025-01-01/2025-13-99 " * 8_000,
    "commas": lambda: "a, " * 60_000 + "and b.\n",
    "hyphens": lambda: "a-" * 80_000 + "\n" + "word-\n" * 10_000,
    "page-numbers": lambda: "\n\x0c".join(f"{i}\nhttp://x.example/{i}\nwords here" for i in range(3_000)),
    "currency": lambda: "$" * 50_000 + "1 " + "€1bn " * 10_000,
    "percent": lambda: "5% " * 30_000 + "%" * 30_000,
    "same-sentence": lambda: "The same sentence again. " * 10_000,
    "backslashes": lambda: "\\" * 100_000,
    "parentheses": lambda: "(" * 30_000 + ")" * 30_000,
}


def _shapes() -> Iterator[Specimen]:
    for name, make in SHAPES.items():
        is_article = name not in _TOO_LONG
        yield _file(f"{name}.md", f"# Shape {name}\n\n{make()}\n", is_article=is_article)
        if name in ("long-word", "short-lines", "quotation-marks", "capitals", "digits", "blank-tail"):
            yield _file(f"{name}.txt", f"Shape {name}\n\n{make()}\n", is_article=is_article)


def _heads() -> Iterator[Specimen]:
    for number, text in enumerate(hostile_heads()):
        yield _file(f"head-{number:03}.md", f"{text}\nIt is number {number}.\n")


# Names

NAMES: tuple[bytes, ...] = (
    b"new\nline.md",
    b"esc\x1b]0;x\x07.md",
    b"csi\x1b[2J.md",
    b"invalid\xff\xfe.md",
    b"c1\xc2\x9b2J.md",
    b"raw-c1\x9b2J.md",
    b"-rf.md",
    b"--help.md",
    b"+100.md",
    b"~.md",
    b"$HOME.md",
    b"`id`.md",
    b"$(id).md",
    b";id;.md",
    b"|id.md",
    b"'quote\".md",
    b"[@click=app.quit]x[].md",
    b"[bold].md",
    b"%s%n.md",
    b" lead.md",
    b"trail .md",
    b"...md",
    "rlo\u202edm.md".encode(),
    "zero\u200bwidth.md".encode(),
    "tag\U000e0041.md".encode(),
    "é.md".encode(),
    "e\u0301.md".encode(),
    "漢字.md".encode(),
    "👨\u200d👩\u200d👧.md".encode(),
    b"a" * 252 + b".md",
    "é".encode() * 126 + b".md",
    b"CON.md",
    b"tab\there.md",
    b"cr\rhere.md",
    b"bell\x07.md",
    b"del\x7f.md",
    b"back\\slash.md",
    b"star*.md",
    b"9" * 200 + b".md",
    "٣٤.md".encode(),
    "²³.md".encode(),
)


def _names() -> Iterator[Specimen]:
    for number, name in enumerate(NAMES):
        yield _file(
            name,
            f"Words of number {number}, without a title of its own, to have the name shown.\n\n"
            + own_words(number),
        )


# Things that are no files


def _call(name: str, act: Callable[[bytes], None], *, is_article: bool = False) -> Specimen:
    return Specimen(name.encode(), act, is_article)


def _fifo(path: bytes) -> None:
    os.mkfifo(path)


def _socket(path: bytes) -> None:
    folder = os.open(os.path.dirname(path), os.O_RDONLY)  # noqa: PTH120 - a socket's name must be short
    before = os.open(".", os.O_RDONLY)
    try:
        os.fchdir(folder)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.path.basename(path))  # noqa: PTH119
    finally:
        os.fchdir(before)
        os.close(before)
        os.close(folder)


def _link(target: str) -> Callable[[bytes], None]:
    return lambda path: os.symlink(target.encode(), path)  # noqa: PTH211


def _sparse(size: int) -> Callable[[bytes], None]:
    def make(path: bytes) -> None:
        with open(path, "wb") as file:  # noqa: PTH123
            file.truncate(size)

    return make


def _closed(path: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"secret words\n" * 20)
    os.chmod(path, 0)  # noqa: PTH101


def _closed_folder(path: bytes) -> None:
    os.mkdir(path, 0)  # noqa: PTH102


def _loop(path: bytes) -> None:
    os.mkdir(path)  # noqa: PTH102
    os.symlink(b"..", path + b"/up")  # noqa: PTH211
    os.symlink(b".", path + b"/self")  # noqa: PTH211
    os.symlink(path, path + b"/absolute")  # noqa: PTH211


def _deep(path: bytes) -> None:
    for _ in range(60):
        path += b"/deeper"
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
    with open(path + b"/found.md", "wb") as file:  # noqa: PTH123
        file.write(b"# Deep\n\nWords at the bottom.\n")


def _wide(path: bytes) -> None:
    os.mkdir(path)  # noqa: PTH102
    for number in range(500):
        os.mkdir(path + b"/empty-%d" % number)  # noqa: PTH102


def _things() -> Iterator[Specimen]:
    yield _call("pipe.md", _fifo)
    yield _call("socket.md", _socket)
    yield _call("zero.md", _link("/dev/zero"))
    yield _call("random.txt", _link("/dev/urandom"))
    yield _call("tty.md", _link("/dev/tty"))
    yield _call("full.md", _link("/dev/full"))
    yield _call("kernel.md", _link("/proc/kmsg"))
    yield _call("self.md", _link("/proc/self/environ"))
    yield _call("pagemap.md", _link("/proc/self/pagemap"))
    yield _call("processes", _link("/proc"))
    yield _call("system", _link("/sys"))
    yield _call("fd", _link("/dev/fd"))
    yield _call("circle.md", _link("circle.md"))
    yield _call("dangling.md", _link("nowhere.md"))
    yield _call("long-link.md", _link("a/" * 2_000))
    yield _call("up", _link(".."))
    yield _call("root", _link("/"))
    yield _call("loop", _loop)
    yield _call("deep", _deep)
    yield _call("wide", _wide)
    yield _call("folder.md", lambda path: os.mkdir(path))  # noqa: PTH102
    yield _call("closed.md", _closed)
    yield _call("closed-folder", _closed_folder)
    yield _call("large.md", _sparse(33 * 2**20))
    yield _call("huge.md", _sparse(2**40))
    yield _call("zeros.md", _sparse(2**20))


GROUPS: Mapping[str, tuple[Specimen, ...]] = {
    "controls": tuple(_controls()),
    "spoofs": tuple(_spoofs()),
    "encodings": tuple(_encodings()),
    "shapes": tuple(_shapes()),
    "heads": tuple(_heads()),
    "names": tuple(_names()),
    "things": tuple(_things()),
}

HARMLESS = {
    "a harmless one.md": "---\ntitle: Harmless first\ndate: 2031-01-01\n---\n\n" + own_words("first"),
    "z harmless two.md": "---\ntitle: Harmless second\ndate: 2030-12-31\n---\n\n" + own_words("second"),
}
"""Stand in every folder beside the others; they are the newest, so that the list begins with them."""


def write_group(folder: Path, specimens: tuple[Specimen, ...]) -> list[Specimen]:
    """Write harmless files and specimens into a new folder; returns those that the system allows."""
    folder.mkdir(parents=True)
    for name, text in HARMLESS.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = []
    for specimen in specimens:
        with suppress(OSError):
            specimen.make(os.fsencode(folder) + b"/" + specimen.name)
            made.append(specimen)
    return made


def main() -> None:
    """Write every group below the folder that is named."""
    place = Path(sys.argv[1])
    for group, specimens in GROUPS.items():
        print(f"{group}: {len(write_group(place / group, specimens))}")


if __name__ == "__main__":
    main()
