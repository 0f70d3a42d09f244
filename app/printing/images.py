"""Pictures that people give: told by their first bytes, measured by their header, then loaded. No more, no less.

Pillow itself is content with 178 megapixels and asks the memory for all of them; a logo or a photo needs no more
than a camera makes.
"""

from __future__ import annotations

from io import BytesIO

from PIL.Image import Image, new
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

#: The most pixels that are ever loaded.
MOST_PIXELS = 50_000_000
#: What Pillow raises for a file that is no picture, or only the beginning of one.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)
_READERS: dict[bytes, type[ImageFile]] = {b"\x89PNG\r\n\x1a\n": PngImageFile, b"\xff\xd8\xff": JpegImageFile}


class NoPicture(ValueError):
    """It is neither PNG nor JPEG, whatever it is called."""


class TooManyPixels(ValueError):
    """The header tells of more pixels than :data:`MOST_PIXELS`."""


def open_picture(data: bytes) -> ImageFile:
    """The picture, its header read and nothing loaded yet; close it.

    Raises NoPicture, TooManyPixels, and one of BROKEN for a header that makes no sense.
    """
    for signature, reader in _READERS.items():
        if data.startswith(signature):
            # Not by Image.open: it would warn of many pixels, and refuse them only beyond twice as many.
            picture: ImageFile = reader(BytesIO(data))
            if picture.width * picture.height > MOST_PIXELS:
                picture.close()
                raise TooManyPixels
            return picture
    raise NoPicture


def on_white(picture: Image) -> Image:
    """A loaded picture of any kind as RGB, what is transparent in it as white."""
    if picture.mode.startswith("I"):  # 16 bits a pixel
        return picture.convert("I").point(lambda level: level / 257).convert("L").convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        with picture.convert("RGBA") as clear:
            white = new("RGB", clear.size, "white")
            white.paste(clear, mask=clear)
        return white
    return picture.convert("RGB")
