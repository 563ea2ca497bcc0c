"""In which letters a file from another program is written."""

import codecs

SAMPLE = 64_000  # bytes


def encoding_of(content: bytes) -> str:
    """UTF-8 where every byte is; otherwise by its byte order mark, its zeros, or what Windows writes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content[1:SAMPLE:2].count(0) > min(len(content), SAMPLE) // 4:
        return "utf-16-le"
    try:
        codecs.lookup("utf-8-sig").decode(content)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
