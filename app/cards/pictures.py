"""A person's photo, from whatever file somebody has to the JPEG that is kept and printed. Pure: no office.

The office's rules of a photo: 3 : 4, printed 22.5 × 30 mm, which 600 × 800 pixels show at 677 dpi. Nothing of the
file but its pixels is kept: no place, no camera, no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from app.core.errors import UserError
from app.core.i18n import N_
from app.printing.images import BROKEN, NoPicture, TooManyPixels, on_white, open_picture

#: The longest file that is looked at, in bytes.
LONGEST_FILE = 25_000_000
#: The cut-out: less is refused, less than GOOD is warned of, more is made smaller.
LEAST = (300, 400)
GOOD = (600, 800)
_QUALITY = 88
_LONGEST_JPEG = 440_000
_REDUCED = 24_000_000  # pixels; beyond them a JPEG is decoded at half its size


@dataclass(frozen=True)
class Crop:
    """The part of a picture that is kept, in its pixels from the top left; 3 wide and 4 high."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture the right way up, in RGB; sizes in pixels."""

    image: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height; a crop is measured in them."""
        return self.image.size

    def shown(self, most: int) -> tuple[bytes, int, int]:
        """For a screen: rows of RGB bytes without gaps, their width and height; at most ``most`` pixels a side."""
        with self.image.copy() as smaller:
            smaller.thumbnail((most, most), Image.Resampling.BILINEAR)
            return smaller.tobytes(), smaller.width, smaller.height


@dataclass(frozen=True)
class Photo600:
    """A photo as it is kept. ``small``: it prints, but below :data:`GOOD` not sharp."""

    jpeg: bytes
    width: int
    height: int
    small: bool


def read_picture(data: bytes) -> Picture:
    """The picture in a file. Raises UserError, which says what is wrong with it."""
    if len(data) > LONGEST_FILE:
        raise UserError(N_("The photo is too large: the file may have up to 25 MB."))
    try:
        with open_picture(data) as opened:
            if opened.width * opened.height > _REDUCED:
                opened.draft("RGB", (opened.width // 2, opened.height // 2))  # nothing for a PNG
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            return Picture(on_white(upright))
    except NoPicture:
        raise UserError(N_("This file is no photo. It must be JPEG or PNG.")) from None
    except TooManyPixels:
        raise UserError(N_("The photo is too large: it may have up to 50 megapixels.")) from None
    except BROKEN:
        raise UserError(N_("The photo's file is damaged or incomplete.")) from None


def start_crop(size: tuple[int, int]) -> Crop:
    """The largest cut-out of a picture so wide and high: in its middle, a little nearer to the top."""
    width, height = size
    wide = max(1, min(width, height * 3 // 4))
    high = max(1, min(height, wide * 4 // 3))
    return Crop((width - wide) // 2, (height - high) // 3, wide, high)


def made_photo(picture: Picture, crop: Crop) -> Photo600:
    """Cut the photo out and pack it. Raises UserError for a cut-out with too few pixels."""
    box = _inside(crop, picture.size)
    if box.width < LEAST[0] or box.height < LEAST[1]:
        raise UserError(
            N_(
                "The photo is too small: {width} × {height}. It must have at least {least_width} × {least}.",
                width=box.width,
                height=box.height,
                least_width=LEAST[0],
                least=LEAST[1],
            )
        )
    width = min(box.width, GOOD[0])
    height = round(width * 4 / 3)
    bounds = (box.x, box.y, box.x + box.width, box.y + box.height)
    # A picture of its own, so that nothing of the file comes along.
    with picture.image.resize((width, height), Image.Resampling.LANCZOS, bounds) as resized:
        resized.info.clear()
        jpeg = _packed(resized)
    return Photo600(jpeg, width, height, small=box.width < GOOD[0] or box.height < GOOD[1])


def _inside(crop: Crop, size: tuple[int, int]) -> Crop:
    """``crop`` as far as it lies in the picture, cut to 3 : 4."""
    x, y = max(0, crop.x), max(0, crop.y)
    wide = min(crop.x + crop.width, size[0]) - x
    high = min(crop.y + crop.height, size[1]) - y
    # One pixel more or less is the rounding of whoever drew the frame.
    if abs(wide * 4 - high * 3) > 4:
        wide, high = min(wide, high * 3 // 4), min(high, wide * 4 // 3)
    return Crop(x, y, max(0, wide), max(0, high))


def _packed(picture: Image.Image) -> bytes:
    """A baseline JPEG without anything beside the picture; noise is packed harder, so that it can be kept."""
    for quality in range(_QUALITY, 20, -12):
        target = BytesIO()
        picture.save(target, "JPEG", quality=quality, optimize=True)
        if target.tell() <= _LONGEST_JPEG:
            break
    return target.getvalue()
