"""Starts the clinic as anyone would, asks it whether it is well, and ends it with Ctrl-C's signal."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300


def main() -> int:
    """0 when it started, answered, and left nothing behind."""
    run = subprocess.Popen([sys.executable, "run.py"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        with urllib.request.urlopen(f"{address(run)}healthz", timeout=10) as answer:
            print(f"/healthz answers {answer.status}")
    finally:
        run.send_signal(signal.SIGINT)
        code = run.wait(60)
    return code


def address(run: subprocess.Popen[str]) -> str:
    """Where it says it is open, read from what it prints."""
    give_up_at = time.monotonic() + SECONDS
    for line in run.stdout or ():
        print(line, end="")
        if found := re.search(r"open at (http://\S+)", line):
            return found.group(1)
        if time.monotonic() > give_up_at:
            break
    sys.exit("It did not start.")


if __name__ == "__main__":
    sys.exit(main())
