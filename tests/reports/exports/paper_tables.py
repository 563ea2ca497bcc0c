"""What a tagged PDF of ours says, by its tags: what a screen reader has of it."""

import re

import pikepdf

CODES = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")


class Paper:
    """found: each table, by the heading above it or "": the words of each row, its heads first.

    said: its headings and paragraphs. All words are without blanks: where a line is broken there is none.
    """

    def __init__(self, path):
        self.found: list[tuple[str, list[list[str]]]] = []
        self.said: list[str] = []
        self.above = ""
        with pikepdf.open(path) as pdf:
            self.words = {page.objgen: _marked(page) for page in pdf.pages}
            self._walk(pdf.Root.StructTreeRoot.K)

    def _walk(self, element):
        if isinstance(element, pikepdf.Array):
            for each in element:
                self._walk(each)
        elif not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return  # a mark, of which its own element takes the words
        elif element.S == "/Table":
            rows = [[self._text(cell) for cell in row.K] for part in element.K for row in part.K]
            self.found.append((self.above, rows))
        elif element.S in {"/H2", "/P"}:
            self.said.append(self._text(element))
            self.above = self.said[-1] if element.S == "/H2" else self.above
        else:
            self._walk(element.get("/K"))

    def _text(self, element, page=None):
        page = element.get("/Pg", page)
        kids = element.get("/K", [])
        texts = []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                texts.append(self.words[page.objgen].get(kid, ""))
            elif "/MCID" in kid:
                texts.append(self.words[kid.get("/Pg", page).objgen].get(kid.MCID, ""))
            else:
                texts.append(self._text(kid, page))
        return squeezed("".join(texts))


def squeezed(words):
    return "".join(words.split())


def _marked(page):
    """The words of a page by the number of the mark around them."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    words, marks, font = {}, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            number = operands[1].get("/MCID") if name == "BDC" else None
            marks.append(number if number is not None else next(reversed(marks), None))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in {"Tj", "TJ"} and marks and marks[-1] is not None:
            said = _said(operands[0], font)
            words[marks[-1]] = words.get(marks[-1], "") + said
    return words


def _said(shown, font):
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[codes[at : at + 2]] for at in range(0, len(codes), 2))


def _letters(font):
    """What each two bytes of a text in this font stand for."""
    told = CODES.findall(font.ToUnicode.read_bytes().decode())
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in told}
