#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Computes the test vectors of docs/PROTOCOL.md from its text, with Python's cryptography, and prints them as JSON, or
with --markdown as the page shows them. It shares no code with the library."""
import hashlib
import hmac
import json
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

PSK = bytes(range(32))
CLIENT_EPHEMERAL, SERVER_EPHEMERAL = bytes([0xA1] * 32), bytes([0xB2] * 32)
CLIENT_STATIC, SERVER_STATIC = bytes([0xC3] * 32), bytes([0xD4] * 32)
ZEROS = bytes(32)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def mac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


def expand_label(secret: bytes, label: str, context: bytes, size: int) -> bytes:
    full = b"tscp2 " + label.encode()
    info = size.to_bytes(2, "big") + bytes([len(full)]) + full + bytes([len(context)]) + context
    out, block, counter = b"", b"", 1
    while len(out) < size:
        block = mac(secret, block + info + bytes([counter]))
        out, counter = out + block, counter + 1
    return out[:size]


def derive(secret: bytes, label: str, transcript: bytes) -> bytes:
    return expand_label(secret, label, transcript, 32)


def public(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def shared(private: bytes, peer: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(peer))


def sized(data: bytes) -> bytes:
    return bytes([len(data)]) + data


def sealed(secret: bytes, number: int, header: bytes, content: bytes) -> bytes:
    key, iv = expand_label(secret, "key", b"", 32), expand_label(secret, "iv", b"", 12)
    nonce = bytes(a ^ b for a, b in zip(iv, number.to_bytes(12, "big")))
    return header + ChaCha20Poly1305(key).encrypt(nonce, content, header)


def session(mode: int, framing: int, group: int, context: bytes = b"") -> dict:
    """One session with cids c1c2 and 51 on datagrams, and a record each way."""
    suite = bytes([group << 4 | 1])
    size = 32 if group else 16
    shares = [public(CLIENT_EPHEMERAL), public(SERVER_EPHEMERAL)] if group else [CLIENT_EPHEMERAL[:16], SERVER_EPHEMERAL[:16]]
    statics = public(CLIENT_STATIC) + public(SERVER_STATIC) if mode >= 2 else b""
    cids = (bytes([0xC1] * 4), bytes([0x51] * 4)) if framing else (b"", b"")
    first = b"TSCP\x02" + bytes([framing]) + len(context).to_bytes(2, "big") + context + statics

    def pair(data: bytes) -> bytes:
        return len(data).to_bytes(2, "big") + data

    slot1 = PSK
    if mode >= 2:
        slot1 = pair(PSK) if mode == 3 else b""
        slot1 += pair(shared(CLIENT_EPHEMERAL, public(SERVER_STATIC))) + pair(shared(CLIENT_STATIC, public(SERVER_STATIC)))
    early = mac(ZEROS, slot1)
    part = bytes([0x31, mode]) + sized(suite) + sized(b"dev1") + sized(cids[0]) + shares[0]
    binder_secret = derive(early, "ext binder", sha256(b""))
    hello = part + mac(expand_label(binder_secret, "finished", b"", 32), sha256(first + part))[:16]
    handshake = mac(derive(early, "derived", sha256(b"")), shared(CLIENT_EPHEMERAL, shares[1]) if group else ZEROS)
    part = b"\x32" + suite + sized(cids[1]) + shares[1]
    proof_secret = derive(handshake, "s hs traffic", sha256(first + hello + part))
    hey = part + mac(expand_label(proof_secret, "finished", b"", 32), sha256(first + hello + part))[:16]
    se = shared(CLIENT_STATIC, shares[1]) if mode >= 2 else ZEROS
    main = mac(derive(handshake, "derived", sha256(b"")), se)
    transcript = sha256(first + hello + hey)
    secrets = {name: derive(main, label, transcript) for name, label in (
        ("client_traffic", "c ap traffic"), ("server_traffic", "s ap traffic"), ("exporter_master", "exp master"),
        ("resumption_master", "res master"))}

    def record(side: str, epoch: int, content: bytes, number: int = 0) -> bytes:
        secret = secrets[side + "_traffic"]
        for _ in range(epoch):
            secret = expand_label(secret, "traffic upd", b"", 32)
        if framing:
            to = cids[1] if side == "client" else cids[0]
            return sealed(secret, number, bytes([0x88 | epoch]) + to + bytes([number]), content)
        return sealed(secret, number, bytes([0x80 | epoch]) + (len(content) + 16).to_bytes(2, "big"), content)

    binding = expand_label(derive(secrets["exporter_master"], "EXPORTER-Channel-Binding", sha256(b"")), "exporter",
                           sha256(b""), 32)
    values = {"hello": hello, "hey": hey, "early": early, "hs": handshake, "main": main, **secrets,
              "client_record_0": record("client", 0, b"Hello, server"),
              "server_record_0": record("server", 0, b"Hello, client"),
              "client_record_0_of_epoch_1": record("client", 1, b"new keys"), "channel_binding": binding}
    return {"mode": mode, "framing": framing, "suite": suite.hex(), "context": context.hex(), "share_size": size,
            **{name: value.hex() for name, value in values.items()}}


def all_sessions() -> list[dict]:
    return [session(0, 0, 1), session(0, 1, 1, b"both know"), session(0, 0, 0), session(2, 0, 1), session(3, 1, 1)]


def markdown() -> str:
    text = []
    for one in all_sessions():
        title = f"Mode {one['mode']}, {'datagram' if one['framing'] else 'stream'}, suite 0x{one['suite']}"
        text.append(f"### {title}\n")
        if one["context"]:
            text.append(f"Context `{one['context']}`.\n")
        for name, value in one.items():
            if name not in ("mode", "framing", "suite", "context", "share_size"):
                lines = [value[i:i + 96] for i in range(0, len(value), 96)]
                text.append(f"    {name}\n" + "\n".join("        " + line for line in lines))
        text.append("")
    return "\n".join(text)


if __name__ == "__main__":
    if "--check" in sys.argv:
        page = open(sys.argv[2], encoding="utf-8").read()
        file = json.load(open(sys.argv[3], encoding="utf-8"))
        sys.exit("docs/PROTOCOL.md is out of date" if markdown() not in page else
                 "tscp2.json is out of date" if file != all_sessions() else 0)
    print(markdown() if "--markdown" in sys.argv else json.dumps(all_sessions(), indent=1))
