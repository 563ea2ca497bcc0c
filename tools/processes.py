"""Programs that end when run.py ends, even when it is killed outright."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def start(command: Sequence[Any], *, at_our_death: signal.Signals, **options: Any) -> subprocess.Popen[bytes]:
    """Start a program that Linux sends at_our_death to should this process vanish.

    It gets a session of its own: Ctrl-C reaches run.py alone, which then ends everything in order.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        start_new_session=True,
        preexec_fn=_tie_to(os.getpid(), at_our_death),
        stdin=subprocess.DEVNULL,
        **options,
    )


def _tie_to(parent: int, at_our_death: signal.Signals) -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, int(at_our_death))
        if os.getppid() != parent:  # it died before the tie was made
            os._exit(1)

    return tie


def end(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Ask a program to end, by each signal in turn, waiting that many seconds after it."""
    for asked, seconds in steps:
        if process.poll() is not None:
            return
        process.send_signal(asked)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def in_foreground(command: Sequence[Any], **options: Any) -> int:
    """Run a program that has the terminal, Ctrl-C included, and answer with its exit code."""
    process = subprocess.Popen([str(part) for part in command], **options)
    try:
        return process.wait()
    finally:  # Ctrl-C went to it as well: it may finish its last words
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        end(process, (signal.SIGTERM, 5), (signal.SIGKILL, 5))


def end_in_order() -> None:
    """Make Ctrl-C, SIGTERM and a closed terminal raise KeyboardInterrupt, the first of them only."""
    signals = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup wants us to stay
        signals.append(signal.SIGHUP)

    def stop(*_: object) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in signals:
        signal.signal(each, stop)
