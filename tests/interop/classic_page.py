# SPDX-License-Identifier: MIT
"""docs/CLASSIC.md against its examples, the published transcripts, and the library in 500 sessions of each dialect."""

from __future__ import annotations

import json
import pathlib
import random
import re
import socketserver
import threading
from functools import partial
from typing import Iterator, Optional

import classic_from_page as page
from lines import Lines, check
from tool import Listener, arguments, main, run

OFFERS = (b"oXo", b"AES", b"oXo|AES", b"AES|oXo", b"x|oXo")
CLIENT_SESSIONS = 475  # with `tscp listen`
SERVER_SESSIONS = 25  # with `tscp connect`
CHANGED_HELLOS = 800
CHANGED_MESSAGES = 200


def replay(draws: list) -> page.Draw:
    """Draws that were recorded, as pairs of bits and value."""
    left = iter(draws)

    def draw(bits: int) -> int:
        recorded_bits, value = next(left)
        check(recorded_bits == bits, f"{bits} bits drawn, {recorded_bits} recorded")
        return value
    draw.is_used_up = lambda: next(left, None) is None
    return draw


def random_data(source: random.Random, suite: bytes) -> bytes:
    """Data of one line that the suite carries."""
    size = source.choice((0, 1, source.randrange(16), source.randrange(60), source.randrange(130)))
    data = bytes(source.choice(b"abcXYZ 0123456789#-|~") for _ in range(size))
    if source.randrange(4) == 0:
        data += ("éÿ" * 8 if suite == b"AES" else "éÿ温\U0001f600").encode()
    return data


# The examples

def blocks(text: str) -> Iterator[dict[str, str]]:
    """The indented blocks behind the heading Examples, as names and values."""
    for block in re.split(r"\n\n(?!    )", text[text.index("\n## Examples\n"):]):
        lines = re.findall(r"^    (\S.*?)  +(\S.*)$", block, re.MULTILINE)
        if lines:
            yield dict(lines)


def check_examples(path: str) -> None:
    debug, release, raised = blocks(pathlib.Path(path).read_text(encoding="utf-8"))
    check(int(raised["P"]) == page.RELEASE.modulus(88), "the raised modulus differs")
    a_steps = [(4, 14)] * 5 + [(4, 8)]
    check_example(debug, page.DEBUG, [(4, 1), (4, 2), (6, 38)] + [(4, 15)] * 6 + [(4, 12)] + a_steps,
                  [(4, 9), (4, 12), (6, 10), (4, 10), (3, 5)], b"oXo|AES")
    check_example(release, page.RELEASE, [(4, 14), (4, 8), (6, 3), (4, 10), (8, 155), (4, 7), (3, 6)],
                  [(4, 1), (4, 7), (6, 31), (4, 7), (3, 4)], b"oXo")


def check_example(example: dict[str, str], dialect: page.Dialect, client_draws: list, server_draws: list,
                  offer: bytes) -> None:
    client = page.Client(dialect, replay(client_draws), offer)
    server = page.Server(dialect, replay(server_draws))
    hey = server.answer(client.hello)
    session = client.read_hey(hey)
    data = example["data"].encode()
    message = session.message(data, from_client=True)
    found = {
        "P": client.modulus, "k": session.k, "Hello": client.hello, "Hey": hey, "data": data, "message": message,
        "x": int(client.hello.split(b":")[5]) // dialect.factor, "y": int(hey.split(b":")[3]) // dialect.factor}
    cipher = session.cipher
    if isinstance(cipher, page.Aes):
        found["AES key"] = cipher.key
    else:
        text = b":".join((session.client, session.server, data))
        found.update({"X": cipher.x, "Y": cipher.y, "first B": cipher.first,
                      "next B": cipher.next(cipher.first, text[:len(cipher.first)])})
    texts = {name: value.decode() if isinstance(value, bytes) else str(value) for name, value in found.items()}
    check(texts == example, f"computed {texts}, the page has {example}")


def check_numbers(path: str) -> None:
    """Numbers in the page's sentences."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    for start, power in ((17, 7), (13, 13)):
        check(page.csum(b"abc", start, power).decode() in text, f"csum of abc, {start} and {power}")
    raised = {dialect.name: [p for p in dialect.seeds if dialect.first_digits(p) % dialect.generator == 0]
              for dialect in page.DIALECTS}
    check(raised["debug"] == [] and len(raised["release"]) == 1353 and raised["release"][:3] == [88, 97, 105],
          f"raised moduli: {len(raised['debug'])}, {len(raised['release'])}, {raised['release'][:3]}")
    for dialect in page.DIALECTS:
        check(all(p ** dialect.power >= 10 ** dialect.digits for p in dialect.seeds), "a power with too few digits")


# The published transcripts

def check_published(path: str) -> None:
    sessions = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["sessions"]
    check(len(sessions) == 24, f"{len(sessions)} sessions")
    for recorded in sessions:
        dialect = page.DEBUG if recorded["dialect"] == "debug" else page.RELEASE
        client_draw, server_draw = replay(recorded["client_draws"]), replay(recorded["server_draws"])
        client = page.Client(dialect, client_draw, recorded["offer"].encode())
        server = page.Server(dialect, server_draw)
        check(client.hello == recorded["hello"].encode(), f"Hello {client.hello!r}")
        hey = server.answer(client.hello)
        check(hey == recorded["hey"].encode(), f"Hey {hey!r}")
        check(client_draw.is_used_up() and server_draw.is_used_up(), "draws are left")
        session = client.read_hey(hey)
        check(str(session.k) == recorded["shared_secret"] and session.suite.decode() == recorded["suite"], "the key")
        for exchange in recorded["exchanges"]:
            check_exchange(session, exchange)


def check_exchange(session: page.Session, exchange: dict) -> None:
    from_client = exchange["dir"] == "c2s"
    made: Optional[bytes] = None
    if "plaintext" in exchange:
        try:
            made = session.message(exchange["plaintext"].encode(), from_client)
        except ValueError:
            pass
    if "put_error" in exchange:
        check(made is None, f"made although it cannot be: {exchange}")
        return
    wire = exchange["wire"].encode()
    check(made in (None, wire) and (made is not None) == ("plaintext" in exchange), f"made {made!r}: {exchange}")
    status, data = session.read(wire, from_client)
    check((status, data.decode()) == (exchange["status"], exchange["received"]), f"read {status} {data!r}: {exchange}")


# The library

def check_client_sessions(tool: str, dialect: page.Dialect) -> None:
    source = random.Random(f"client {dialect.name}")
    raised = 0
    with Listener(tool, dialect, "--reply", "upper") as listener, Lines(listener.address) as lines:
        for count in range(CLIENT_SESSIONS):
            client = page.Client(dialect, source.getrandbits, OFFERS[count % len(OFFERS)])
            raised += dialect.first_digits(client.p) % dialect.generator == 0
            session = greet(lines, client)
            ask(lines, session, [random_data(source, session.suite) for _ in range(2)],
                f"p = {client.p}, k = {session.k}")
        listener.finish()
    check(raised > 0 or dialect is page.DEBUG, "no session with a raised modulus")


def greet(lines: Lines, client: page.Client) -> page.Session:
    lines.send(client.hello)
    hey = lines.receive()
    session = client.read_hey(hey)
    check(session.suite == (b"AES" if b"AES" in client.offer else b"oXo"), f"{client.offer!r} gave {hey!r}")
    sealed = page.to_hex(session.cipher.encrypt(session.client + b":" + session.server))
    check(hey.split(b":")[2] == sealed, f"the ids in {hey!r} are not {sealed!r}")
    return session


def ask(lines: Lines, session: page.Session, sent: list[bytes], what: str, first: bytes = b"") -> None:
    """Messages, sent at once behind `first`, and the replies to them."""
    lines.send_raw(first + b"".join(session.message(data, from_client=True) + b"\n" for data in sent))
    for data in sent:
        expected = session.message(data.upper(), from_client=False)
        reply = lines.receive()
        check(reply == expected, f"{what}: {data!r} was answered {reply!r}, not {expected!r}")


class PageServer(socketserver.ThreadingTCPServer):
    """Answers in capitals; `seen` has every session's seed, and what differed from the page."""

    daemon_threads = True

    def __init__(self, dialect: page.Dialect, draw: page.Draw) -> None:
        self.seen: list[int] = []
        self.faults: list[str] = []
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                server = page.Server(dialect, draw)
                try:
                    self.wfile.write(server.answer(self.rfile.readline().rstrip(b"\n")) + b"\n")
                    owner.seen.append(server.p)
                    for line in self.rfile:
                        owner.reply(server.session, line.rstrip(b"\n"), self.wfile)
                except (ValueError, OSError) as error:
                    owner.faults.append(repr(error))
        super().__init__(("127.0.0.1", 0), Handler)

    def reply(self, session: page.Session, line: bytes, out) -> None:
        status, data = session.read(line, from_client=True)
        if status != "ok" or session.message(data, from_client=True) != line:
            self.faults.append(f"k = {session.k}: {line!r} is {status} {data!r}")
        out.write(session.message(data.upper(), from_client=False) + b"\n")


def check_server_sessions(tool: str, dialect: page.Dialect) -> None:
    source = random.Random(f"server {dialect.name}")
    with PageServer(dialect, source.getrandbits) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        host, port = server.server_address
        for count in range(SERVER_SESSIONS):
            offer = OFFERS[count % len(OFFERS)]
            sent = [random_data(source, b"AES" if b"AES" in offer else b"oXo") for _ in range(2)]
            result = run(tool, "connect", f"{host}:{port}", "--classic", dialect.name, "--offer", offer.decode(),
                         text=b"".join(data + b"\n" for data in sent))
            check(not server.faults, f"{server.faults}")
            check((result.returncode, result.stdout) == (0, b"".join(data.upper() + b"\n" for data in sent)),
                  f"seeds {server.seen[-1:]}: exit {result.returncode}, {result.stdout!r}, {result.stderr[-300:]!r}")
        server.shutdown()
    check(len(server.seen) == SERVER_SESSIONS and all(p in dialect.seeds for p in server.seen), "seeds out of bounds")


# Values at the bounds of a Hello's fields.
BORDERS = {
    2: (b"C-15-15-63", b"C-16-0-0", b"C-0-16-0", b"C-0-0-64", b"C-00-1-1", b"C-1-1", b"C-1-1-1-1", b"S-1-1-1",
        b"c-1-1-1"),
    3: (b"AES|", b"|AES", b"DES", b"aes", b"oXo|" + b"y" * 16, b"oXo|" + b"y" * 17, b"AES" + b"|z" * 7,
        b"AES" + b"|z" * 8, b"oXo|!~", b"oXo|\x7f", b"oXo| "),
    4: (b"0", b"8", b"78", b"79", b"15264", b"15265", b"100", b"101", b"115", b"116", b"99999", b"100000"),
    5: (b"0", b"1", b"3", b"9" * 24, b"9" * 32, b"9" * 33, b"9" * 34)}


def changed(source: random.Random, message: bytes) -> bytes:
    """One field or character is another."""
    fields = message.split(b":")
    at = source.randrange(len(fields))
    field = bytearray(fields[at])
    where = source.randrange(len(field) + 1)
    kind = source.randrange(6)
    if kind == 0:
        field[where:where + source.randrange(2)] = bytes([source.choice(b"0159afAF-|:+ xX\xc3\x00")])
    elif kind == 1:
        del field[where:where + source.randrange(1, 4)]
    elif kind == 2:
        field[:0] = bytes([source.choice(b"0+- ")])
    elif kind == 3 and field.isdigit():
        field[:] = str(int(field) + source.choice((-9, -3, -1, 1, 3, 9, 1000))).encode()
    elif kind == 4:
        field[:] = source.choice((b"", bytes(field) + b":", bytes(field).swapcase()))
    elif len(fields) == 6 and at in BORDERS:
        field[:] = source.choice(BORDERS[at])
        if at == 4:
            fields[5] = b"3"  # within every modulus
    else:
        field[:] = bytes(field).swapcase()
    fields[at] = bytes(field)
    return b":".join(fields)


def accepts(dialect: page.Dialect, message: bytes) -> bool:
    try:
        page.Server(dialect, random.Random(0).getrandbits).answer(message)
    except ValueError:
        return False
    return True


def check_changed(tool: str, dialect: page.Dialect) -> None:
    """What the page refuses the library refuses, and nothing else; what is refused changes nothing."""
    source = random.Random(f"changed {dialect.name}")
    verdicts = set()
    with Listener(tool, dialect, "--reply", "upper") as listener, Lines(listener.address) as lines:
        session = greet(lines, page.Client(dialect, source.getrandbits))
        for count in range(CHANGED_HELLOS):
            hello = changed(source, page.Client(dialect, source.getrandbits, OFFERS[count % 3]).hello)
            if not hello.startswith(b"Hello:"):
                continue  # a message, for the tool
            verdicts.add(accepts(dialect, hello))
            if accepts(dialect, hello):
                lines.send(hello)
                answer = lines.receive()
                check(answer.startswith(b"Hey:"), f"{hello!r} got {answer!r}")
                session = greet(lines, page.Client(dialect, source.getrandbits, OFFERS[count % 3]))
            else:
                ask(lines, session, [b""], f"after {hello!r}", first=hello + b"\n")
        for _ in range(CHANGED_MESSAGES):
            message = changed(source, session.message(random_data(source, session.suite), from_client=True))
            status, data = session.read(message, from_client=True)
            verdicts.add(status)
            if status == "ok":
                lines.send(message)
                reply = lines.receive()
                check(reply == session.message(data.upper(), from_client=False), f"{message!r} got {reply!r}")
            else:
                ask(lines, session, [b""], f"after {message!r}", first=message + b"\n")
        listener.finish()
    check(verdicts >= {True, False, "ok", "!X", "!H"}, f"only {verdicts} were seen")


if __name__ == "__main__":
    options = arguments(__doc__, "page", "vectors").parse_args()
    steps = [("examples", partial(check_examples, options.page)), ("numbers", partial(check_numbers, options.page)),
             ("published transcripts", partial(check_published, options.vectors))]
    for one in page.DIALECTS:
        for step in (check_client_sessions, check_server_sessions, check_changed):
            steps.append((f"{one.name}: {step.__name__[len('check_'):].replace('_', ' ')}",
                          partial(step, options.tool, one)))
    main(steps, seconds=120)
