"""What stands in the tables of a report's page, and what a spreadsheet shows of a workbook's cell."""

from datetime import datetime, timedelta
from html.parser import HTMLParser

DAYS = {"mmm yyyy": "%b %Y", "d mmm": "%-d %b", "d mmm yyyy, hh:mm:ss": "%-d %b %Y, %H:%M:%S"}


class Tables(HTMLParser):
    """The tables of a page by the ids of their headings: the words of each row, its heads first."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "div" and dict(attrs).get("role") == "region":
            self.rows = self.found.setdefault(dict(attrs)["aria-labelledby"], [])
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def shown(cell) -> str:
    """As its look says, for the looks there are; nothing where there is nothing."""
    value, look = cell.value, cell.number_format
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        return f"{value:{DAYS[look]}}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:,}:{minutes % 60:02}"
    return f"{value:,}" if look == "General" else _number(value, look)


def _number(value: float, look: str) -> str:
    positive, *others = look.split(";")
    if others:
        look = positive if value > 0 else others[value == 0]
    shapes = {
        "#,##0.00": f"{value:,.2f}".removesuffix(".00"), "#,##0.0": f"{value:,.1f}", "#,##0": f"{value:,.0f}",
        "0.0%": f"{value:.1%}", "0.0": f"{abs(value):.1f}",
    }  # fmt: skip
    shape = next((shape for shape in shapes if shape in look), "")
    return look.replace(shape, shapes[shape]).replace('"', "") if shape else look.replace('"', "")
