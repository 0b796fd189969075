"""Turns: one at a time a host, also where a redirect leads to a host that is being read."""

import threading

import pytest
from tests.pages.fetching.web import Clock

from onrecord.errors import Unfetched
from onrecord.pages.fetching.turns import Turns


def test_a_turn_begins_only_when_the_one_before_has_ended() -> None:
    turns, stop, second = Turns(1.0, 30.0, Clock()), threading.Event(), threading.Event()

    def take() -> None:
        with turns.turn("news.example", stop):
            second.set()

    thread = threading.Thread(target=take)
    with turns.turn("news.example", stop):
        thread.start()
        # Long enough for a thread that doesn't wait to come in.
        assert not second.wait(0.05)
    thread.join(20)
    assert second.is_set()


def test_turns_of_two_hosts_may_overlap() -> None:
    clock = Clock()
    turns, stop = Turns(1.0, 30.0, clock), threading.Event()
    with turns.turn("a.example", stop), turns.turn("b.example", stop):
        assert clock.waits == []


def test_a_turn_that_breaks_counts_all_the_same() -> None:
    clock = Clock()
    turns, stop = Turns(3.0, 30.0, clock), threading.Event()
    with pytest.raises(Unfetched), turns.turn("news.example", stop):
        raise Unfetched("no answer")
    with turns.turn("news.example", stop):
        assert clock.waits == [3.0]


def test_nobody_waits_longer_than_the_patience() -> None:
    clock = Clock()
    turns, stop = Turns(1.0, 30.0, clock), threading.Event()
    turns.hold("news.example", 31.0)
    with pytest.raises(Unfetched, match="31 seconds"), turns.turn("news.example", stop):
        pass
    assert clock.waits == []


def test_what_is_known_of_hosts_stays_bounded() -> None:
    clock = Clock()
    turns, stop = Turns(1.0, 30.0, clock), threading.Event()
    turns.slow("news.example", 9.0)
    for number in range(5_000):
        clock.pass_by(1.0)
        with turns.turn(f"{number}.example", stop):
            pass
    # Forgotten: the pause is the usual one again.
    for _ in range(2):
        with turns.turn("news.example", stop):
            pass
    assert clock.waits == [1.0]
