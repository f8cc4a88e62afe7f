"""Bodies that are long, endless, slow or cut off hold nobody up."""

import socket
import threading
from contextlib import suppress

import pytest

from bot.webhooks import BODY_LIMIT, READ_LIMIT_SECONDS
from tests.bot.webhooks.door import Door, running, update_of


def test_a_body_of_the_greatest_length_is_taken_and_a_longer_one_is_not(
    lasting_door: Door,
) -> None:
    assert lasting_door.post("telegram", b"[]".ljust(BODY_LIMIT)).status_code == 200
    answer = lasting_door.post("telegram", b"[]".ljust(BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("header", ["Transfer-Encoding: chunked", "Content-Length: 1000000000"])
def test_an_endless_body_is_not_read_to_its_end(lasting_door: Door, header: str) -> None:
    piece = b"x" * 65536
    if "chunked" in header:
        piece = b"10000\r\n" + piece + b"\r\n"
    sent, answer = 0, b""
    with lasting_door.connection("telegram", header) as connection:
        with suppress(OSError):  # hung up on us
            while sent < 100 * 2**20:
                connection.sendall(piece)
                sent += len(piece)
        with suppress(OSError):  # and so roughly that the answer was lost
            answer = connection.recv(4096)
    assert sent < 20 * 2**20  # what the system's buffers may have taken
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413")


def test_a_body_that_drips_in_is_given_up_and_holds_nobody_up(lasting_door: Door) -> None:
    with (
        running(lasting_door.database, read_limit=1) as hasty,
        hasty.connection("telegram", "Content-Length: 1000") as slow,
    ):
        slow.sendall(b"{")
        assert hasty.deliver("telegram", update_of("telegram", 5)) == 200
        given_up = threading.Event()
        dripping = threading.Thread(target=_drip, args=(slow, given_up))
        dripping.start()
        assert slow.recv(4096).startswith(b"HTTP/1.1 408")
        given_up.set()
        dripping.join()
    assert READ_LIMIT_SECONDS == 10


def test_who_hangs_up_in_the_middle_disturbs_nobody(lasting_door: Door) -> None:
    for _time in range(3):
        with lasting_door.connection("telegram", "Content-Length: 1000") as connection:
            connection.sendall(b'{"update_id"')
    assert lasting_door.deliver("telegram", update_of("telegram", 6)) == 200


def _drip(connection: socket.socket, given_up: threading.Event) -> None:
    with suppress(OSError):  # the server has had enough
        while not given_up.wait(0.01):
            connection.sendall(b" ")
