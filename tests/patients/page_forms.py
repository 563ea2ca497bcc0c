"""The forms that stand on a page and are sent by POST, as a browser would fill them in."""

from html.parser import HTMLParser


class Forms(HTMLParser):
    """found: the address of each, and the names in it with their values, the first one of each name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("method", "get").lower() == "post"
            if self.inside:
                self.found.append((told.get("action", ""), {}))
        elif tag in {"input", "select", "textarea", "button"} and self.inside and told.get("name"):
            self.found[-1][1].setdefault(told["name"], told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def forms_on(page: str) -> list[tuple[str, dict[str, str]]]:
    read = Forms()
    read.feed(page)
    return read.found
