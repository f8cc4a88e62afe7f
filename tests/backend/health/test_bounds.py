"""No label grows without end, and messages in hand are counted whatever becomes of them."""

import threading

import pytest

from backend.health.instruments import OTHER, Bounded, InHand


def test_only_the_first_names_are_named() -> None:
    bounded = Bounded(3)
    assert [bounded(name) for name in "abcdab"] == ["a", "b", "c", OTHER, "a", "b"]


def test_each_in_hand_has_its_own_age() -> None:
    in_hand = InHand()
    first, second = in_hand.add("zalo"), in_hand.add("telegram")
    third = in_hand.add("zalo")
    assert {name: count for name, (count, _age) in in_hand.now().items()} == {
        "zalo": 2,
        "telegram": 1,
    }
    in_hand.remove(first)
    assert in_hand.now()["zalo"][0] == 1
    in_hand.remove(second)
    in_hand.remove(third)
    assert in_hand.now() == {}
    with pytest.raises(KeyError):
        in_hand.remove(first)


def test_many_threads_lose_none() -> None:
    in_hand = InHand()

    def busy() -> None:
        for _turn in range(300):
            in_hand.remove(in_hand.add("zalo"))

    threads = [threading.Thread(target=busy) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert in_hand.now() == {}
