"""What a PNG or JPEG says of itself before anything is decoded: cheap enough to be asked at every reading."""

from __future__ import annotations

import struct

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
#: The segments of a JPEG that begin with its size: all kinds of frames, but no tables (C4, C8, CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Where the end of a picture is looked for; some programs add a little behind it.
_TAIL = 1024


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where the beginning makes no sense."""
    if data.startswith(PNG):
        return struct.unpack(">II", data[16:24]) if data[12:16] == b"IHDR" and len(data) >= 24 else None
    if data.startswith(JPEG):
        return _jpeg_size(data)
    return None


def is_whole(data: bytes) -> bool:
    """Whether a picture ends as it should: only the beginning of a file does not."""
    return (b"IEND" if data.startswith(PNG) else b"\xff\xd9") in data[-_TAIL:]


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if kind in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 1 if kind == 0xFF else 2 + length
    return None
