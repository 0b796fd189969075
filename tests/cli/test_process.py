"""The command as a process among others: streams, signals, pipes and memory."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest


def test_documents_come_out_while_others_still_go_in(start: Any, rows: Any) -> None:
    with start("read", "-") as process:
        for number in range(3):
            process.stdin.write(rows(number).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
        assert process.wait(20) == 0


def test_ctrl_c_leaves_with_130_and_whole_lines(start: Any, rows: Any) -> None:
    lines = "".join(rows(n, "“The bridge will hold,” Vesk said. " * 50) for n in range(500)).encode()
    with start("read", "-", SECONDS_A_PAGE="0.02") as process:
        feeder = threading.Thread(target=_feed, args=(process, lines))
        feeder.start()
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        output, errors = process.stdout.read(), process.stderr.read()
        process.wait(20)
        feeder.join()
    assert process.returncode == 130
    read = [json.loads(line)["id"] for line in (first + output).splitlines()]
    assert read == [str(n) for n in range(len(read))]
    assert 0 < len(read) < 500
    assert errors.decode().strip() == "onrecord: interrupted"


def test_a_reader_that_goes_away_ends_it_without_a_word(start: Any, rows: Any) -> None:
    with start("read", "-") as process:
        feeder = threading.Thread(target=_feed, args=(process, "".join(rows(n) for n in range(2000)).encode()))
        feeder.start()
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(20) == 141
        feeder.join()
    assert errors == b""


def _feed(process: Any, content: bytes) -> None:
    try:
        process.stdin.write(content)
        process.stdin.close()
    except BrokenPipeError:
        pass


def test_memory_stays_the_same_however_long_the_stream(start: Any, rows: Any) -> None:
    text = "“The bridge will hold,” Vesk said on Monday in the town hall. " * 40
    few, many = (_peak(start, rows, text, count) for count in (20, 1000))
    assert many - few < 8_000, f"{few} KiB after 20 rows, {many} KiB after 1000"


def _peak(start: Any, rows: Any, text: str, count: int) -> int:
    with start("read", "-", PEAK="1") as process:
        feeder = threading.Thread(target=_feed, args=(process, "".join(rows(n, text) for n in range(count)).encode()))
        feeder.start()
        lines = sum(1 for _ in process.stdout)
        peak = int(process.stderr.read())
        feeder.join()
    assert lines == count
    return peak


def test_a_full_disk_is_one_message(start: Any, rows: Any, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with start("read", "-", "--out", "/dev/full") as process:
        _, errors = process.communicate(rows(1).encode(), timeout=20)
    assert process.returncode == 1
    assert errors.decode() == "Error: output: No space left on device\n"


def test_on_a_terminal_the_page_is_shown(start: Any, rows: Any, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(rows(1, "“The bridge will hold,” Vesk said on Monday.", outlet="Courier"), encoding="utf-8")
    code, shown = _on_terminal("read", str(file))
    assert code == 0
    assert "Courier ━" in shown
    assert "1 attribution " in shown
    assert "pages read" not in shown


def test_progress_is_drawn_where_only_standard_error_is_a_terminal(rows: Any, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(rows(n) for n in range(7)), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    code, shown = _on_terminal("read", str(file), "missing.html", "--out", str(out))
    assert code == 1
    assert "pages read" in shown
    assert "a second" in shown
    assert "missing.html: no such file" in shown
    assert len(out.read_text(encoding="utf-8").splitlines()) == 7
    assert "pages read" not in _on_terminal("read", str(file), "--quiet", "--out", str(out))[1]


def _on_terminal(*arguments: str) -> tuple[int, str]:
    """Run with a terminal as standard output and error; its exit code and what it showed."""
    here, there = pty.openpty()
    script = Path(__file__).with_name("without_weights.py")
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, str(script), *arguments], stdin=subprocess.DEVNULL, stdout=there, stderr=there, env=environment
    )
    os.close(there)
    shown = b""
    while True:
        try:
            piece = os.read(here, 65536)
        except OSError:  # how Linux says that the other side of a terminal is closed
            break
        if not piece:
            break
        shown += piece
    os.close(here)
    return process.wait(20), shown.decode()


def test_the_package_is_a_command_too() -> None:
    run = subprocess.run([sys.executable, "-m", "onrecord", "--help"], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("Usage: onrecord ")
