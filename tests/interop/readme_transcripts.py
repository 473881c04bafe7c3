# SPDX-License-Identifier: MIT
"""The two sessions printed in the README of the original (debug dialect, suite AES)."""

from __future__ import annotations

from dataclasses import dataclass

REQUEST = b"This is the start of a beautiful day!"
REPLY = REQUEST.upper()


@dataclass(frozen=True)
class Transcript:
    client_draws: tuple[int, ...]
    server_draws: tuple[int, ...]  # without the server's id, which only the Hey tells
    secret: int
    hello: bytes
    hey: bytes
    request: bytes
    reply: bytes


TRANSCRIPTS = (
    Transcript(
        client_draws=(1, 2, 38, 15, 15, 15, 15, 15, 15, 10, 2, 15, 15, 15, 15, 10, 8),
        server_draws=(10, 5),
        secret=107017466151231256788531,
        hello=b"Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146",
        hey=b"Hey:AES:5b750788b9c20329015a0d0f41a060db05f708badfc048792c17770c01d6e142:27756140084870699242461",
        request=b"5b750788b9c20329015a0d0f41a060dbfd8a61f66078db94502d0e51873a3468"
                b"cf92f1012da188887d5780d1b0b372f9c7c49c34dc0a17f86ef052afafb0cf94"
                b":e12354abaf648620c8bf7bb96a023c0d0437be0e7b5336ba003106d1c360fe5f",
        reply=b"188dc78a7f2707be008a3d33ce39417be0d4e71a6868d80e849768b8abe05da5"
              b"aaa472a2ba34eb789431fa6ccf6fa3baff921a7c5b45b8cafbdea75c2fae2dfc"
              b":50b8f3efe52dfc7c0c139f64f24d1b31d8fdbde293d5ebd6175dbc98a9b4e06b"),
    Transcript(
        client_draws=(9, 6, 11, 15, 15, 15, 15, 15, 15, 10, 1, 15, 15, 15, 15, 10, 4),
        server_draws=(13, 4),
        secret=34231931866517235255141,
        hello=b"Hello:KAKI5-1-0-A:C-9-6-11:oXo|AES:101:37324430542233743414781",
        hey=b"Hey:AES:d51b9827885fbdc7e9deea374a76428649c3af9d9a81b6f590fe01da64659bc7:64010375101150211120541",
        request=b"d51b9827885fbdc7e9deea374a76428617bfaf94c4ddb5731422cb538006eb67"
                b"8133432938431da02756d476c9889bc1dc1125b3485626d5e0b9aa313b44c314"
                b":c589638603ed8a484d642f622fb0c5eea2c4febee2d2ed75e5a6dacda6b23d66",
        reply=b"d173839522a4bb7236f8baf9ed85bbd2600600d5dcff141c80f32da8c0e8d4a0"
              b"4f6b01cc5cd2cc5b90d221cbb1a05712fa93c2c7195d8b70900228e170e48635"
              b":adbf841852fb500e03c5460e1b0865d97d830105869d60c94d7527e9958ab506"),
)
