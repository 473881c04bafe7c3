# SPDX-License-Identifier: MIT
"""The Python client against `tscp listen`."""

from __future__ import annotations

import threading
from typing import Iterable

from classic_peer import Channel, Client, Dialect, choose_suite
from hellos import bad_hellos
from lines import Failure, Lines, check, seeded_draw
from messages import messages
from tool import Listener

OFFERS = (b"oXo", b"AES", b"oXo|AES")


def check_messages(listener: Listener, dialect: Dialect) -> None:
    for offer in OFFERS:
        with Lines(listener.address) as lines:
            channel = lines.greet(dialect, offer, seeded_draw(("messages", offer)))
            for message in messages(choose_suite(offer)):
                lines.ask(channel, message)


def check_echo(tool: str, dialect: Dialect) -> None:
    with Listener(tool, dialect, "--reply", "echo", "--suites", "oXo") as listener, Lines(listener.address) as lines:
        client = Client(dialect, seeded_draw("echo"))
        lines.send(client.hello)
        channel = client.read_hey(lines.receive())
        check(client.suite == b"oXo", "a listener with oXo alone chose something else")
        for message in messages(client.suite):
            lines.send(channel.seal(message))
            lines.expect_reply(channel, message)
        listener.finish()


def check_offers(listener: Listener, dialect: Dialect) -> None:
    """Unknown names beside a known one are skipped; eight names are allowed."""
    with Lines(listener.address) as lines:
        for offer in (b"DES|oXo", b"X|Y|AES|oXo", b"|".join([b"x"] * 7 + [b"AES"])):
            lines.ask(lines.greet(dialect, offer, seeded_draw(offer)), b"offer")


def check_delivery(listener: Listener, dialect: Dialect) -> None:
    """Lines arrive byte by byte or many at once."""
    with Lines(listener.address) as lines:
        client = Client(dialect, seeded_draw("delivery"))
        for byte in client.hello + b"\n":
            lines.send_raw(bytes([byte]))
        channel = client.read_hey(lines.receive())
        texts = [b"message %d" % number for number in range(100)]
        lines.send_raw(b"".join(channel.seal(text) + b"\n" for text in texts))
        for text in texts:
            lines.expect_reply(channel, text.upper())


def check_leniency(listener: Listener, dialect: Dialect) -> None:
    """Replays pass, and hex is read in either case."""
    with Lines(listener.address) as lines:
        for offer in OFFERS:
            channel = lines.greet(dialect, offer, seeded_draw(("leniency", offer)))
            wire = channel.seal(b"again")
            body, tag = wire.split(b":")
            for line in (wire, wire, body.upper() + b":" + tag, wire):
                lines.send(line)
                lines.expect_reply(channel, b"AGAIN")


def check_new_hello(listener: Listener, dialect: Dialect) -> None:
    """A Hello on the same connection replaces the session; messages of the old one get no answer."""
    with Lines(listener.address) as lines:
        old = lines.greet(dialect, b"AES", seeded_draw("old"))
        lines.ask(old, b"old")
        for number in range(20):
            new = lines.greet(dialect, OFFERS[number % 3], seeded_draw(("new", number)))
            lines.send(old.seal(b"still there?"))
            lines.ask(new, b"new")
            old = new


def check_bad_messages(listener: Listener, dialect: Dialect) -> None:
    """A bad message gets no answer and does no harm: the next line read answers the good one after it."""
    for offer in OFFERS:
        with Lines(listener.address) as lines:
            lines.send(b"00:00")  # before any session
            channel = lines.greet(dialect, offer, seeded_draw(("bad messages", offer)))
            for line in bad_messages(channel):
                lines.send(line)
                lines.ask(channel, b"good")


def bad_messages(channel: Channel) -> Iterable[bytes]:
    wire = channel.seal(b"tamper me")
    body, tag = wire.split(b":")
    yield from (b"", b":", body, wire + b":", b":" + wire, body + b":", body + b":" + tag[:-1], body + b":0" + tag)
    yield from (body[1:] + b":" + tag, b"zz" + body[2:] + b":" + tag, b" " + wire, body[2:] + b":" + tag)
    yield body + b":" + bytes([tag[0] ^ 1]) + tag[1:]
    yield channel.seal(b"two:parts")
    for changed in (dict(client_id=b"C-99"), dict(server_id=b"S-99"), dict(is_client=False)):
        yield Channel(**{**vars(channel), **changed}).seal(b"not of this session")
    raw = channel.cipher.encrypt(b"%s:%s:not \xff text......." % (channel.client_id, channel.server_id))
    yield raw.hex().encode() + b":" + tag


def check_refused_hellos(listener: Listener, dialect: Dialect) -> None:
    """A refused Hello gets no answer; a new session can follow, and the running one goes on."""
    for name, line in bad_hellos(dialect):
        try:
            with Lines(listener.address) as lines:
                lines.send(line)
                channel = lines.greet(dialect, b"AES", seeded_draw("after a refusal"))
                lines.send(line)
                lines.ask(channel, b"good")
        except (Failure, OSError) as error:
            raise Failure(f"after a Hello with {name}: {error}") from None


def check_parallel(listener: Listener, dialect: Dialect, connections: int = 30, rounds: int = 12) -> None:
    """Many sessions at once; each also sends what the others sealed, which must get no answer."""
    sealed = [b""] * connections
    failures: list[BaseException] = []
    ready = threading.Barrier(connections)

    def talk(number: int) -> None:
        try:
            with Lines(listener.address) as lines:
                channel = lines.greet(dialect, OFFERS[number % 3], seeded_draw(("parallel", number)))
                sealed[number] = channel.seal(b"sealed by %d" % number)
                ready.wait(60)
                for turn in range(1, rounds + 1):
                    lines.send(sealed[(number + turn) % connections])
                    lines.ask(channel, b"connection %d, message %d" % (number, turn))
        except Exception as error:
            failures.append(error)
            ready.abort()

    threads = [threading.Thread(target=talk, args=(number,), daemon=True) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(not failures, f"{len(failures)} of {connections} connections failed, the first with: {failures[:1]!r}")


def check_idle_neighbours(listener: Listener, dialect: Dialect) -> None:
    """Silent and half-way connections do not hold up another one."""
    with Lines(listener.address), Lines(listener.address) as half_way, Lines(listener.address) as lines:
        half_way.send_raw(b"Hello:KAKI5-1-0-A:C-1-")
        lines.ask(lines.greet(dialect, b"AES", seeded_draw("neighbours")), b"good")


CHECKS = (check_messages, check_offers, check_delivery, check_leniency, check_new_hello, check_bad_messages,
          check_refused_hellos, check_parallel, check_idle_neighbours)
