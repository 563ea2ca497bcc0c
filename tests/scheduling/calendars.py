"""Calendar files as other programs write them."""

WINTER = "20261124T100000Z"
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Practice time
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0200
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def event(uid="u1", start=f":{WINTER}", minutes=60, summary="Ada Byron - Deep tissue 60", *more):
    lines = [f"UID:{uid}", f"SUMMARY:{summary}", f"DTSTART{start}", f"DURATION:PT{minutes}M", *more]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def file(*parts, method="PUBLISH"):
    return f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n{''.join(parts)}END:VCALENDAR\r\n".encode()


def series(rule, *more, start=";TZID=Europe/London:20261020T100000"):
    return event("s", start, 60, "Ada Byron", f"RRULE:{rule}", *more)


def timed(summary, start="20261124T100000Z", end="20261124T110000Z", *, uid=None, more=""):
    times = f"DTSTART:{start}\r\nDTEND:{end}\r\n" if end else f"DTSTART:{start}\r\n"
    return f"BEGIN:VEVENT\r\nUID:{uid or summary}\r\nSUMMARY:{summary}\r\n{times}{more}END:VEVENT\r\n"
