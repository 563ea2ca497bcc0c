"""Reads one file in a process of its own, which may use so much memory and time and no more.

Decoders are old C that has been tricked before: here they hold no key, no database and nobody else's data.
Started as python -m patients.files.apart KIND; the file on standard input, the answer on standard output.
"""

import json
import resource
import sys
from typing import BinaryIO

from patients.files import first_pages, papers, pictures
from patients.files.kinds import PDF, Cleaned, Unreadable

MEMORY_BYTES = 768 * 2**20
CPU_SECONDS = 10


def read(content: bytes, kind: str) -> Cleaned:
    """The file cleaned, in this very process."""
    return papers.cleaned(content) if kind == PDF else pictures.cleaned(content, kind)


def answer(out: BinaryIO, done: Cleaned) -> None:
    """A line about the file, the file, then its thumbnail: should drawing that fail, the file is through."""
    about = {
        "content_type": done.content_type,
        "width": done.width,
        "height": done.height,
        "pages": done.pages,
        "bytes": len(done.content),
    }
    out.write(json.dumps(about).encode() + b"\n" + done.content)
    out.flush()
    out.write(done.thumbnail or first_pages.drawn(done.content))


def main(kind: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer(sys.stdout.buffer, read(sys.stdin.buffer.read(), kind))
    except Unreadable as refusal:
        sys.stdout.buffer.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
