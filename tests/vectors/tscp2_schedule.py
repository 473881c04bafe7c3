# SPDX-License-Identifier: MIT
"""The key schedule and the messages of docs/PROTOCOL.md, as far as its test vectors need them, written from its text
with Python's cryptography. It shares no code with the library, nor with the peer of tests/interop."""
import hashlib
import hmac

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESCCM, AESGCM, ChaCha20Poly1305

ZEROS = bytes(32)
# By number: key size, tag size and how to make one of a key.
AEADS = {1: (32, 16, ChaCha20Poly1305), 2: (16, 16, AESGCM), 4: (16, 8, lambda key: AESCCM(key, tag_length=8))}


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def hmac_of(key: bytes, data: bytes) -> bytes:
    """HKDF-Extract as well: the salt is the key."""
    return hmac.new(key, data, hashlib.sha256).digest()


def expand_label(secret: bytes, label: str, context: bytes, size: int) -> bytes:
    full = b"tscp2 " + label.encode()
    info = size.to_bytes(2, "big") + bytes([len(full)]) + full + bytes([len(context)]) + context
    out, block, counter = b"", b"", 1
    while len(out) < size:
        block = hmac_of(secret, block + info + bytes([counter]))
        out, counter = out + block, counter + 1
    return out[:size]


def derive(secret: bytes, label: str, transcript: bytes) -> bytes:
    return expand_label(secret, label, transcript, 32)


def extract(before: bytes, slot: bytes) -> bytes:
    """From early to hs, and from hs to main."""
    return hmac_of(derive(before, "derived", sha256(b"")), slot)


def mac(secret: bytes, transcript: bytes) -> bytes:
    return hmac_of(expand_label(secret, "finished", b"", 32), sha256(transcript))[:16]


def after(secret: bytes, steps: int) -> bytes:
    """A traffic secret some epochs later, a resumption secret some tickets later."""
    for _ in range(steps):
        secret = expand_label(secret, "traffic upd", b"", 32)
    return secret


def exported(master: bytes, label: str, context: bytes, size: int) -> bytes:
    return expand_label(derive(master, label, sha256(b"")), "exporter", sha256(context), size)


def public(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def shared(private: bytes, peer: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(peer))


def sized(data: bytes) -> bytes:
    return bytes([len(data)]) + data


def pair(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big") + data


def cid_and_extensions(cid: bytes, extensions: list[tuple[int, bytes]]) -> bytes:
    """As in Hello and Hey: bit 7 of the cid's size says that extensions follow."""
    body = b"".join(bytes([kind]) + sized(data) for kind, data in extensions)
    return bytes([len(cid) | (0x80 if body else 0)]) + cid + (sized(body) if body else b"")


def seal(aead: int, secret: bytes, number: int, header: bytes, content: bytes) -> bytes:
    key_size, _, make = AEADS[aead]
    key, iv = expand_label(secret, "key", b"", key_size), expand_label(secret, "iv", b"", 12)
    nonce = bytes(a ^ b for a, b in zip(iv, number.to_bytes(12, "big")))
    return header + make(key).encrypt(nonce, content, header)


def ticket(aead: int, ticket_key: bytes, key_id: bytes, context: bytes, random: bytes, plaintext: bytes) -> bytes:
    """The form that the servers of one site share."""
    key_size, _, make = AEADS[aead]
    aead_key = expand_label(ticket_key, "ticket key", b"", key_size)
    nonce_key = expand_label(ticket_key, "ticket nonce", b"", 32)
    associated = key_id + sha256(context)
    nonce = hmac_of(nonce_key, random + associated + plaintext)[:12]
    return key_id + nonce + make(aead_key).encrypt(nonce, plaintext, associated)


def cookie(hello: bytes, secret: bytes, time: int, link: bytes) -> bytes:
    """With the recommended 12 bytes."""
    time_bytes = time.to_bytes(8, "big")
    return hello[-4:] + time_bytes[-4:] + hmac_of(secret, time_bytes + pair(link) + sha256(hello))[:8]


def fragments(message: bytes, number: int, unit: int) -> list[bytes]:
    parts = [message[at:at + unit - 3] for at in range(0, len(message), unit - 3)]
    return [bytes([0x34, number, (index == len(parts) - 1) << 7 | index]) + part for index, part in enumerate(parts)]
