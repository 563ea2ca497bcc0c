"""A PDF's first page as a small picture."""

import tempfile
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

FRAME = """
#set page(width: 180pt, height: 240pt, margin: 0pt, fill: white)
#align(center + horizon, image("paper.pdf", width: 100%, height: 100%, fit: "contain"))
"""
PIXELS_PER_INCH = 96
# Memory rather than a disk, where the machine has it so.
FOLDERS = ("/dev/shm", None)  # noqa: S108  a folder of our own is made in it


def drawn(content: bytes) -> bytes:
    """As JPEG, 320 pixels the longer way; empty where the page cannot be drawn."""
    parent = next(folder for folder in FOLDERS if folder is None or Path(folder).is_dir())
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        Path(folder, "paper.pdf").write_bytes(content)
        frame = Path(folder, "frame.typ")
        frame.write_text(FRAME)
        try:
            page = typst.compile(
                str(frame), root=folder, format="png", ppi=PIXELS_PER_INCH, ignore_system_fonts=True
            )
        except (typst.TypstError, RuntimeError):
            return b""
    out = BytesIO()
    Image.open(BytesIO(page)).convert("RGB").save(out, "JPEG", quality=80)
    return out.getvalue()
