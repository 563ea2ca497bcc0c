"""The kinds of input that break forms, a few of each, as the bytes that somebody sends."""

from urllib.parse import quote_from_bytes

ZIP, SCRIPT = b"PK\x03\x04" + b"\x00" * 40, b"<svg onload=alert(1)>"
INPUTS: dict[str, list[bytes]] = {
    "name": [
        b"\x00", b"\xed\xa0\x80", "\u202eeleH".encode(), "\u200b\u200c".encode(), "\U000e0041".encode(),
        b"\xff\xfe", "İ".encode() * 80, "ﷺ".encode() * 80, "Z͑ͫaͪlͪgo".encode(), "𠀀𠀁".encode(),
        b"Null", b"%", b"\\",
    ],
    "note": [
        "\u2028".encode(), b"a\x1b[31m\x07", b"<script>alert(1)</script>", b"{{ 7*7 }}{% now %}",
        b"'; DROP TABLE x; --", b"=cmd|' /C calc'!A0", b"$(reboot)", b"x" * 100_000,
        "👩\u200d👧".encode() * 90,
    ],
    "phone": [b"++44", b"(0)", b"call", "０１５１".encode(), "٣٤٥".encode(), b"1" * 40, b"0151 ext 99999"],
    "email": [b'"a b"@x.test', b"a@[127.0.0.1]", b"a@x.test,b@x.test", b"a@x.test\r\nBcc: c@x", b"a@b@c"],
    "date": [b"2026-02-30", b"0001-01-01", b"9999-12-31", b"1970-01-01", b"2026-W48-2", b"0000-00-00"],
    "when": [b"2027-03-28T01:30", b"9999-12-31T23:59-14:00", b"0001-01-01T00:00+14:00", b"24:60", b"../etc"],
    "minutes": [b"-30", b"0", b"1e400", b"NaN", b"9" * 5000, b"1_000", b"0x10", b"P9999999999D", b"PT1H"],
    "url_id": [b"9223372036854775808", b"9" * 400, b"%00", b"%2f", b"1;2", b"1.pdf", b"%2531", b"-1", b"abc"],
    "query": [b"patient__password", b"-pk", b"//evil.test", b"javascript:1", b"[", b"a & | !", b"(?P<x"],
    "body_map_json": [
        b'{"x": NaN}', b'{"x": 1e999}', b'"\\u0000"', b'"\\ud800"', b'{"a": 1, "a": 2}', b"[" * 20_000,
        b'{"x": %s}' % (b"9" * 5000), b"[]", b"null", b'{"x": {"$gt": 1}}',
    ],
    "token": [b"A" * 42 + b"=", b"A" * 43 + b".", "А".encode() * 43, b"0" * 8 + b"-0000" * 4],
    "image": [b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"GIF89a" + SCRIPT, SCRIPT, b"\xff\xd8\xff\xe1Exif\x00"],
    "pdf": [b"%PDF-1.7 /JS (app.alert(1))", b"%PDF-1.4 /#4aavaScript", ZIP + b"%PDF-1.4", b"%PDF-"],
    "csv_import": [b"\xef\xbb\xbfa;b\r1;2", "a,b".encode("utf-16"), b'"open', b"4.42E+11", b"," * 5000],
    "ics": [
        b"BEGIN:VEVENT\r\nDTSTART;TZID=Nowhere:20270328T013000\r\nDURATION:-PT1H", b"RRULE:FREQ=SECONDLY",
        b"ATTACH:file:///etc/passwd", b"SUMMARY:x\r\nATTENDEE:y",
    ],
}  # fmt: skip
FILES = {"image": ("photo.png", "image/png"), "pdf": ("letter.pdf", "application/pdf")}
FORM = "application/x-www-form-urlencoded"
EDGE = "nonsense-of-a-browser"


def request(kind: str, value: bytes, fields: dict[str, str], at: set[str]) -> dict[str, object]:
    """What to give a test client's post: the fields as they stand, but for those named, which hold the value.

    A picture or a paper comes as a file; bytes that are no text come as they are.
    """
    if kind in FILES:
        return {
            "data": _parts(kind, value, fields, at),
            "content_type": f"multipart/form-data; boundary={EDGE}",
        }
    told = (
        quote_from_bytes(name.encode(), safe="")
        + "="
        + quote_from_bytes(value if name in at else was.encode(), safe="")
        for name, was in fields.items()
    )
    return {"data": "&".join(told), "content_type": FORM}


def _parts(kind: str, value: bytes, fields: dict[str, str], at: set[str]) -> bytes:
    name_of_file, said_to_be = FILES[kind]
    parts = []
    for name, was in fields.items():
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"'
        if name in at:
            head += f'; filename="{name_of_file}"\r\nContent-Type: {said_to_be}'
        parts.append(f"{head}\r\n\r\n".encode() + (value if name in at else was.encode()) + b"\r\n")
    return b"".join(parts) + f"--{EDGE}--\r\n".encode()
