"""Where the store of a collection is: a folder in the cache directory, and what says that it is whole.

The manifest is written last, and names the program that made the files, their sizes and their checksums. What
does not agree with it is made anew. One librarian at a time has the folder; another one makes a private
folder for itself, which goes with it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from techdep_tui.core.store.locks import lock, unlock

FOLDERS: Final = "folders"
"""The part of the cache directory that the stores of all collections are in."""

_PRIVATE: Final = "techdep-tui-"
_LOCK, _MANIFEST = "lock", "manifest"
CATALOGUE, REGISTER, ARTICLES, INDEX = "catalogue", "register", "articles.sqlite", "index"
FACTS: Final = "facts"
"""The program's own file in the folder, of which the manifest knows nothing."""

_WAIT_S = 0.05
_SUM_DIGITS = 32
_PIECE = 2**20
_OLD_S = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds that is whole: the files with their size and checksum, and who made them.

    `stamp` is another one each time that it is written.
    """

    version: str
    paths: tuple[str, ...]
    files: dict[str, tuple[int, int]]
    stamp: str


class Folder:
    """The folder of a store, held by one librarian."""

    def __init__(self, path: Path, lock_file: IO[bytes], *, is_private: bool) -> None:
        self.path = path
        self.is_private = is_private
        self._lock_file = lock_file

    def release(self) -> None:
        """Let others have it; a private folder goes."""
        unlock(self._lock_file)
        self._lock_file.close()
        if self.is_private:
            shutil.rmtree(self.path, ignore_errors=True)

    def clear(self) -> None:
        """Take out everything that a store makes; raises OSError."""
        for name in (_MANIFEST, CATALOGUE, REGISTER, ARTICLES, f"{ARTICLES}-wal", f"{ARTICLES}-shm"):
            _remove(self.path / name)
        _remove(self.path / INDEX)
        (self.path / INDEX).mkdir(mode=0o700)

    def write_manifest(self, version: str, paths: Sequence[str]) -> Manifest:
        """Say that the catalogue, the register and the index are whole as they are now; raises OSError."""
        files = {name: _size_and_sum(self.path / name) for name in _files(self.path)}
        manifest = Manifest(version, tuple(paths), files, os.urandom(8).hex())
        write_whole(self.path / _MANIFEST, _as_bytes(manifest))
        return manifest


def key_of(paths: Iterable[Path]) -> str:
    """What the folder of a collection is called: the same for the same paths, however they are named."""
    names = sorted({os.fsencode(path.resolve()) for path in paths})
    return sha256(b"\0".join(names)).hexdigest()[:_SUM_DIGITS]


def folder_of(cache: Path, paths: Iterable[Path]) -> Path:
    """Where the store of a collection is under a cache directory."""
    return cache / FOLDERS / key_of(paths)


def take_folder(cache: Path | None, paths: Sequence[Path], patience_s: float) -> Folder:
    """The folder of a collection under a cache directory; a private one if that cannot be had.

    Raises OSError if there is room for neither.
    """
    if cache is not None:
        with suppress(OSError):
            path = folder_of(cache, paths)
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if (lock_file := _locked(path, patience_s)) is not None:
                return Folder(path, lock_file, is_private=False)
    return private_folder()


def private_folder() -> Folder:
    """A folder that nobody else has; raises OSError. Those that were left behind by others go."""
    _sweep_private()
    path = Path(tempfile.mkdtemp(prefix=_PRIVATE))
    lock_file = _locked(path, 0)
    if lock_file is None:
        raise OSError("a new folder that another has")
    return Folder(path, lock_file, is_private=True)


def read_manifest(folder: Path, version: str) -> Manifest | None:
    """The manifest of a folder, `None` if there is none of this version that can be read."""
    try:
        data = (folder / _MANIFEST).read_bytes()
        digest, _, text = data.partition(b"\n")
        if digest != _digest(text):
            return None
        fields = json.loads(text)
        files = {name: (size, checksum) for name, (size, checksum) in fields["files"].items()}
        manifest = Manifest(fields["version"], tuple(fields["paths"]), files, fields["stamp"])
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return manifest if manifest.version == version else None


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether every file that the manifest names is as it was."""
    try:
        return all(_size_and_sum(folder / name) == file for name, file in manifest.files.items())
    except OSError:
        return False


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that there is either the old one or the new one; raises OSError.

    After a power cut there may be neither: its checksum tells.
    """
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(data)
    new.replace(path)


def size_of(cache: Path) -> int:
    """How many bytes the stores of all collections take up."""
    return sum(_size(path) for path in (cache / FOLDERS).glob("**/*"))


def clear_all(cache: Path) -> int:
    """Take out the stores of all collections but those in use; returns how many bytes that freed."""
    return sum(_clear(folder) for folder in _folders(cache))


def clear_old(cache: Path, version: str, now_s: float | None = None) -> int:
    """Take out the stores that nobody used for 90 days, or whose paths are gone; returns the bytes freed."""
    now = time.time() if now_s is None else now_s
    return sum(_clear(folder) for folder in _folders(cache) if _is_old(folder, version, now))


def _folders(cache: Path) -> list[Path]:
    with suppress(OSError):
        return [path for path in (cache / FOLDERS).iterdir() if path.is_dir() and not path.is_symlink()]
    return []


def _clear(folder: Path) -> int:
    """Remove a folder that nobody has; returns its bytes."""
    with suppress(OSError):
        lock_file = _locked(folder, 0)
        if lock_file is not None:
            freed = sum(map(_size, folder.glob("**/*")))
            Folder(folder, lock_file, is_private=True).release()
            return freed
    return 0


def _is_old(folder: Path, version: str, now: float) -> bool:
    with suppress(OSError):
        used = (folder / _LOCK).stat().st_mtime
        manifest = read_manifest(folder, version)
        are_gone = manifest is not None and not any(map(os.path.lexists, manifest.paths))
        return are_gone or now - used > _OLD_S
    return False


def _sweep_private() -> None:
    """Remove the private folders of librarians that were killed."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PRIVATE}*"):
        if path.is_dir() and not path.is_symlink() and (path / _LOCK).is_file():
            _clear(path)


def _locked(folder: Path, patience_s: float) -> IO[bytes] | None:
    """The folder's lock file, locked; `None` if another has it for longer than that. Raises OSError."""
    file = (folder / _LOCK).open("ab")
    deadline = time.monotonic() + patience_s
    while not lock(file):
        if time.monotonic() >= deadline:
            file.close()
            return None
        time.sleep(_WAIT_S)
    with suppress(OSError):
        os.utime(folder / _LOCK)
    return file


def _files(folder: Path) -> list[str]:
    """The files that a manifest answers for, but for what tantivy locks the index with."""
    index = sorted(path.name for path in (folder / INDEX).iterdir() if path.is_file())
    return [CATALOGUE, REGISTER, *(f"{INDEX}/{name}" for name in index if not name.endswith(".lock"))]


def _size_and_sum(path: Path) -> tuple[int, int]:
    size = checksum = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
    return size, checksum


def _as_bytes(manifest: Manifest) -> bytes:
    fields = {
        "version": manifest.version,
        "paths": manifest.paths,
        "files": manifest.files,
        "stamp": manifest.stamp,
    }
    text = json.dumps(fields).encode()
    return _digest(text) + b"\n" + text


def _digest(text: bytes) -> bytes:
    return sha256(text).hexdigest()[:_SUM_DIGITS].encode()


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.lstat().st_size
    return 0


def _remove(path: Path) -> None:
    """Remove a file or folder, if it is there; raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
