# SPDX-License-Identifier: MIT
"""What TSCP 2 has beside modes, suites and framings, between two ends. Each function fails by an AssertionError."""

from __future__ import annotations

from tscp2_pair import NOW, Endpoint, Pair, damaged

TWO_BYTES = 0x04  # S in a record's first byte
TICKET_TERMS = "0000025801"  # 600 s, also without a group


def waiting(pair: Pair) -> None:
    """What does not verify leaves both ends waiting on datagrams, and is final on streams."""
    client, server = pair.client, pair.server
    clear = ("3301", "3302", "3305" + "00" * 8, "35" + "00" * 16, "8000", "31")
    for bad in (*clear, "a bit", "a byte less", "a byte more"):
        hey = server.ask(client.ask("hello", "hello "), "hey ")
        changed = {"a bit": damaged(hey), "a byte less": hey[:-2], "a byte more": hey + "00"}
        client.ask(changed.get(bad, "hey " + bad), "error")
        client.ask(hey, "ok" if pair.is_datagram else "error")
        pair.reset()
    client.ask(server.ask(client.ask("hello", "hello "), "hey "), "ok")
    first = client.word("seal data 0102", "record")
    for bad in (damaged(first), first[:-2]):
        server.ask(f"first {bad}", "")
    server.ask(f"first {first}", "opened data 0102" if pair.is_datagram else "error")


def with_ticket(pair: Pair) -> None:
    """The client has a ticket of a session of mode 0."""
    pair.handshake(0)
    pair.record(pair.server, pair.client, "ticket", TICKET_TERMS, "ticket")
    pair.client.ask("ticket_from -", "ok")


def cookie(pair: Pair, mode: int) -> None:
    """The server demands a cookie; what is not good gets a new one."""
    client, server = pair.client, pair.server
    if mode == 1:
        with_ticket(pair)
    else:
        pair.configure(mode)
    pair.reset(cookies=1, mode=mode)
    hello = client.ask("hello", "hello ")
    sent = server.word(hello, "cookie")
    assert len(sent) == 2 * 17, sent
    client.ask(f"cookie {sent[:2]}{damaged(sent[2:10])}{sent[10:]}", "dropped")
    client.ask(f"cookie {sent}00", "dropped")
    proved = client.ask(f"cookie {sent}", "hello 36")
    client.ask(f"cookie {sent}", "dropped")
    server.ask(damaged(proved), "cookie ")
    cookie_at = len("hello 36") + 31
    server.ask(proved[:cookie_at] + damaged(proved[cookie_at]) + proved[cookie_at + 1:], "cookie ")
    assert client.ask("timer", "hello ") == hello
    again = client.ask(f"cookie {server.word(hello, 'cookie')}", "hello 36")
    hey = server.ask(again, "hey ")
    assert server.ask(again, "hey ") == hey and server.ask(hello, "hey ") == hey, "another Hey for the same Hello"
    client.ask(hey, "ok")
    pair.first_record()
    pair.data_both_ways()


def second_place(pair: Pair) -> None:
    """A name that has a place already is asked for a cookie, and then has a second one."""
    for _ in range(2):
        old = pair.server.ask(pair.client.ask("hello", "hello "), "hey ")
        sent = pair.server.word(pair.client.ask("hello", "hello "), "cookie")
        hey = pair.server.ask(pair.client.ask(f"cookie {sent}", "hello 36"), "hey ")
        pair.client.ask(old, "error")
        pair.client.ask(hey, "ok")
        pair.first_record()
        pair.data_both_ways()
        pair.reset()


def shares(pair: Pair) -> None:
    """A name has two proved places: a newer cookie displaces the oldest, an older one none."""
    client, server = pair.client, pair.server
    pair.reset(cookies=1)
    tries = []
    for second in range(4):
        server.config(now=NOW + second)
        hello = client.ask("hello", "hello ")
        tries.append((hello, client.ask(f"cookie {server.word(hello, 'cookie')}", "hello 36")))
    oldest, *others = tries
    heys = [server.ask(proved, "hey ") for _, proved in others]
    server.ask(others[0][0], "cookie ")
    for (hello, _), hey in zip(others[1:], heys[1:]):
        assert server.ask(hello, "hey ") == hey, "a place is gone"
    assert server.ask(oldest[1], "refused").endswith(" -"), "an older cookie got a place or an alert"
    client.ask(heys[2], "ok")
    pair.first_record()
    pair.data_both_ways()


def hint(pair: Pair) -> None:
    """Only for a record that was sealed since one was opened."""
    client, server = pair.client, pair.server
    pair.handshake(0)
    pair.data_both_ways()
    record = client.word("seal data 01", "record")
    sent = server.word(f"unknown {record}", "hint")
    assert sent == "3305" + record[-16:], sent
    client.ask("hint " + damaged(sent), "dropped")
    client.ask(f"hint {sent}00", "dropped")
    client.ask(f"hint {sent}", "ok")
    pair.record(server, client, "data", "-", "data -")
    client.ask(f"hint {sent}", "dropped")


def ping(pair: Pair) -> None:
    """The client's proof and the server's answer, of no byte and of eight, both ways."""
    client, server = pair.client, pair.server
    client.ask(server.ask(client.ask("hello", "hello "), "hey "), "ok")
    server.ask("first " + client.word("seal ping 0102030405060708", "record"), "opened ping 0102030405060708")
    pair.record(server, client, "pong", "0102030405060708", "pong 0102030405060708 0")
    for (sender, receiver), content in ((way, content) for way in pair.ways for content in ("-", "ff" * 8)):
        pair.record(sender, receiver, "ping", content, f"ping {content} 1")
        pair.record(receiver, sender, "pong", content, f"pong {content} 0")
    pair.record(client, server, "close", "-", "close - 0")
    pair.record(server, client, "ping", "-", "ping - 0")


def unknown_control(pair: Pair) -> None:
    """Kinds of control that nobody knows are ignored; a wrong form is final."""
    for sender, receiver in pair.ways:
        pair.handshake(0)
        if sender.is_python:
            for content in ("02", "ff" + "00" * 8):
                pair.record(sender, receiver, "raw_control", content, "ignored - 0")
            pair.data_both_ways()
            receiver.ask("open " + sender.word("seal raw_control 00" + "00" * 9, "record"), "error")
            receiver.ask("seal data -", "error")
        pair.reset()


def carried(message: str, sender: Endpoint, receiver: Endpoint, order: str) -> str:
    """The message, twice over 23-byte units; the second time it has the next id."""
    for _ in range(2):
        units = sender.ask(f"cut {message} 23", "units ").split()[1:]
        assert all(len(unit) <= 2 * 23 and unit.startswith("34") for unit in units), units
        pieces = {"last before all": [units[-1], *units[:-1], units[-1]],
                  "reversed but for the first": [units[0], *units[:0:-1]],
                  "twice each": [unit for unit in units for _ in range(2)],
                  "odd ones, the last, even ones, all": units[1:-1:2] + units[-1:] + units[::2] + units}[order]
        answers = [receiver.ask(f"join {piece}", "").split() for piece in pieces]
        whole = [answer[1] for answer in answers if answer[0] == "whole"]
        assert whole == [message], f"{order}: {answers}"
        assert answers[-1][0] == "whole" or order != "last before all", "a last piece was taken before any other"
    lone = f"34{int(units[0][2:4], 16) + 100 & 0xFF:02x}80" + message[:40]
    receiver.ask(f"join {lone}", f"whole {message[:40]}")
    assert not receiver.ask(f"join {lone}", "").startswith("whole"), "a fragment of a finished message was taken"
    return whole[0]


def fragments(pair: Pair) -> None:
    """Handshake messages and records in pieces, out of order and repeated."""
    client, server = pair.client, pair.server
    hello = carried(client.word("hello", "hello"), client, server, "odd ones, the last, even ones, all")
    hey = carried(server.word(f"hello {hello}", "hey"), server, client, "reversed but for the first")
    client.ask(f"hey {hey}", "ok")
    record = carried(client.word("seal data " + "0102" * 60, "record"), client, server, "twice each")
    server.ask(f"first {record}", "opened data 0102")
    record = carried(server.word("seal data " + "03" * 1200, "record"), server, client, "last before all")
    client.ask(f"open {record}", "opened data 0303")


def extensions(pair: Pair) -> None:
    """Both ends state a limit of 300 bytes and ask for two-byte numbers."""
    for client_has, server_has in ((1, 1), (1, 0), (0, 1)):
        for end, has in ((pair.client, client_has), (pair.server, server_has)):
            end.config(extensions=has)
        pair.reset()
        pair.handshake(0)
        for (sender, receiver), asked in zip(pair.ways, (server_has, client_has)):
            record = sender.word("seal data " + "ab" * 300, "record")
            receiver.ask(f"open {record}", "opened data")
            if pair.is_datagram:
                assert bool(int(record[:2], 16) & TWO_BYTES) == bool(asked), f"{record[:2]} where asked: {asked}"
            padded = sender.word("seal padded " + "ab" * 299, "record")
            receiver.ask(f"open {padded}", "opened data")
            sender.ask("seal data " + "ab" * 301, "error" if asked else "record")


def unknown_extensions(pair: Pair) -> None:
    """They are ignored, and in the transcript."""
    pair.client.config(others="e003010203ff00")
    pair.server.config(others="e100")
    pair.reset()
    pair.handshake(0)
    pair.data_both_ways()


def grease(pair: Pair) -> None:
    """AEAD 13 is passed over by servers, and refused by clients where it is chosen."""
    pair.client.config(suites="1d11")
    hello = pair.client.ask("hello", "hello ")
    assert "1d" in hello[len("hello 3100"):len("hello 3100") + 6], hello
    pair.client.ask(pair.server.ask(hello, "hey 3211"), "ok")
    pair.first_record()
    pair.data_both_ways()
    if pair.server.is_python:
        pair.reset(suite="1d")
        hey = pair.server.ask(pair.client.ask("hello", "hello "), "hey 321d")
        pair.client.ask(hey, "error")


def odd_hellos(pair: Pair) -> None:
    """What is malformed gets no answer, what is only not accepted the alert."""
    share, mac, dev1 = "aa" * 32, "00" * 16, "0464657631"
    refused = {
        "wrong binder": f"31000111{dev1}00{share}{mac}",
        "unknown identity": f"31000111016100{share}{mac}",
        "unknown key id": f"31020111{dev1}00{share}{mac}",
        "mode 2 without a group": f"31020101{dev1}00{share[:32]}{mac}",
        "what is no ticket": f"31010111{dev1}00{share}{mac}",
        "AEAD 13 alone": f"3100011d{dev1}00{share}{mac}",
        "group 4": f"31000141{dev1}00{'aa' * 65}{mac}",
        "group 5": f"31000151{dev1}00{'aa' * 1216}{mac}",
        "group 6": f"31000161{dev1}000003aabbcc{mac}",
        "group 15 with an empty share": f"310001f1{dev1}000000{mac}",
        "bits 4 to 6 before the cid": f"31000111{dev1}70{share}{mac}",
        "an empty list of extensions": f"31000111{dev1}8000{share}{mac}",
        "a record size limit of 16": f"31000111{dev1}800401020010{share}{mac}",
        "a record size limit of 65,535": f"31000111{dev1}80040102ffff{share}{mac}",
    }
    malformed = {
        "no suite": f"310000{dev1}00{share}{mac}",
        "16 suites": f"310010{''.join(f'1{aead:x}' for aead in range(16))}{dev1}00{share}{mac}",
        "AEAD 0": f"3100021011{dev1}00{share}{mac}",
        "two groups": f"3100021121{dev1}00{share}{mac}",
        "one suite twice": f"3100021111{dev1}00{share}{mac}",
        "no identity": f"310001110000{share}{mac}",
        "a cid of 9 bytes": f"31000111{dev1}09{'bb' * 9}{share}{mac}",
        "an extension twice": f"31000111{dev1}800402000200{share}{mac}",
        "an extension beyond its list": f"31000111{dev1}80020205{share}{mac}",
        "an extension of another size": f"31000111{dev1}8003020100{share}{mac}",
        "a record size limit of 15": f"31000111{dev1}80040102000f{share}{mac}",
    }
    if pair.is_datagram:  # on streams the message ends where its own bytes say
        malformed["a share of 16,385 bytes"] = f"31000161{dev1}004001{'aa' * 16385}{mac}"
        malformed |= {f"{name}, a byte {more}": refused[name] + "00" if more == "more" else refused[name][:-2]
                      for name in ("wrong binder", "group 4", "group 6") for more in ("more", "less")}
    for hellos, wanted in ((refused, " 3301"), (malformed, " -")):
        for name, hello in hellos.items():
            answer = pair.server.ask(f"hello {hello}", "refused ")
            assert answer.endswith(wanted), f"{name}: {answer}"


def resumed(pair: Pair) -> None:
    pair.reset()
    pair.handshake(1)
    pair.data_both_ways()


def tickets(pair: Pair) -> None:
    """A session by the first ticket, one by the third where the second was lost, and by tickets of these sessions."""
    client, server = pair.client, pair.server
    for wanted in (0, 2):
        pair.handshake(0)
        records = [server.word(f"seal ticket {TICKET_TERMS}", "record") for _ in range(wanted + 1)]
        for number, record in enumerate(records):
            if number != 1 or not pair.is_datagram:
                client.ask(f"open {record}", "opened ticket")
            if number == 0 and wanted == 2:
                continue
            if number == wanted:
                client.ask("ticket_from -", "ok")
        if pair.is_datagram and wanted == 2:  # the one that was late
            client.ask(f"open {records[1]}", "opened ticket")
            client.ask("ticket_from -", "ignored")
        pair.data_both_ways()
        resumed(pair)
        pair.record(server, client, "ticket", TICKET_TERMS, "ticket")
        client.ask("ticket_from -", "ok")
        resumed(pair)
        pair.reset()


def number_of_ticket(pair: Pair) -> None:
    """A ticket numbered 255 breaks the protocol."""
    for number, wanted in ((254, "opened"), (255, "error")):
        pair.handshake(0)
        if pair.server.is_python:
            content = "00000258" + "01" + f"{number:016x}" + "aa" * 90
            pair.client.ask("open " + pair.server.word(f"seal raw_ticket {content}", "record"), wanted)
        pair.reset()


def numbers(pair: Pair) -> None:
    """Two bytes where the number is 15 modulo 16, and from the 64th record without an answer on; then 300 are lost."""
    pair.handshake(0)
    pair.data_both_ways()
    for sender, receiver in pair.ways:
        answered = 2 if sender is pair.client else 1  # so many records had been sealed when one was opened last
        for number in range(2, 400):
            record = sender.word(f"seal data {number % 256:02x}", "record")
            two = bool(int(record[:2], 16) & TWO_BYTES)
            assert two == (number % 16 == 15 or number - answered >= 64), f"number {number}: {record[:2]}"
            if number < 40 or number >= 340:
                receiver.ask(f"open {record}", f"opened data {number % 256:02x} 0")
        pair.record(receiver, sender, "data", "-", "data - 0")
        assert not int(sender.word("seal data -", "record")[:2], 16) & TWO_BYTES


def lost_epoch(pair: Pair) -> None:
    """Of an epoch no record arrives: the next one is two ahead."""
    for late, early in pair.ways:
        pair.handshake(0)
        pair.data_both_ways()
        pair.record(late, early, "update", "-", "update - 1")
        early.word("seal data -", "record")
        pair.record(early, late, "update", "-", "update - 1")
        pair.record(late, early, "data", "02", "data 02 0")
        pair.data_both_ways()
        pair.reset()


def short_tags(pair: Pair) -> None:
    """With 8-byte tags numbers have two bytes always, and a record is 11 bytes and the cid longer than its content."""
    pair.reset(suites="14")
    pair.handshake(0)
    for sender, receiver in pair.ways:
        for content in ("-", "01", "02" * 100):
            record = sender.word(f"seal data {content}", "record")
            receiver.ask(f"open {record}", f"opened data {content}")
            assert int(record[:2], 16) & TWO_BYTES and len(record) // 2 == 11 + 4 + len(content.strip("-")) // 2, record


def site_tickets(pair: Pair, other: Endpoint) -> None:
    """A ticket of one server is taken by another of its site."""
    pair.configure(0)
    pair.reset()
    with_ticket(pair)
    there = Pair(pair.client, other, "datagram" if pair.is_datagram else "stream")
    there.configure(0)
    other.config(now=NOW + 599)
    resumed(there)


FEATURES = {"waiting": waiting, "ping": ping, "unknown control": unknown_control, "extensions": extensions,
            "unknown extensions": unknown_extensions, "grease": grease, "odd Hellos": odd_hellos,
            "tickets": tickets, "number of a ticket": number_of_ticket}
DATAGRAM_FEATURES = {**{f"cookie, mode {mode}": lambda pair, mode=mode: cookie(pair, mode) for mode in range(4)},
                     "second place": second_place, "shares": shares, "hint": hint, "fragments": fragments,
                     "numbers": numbers, "lost epoch": lost_epoch, "8-byte tags": short_tags}
