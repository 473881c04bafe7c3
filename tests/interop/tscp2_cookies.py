# SPDX-License-Identifier: MIT
"""Cookies of TSCP 2 in the form that its page recommends."""

from __future__ import annotations

import hmac
from typing import Optional

from tscp2_groups import Draw
from tscp2_keys import hmac_sha256, sha256, with_size
from tscp2_messages import COOKIE

LIFE = 60_000  # milliseconds


class CookieMaker:
    def __init__(self, draw: Draw) -> None:
        self._secret = draw(32)

    def message(self, hello: bytes, link: bytes, now: int) -> bytes:
        return bytes([COOKIE]) + self._cookie(hello, link, now)

    def time_of(self, cookie: bytes, hello: bytes, link: bytes, now: int) -> Optional[int]:
        """When it was made; none where it is not good."""
        age = (now - int.from_bytes(cookie[4:8], "big")) & 0xFFFFFFFF
        if age > LIFE or not hmac.compare_digest(cookie, self._cookie(hello, link, now - age)):
            return None
        return now - age

    def _cookie(self, hello: bytes, link: bytes, time: int) -> bytes:
        made = time.to_bytes(8, "big")
        return hello[-4:] + made[-4:] + hmac_sha256(self._secret, made + with_size(link, 2) + sha256(hello))[:8]
