"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bargroove.errors import CannotWrite


@contextmanager
def written_whole(path: Path, what: str) -> Iterator[Path]:
    """Give a place to write to that becomes ``path`` once all went well.

    The place is made at once, so that a path that cannot be written to is known before the work
    that fills it. What is no plain file, such as a device or a pipe, is written to directly.

    Raises:
        CannotWrite: the file cannot be written; ``what`` names it in the message.
    """
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise IsADirectoryError(21, "it is a directory")
            yield path
            return
        target = path.resolve()
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        draft.touch()
        try:
            yield draft
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        if isinstance(error, BrokenPipeError | CannotWrite) or not _concerns(error, path):
            raise
        raise CannotWrite(f"{what} cannot be written to {path}: {reason(error)}") from None
