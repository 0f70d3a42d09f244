"""Pictures that people bring, good and bad."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def picture(
    width: int,
    height: int,
    kind: str = "JPEG",
    mode: str = "RGB",
    colour: float | tuple[int, ...] | None = None,
    **options: Any,
) -> bytes:
    """A plain picture with a darker top half."""
    target = BytesIO()
    with Image.new(mode, (width, height), colour if colour is not None else "white") as image:
        if mode == "RGB":
            image.paste((20, 60, 90), (0, 0, width, height // 2))
        image.save(target, kind, **options)
    return target.getvalue()


def huge_png(width: int = 12_000, height: int = 12_000) -> bytes:
    """144 megapixels of nothing in some 400 kB; one byte of memory for each when loaded."""
    packer = zlib.compressobj(9)
    line = b"\0" * (width + 1)
    packed = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, packed, b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_exif(orientation: int = 6) -> bytes:
    """A photo taken sideways, with a place and a camera in it."""
    with Image.new("RGB", (1200, 900), "white") as image:
        image.paste((200, 0, 0), (0, 0, 600, 900))  # the left half, which is the top one the right way up
        exif = image.getexif()
        exif[0x0112], exif[0x010F] = orientation, "Kamera"
        exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 9.0, 48.0)})
        target = BytesIO()
        image.save(target, "JPEG", exif=exif, comment=b"Liepu iela 2")
    return target.getvalue()
