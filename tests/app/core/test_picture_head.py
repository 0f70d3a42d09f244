"""What a picture says of itself is what Pillow decodes, and half a file is told from a whole one."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.core.picture_head import is_whole, picture_size


def made(kind: str, width: int, height: int, mode: str = "RGB", **how: object) -> bytes:
    file = BytesIO()
    with Image.new(mode, (width, height)) as picture:
        picture.save(file, kind, **how)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode", "how"),
    [
        ("PNG", "RGBA", {}),
        ("PNG", "P", {}),
        ("JPEG", "RGB", {}),
        ("JPEG", "RGB", {"progressive": True, "exif": b"Exif\0\0" + b"x" * 500, "comment": "ā"}),
        ("JPEG", "L", {}),
    ],
)
def test_the_size_is_read_without_decoding(kind: str, mode: str, how: dict[str, object]) -> None:
    data = made(kind, 301, 17, mode, **how)
    assert picture_size(data) == (301, 17)
    assert is_whole(data)
    assert not is_whole(data[: len(data) * 2 // 3])


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_nonsense_has_no_size_and_raises_nothing(data: bytes, beginning: bytes) -> None:
    picture_size(beginning + data)
    is_whole(beginning + data)
