"""What a measurement found, said while it runs and written as tables afterwards."""

from collections.abc import Callable
from pathlib import Path

from clinic.bench.figures import goal

Say = Callable[[str], None]


class Ledger:
    """Tables of figures and a list of goals; every line is said at once as well."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.lines: list[str] = []
        self.goals: list[tuple[str, str, str]] = []

    def text(self, words: str) -> None:
        self.say(words)
        self.lines += ["", words]

    def table(self, *heads: str) -> None:
        self.say(f"\n{' | '.join(heads)}")
        self.lines += ["", _row(heads), _row(["---"] * len(heads))]

    def row(self, *cells: str) -> None:
        self.say(f"  {cells[0]:44} {'   '.join(cells[1:])}")
        self.lines.append(_row(cells))

    def goal(self, words: str, value: float, limit: float, *, least: bool = False) -> None:
        self.say(goal(words, value, limit, least=least))
        met = value >= limit if least else value <= limit
        wanted = f"{'at least' if least else 'at most'} {limit:g}"
        self.goals.append((f"{words}, {wanted}", f"{value:.3g}", "met" if met else "**not met**"))

    def write(self, path: Path) -> None:
        """As a page of docs/benchmarks would have it."""
        goals = [_row(one) for one in (("goal", "", ""), ("---", "---", "---"), *self.goals)]
        path.write_text("\n".join([*self.lines, "", *goals, ""]).lstrip(), encoding="utf-8")


def _row(cells: object) -> str:
    return f"| {' | '.join(cells)} |"  # type: ignore[arg-type]
