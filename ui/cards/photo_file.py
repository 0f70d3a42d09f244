"""A file that somebody chose or dropped, as a picture to cut a photo out of. Called in workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from app.core.errors import UserError
from app.core.i18n import N_
from ui.cards.crop_frame import Frame

#: As many pixels a side are shown; the cut-out itself is taken from the file.
SHOWN = 1200
#: The names that pictures usually have.
SUFFIXES = ("jpg", "jpeg", "png")


@dataclass(frozen=True)
class PhotoFile:
    """The file's bytes, the picture for the screen, and the frame to begin with.

    A cut-out with fewer pixels than ``least`` is refused; below ``good`` it prints less sharp.
    """

    data: bytes
    picture: QImage
    frame: Frame
    least: tuple[int, int]
    good: tuple[int, int]


def read_photo(path: Path) -> PhotoFile:
    """Read and check a file. Raises UserError in words that say what is wrong with it."""
    from app.cards import pictures  # noqa: PLC0415 - Pillow is slow to load

    try:
        with path.open("rb") as file:
            data = file.read(pictures.LONGEST_FILE + 1)
    except OSError:
        raise UserError(N_("The file “{name}” cannot be read.", name=path.name)) from None
    picture = pictures.read_picture(data)
    with picture.image:
        pixels, width, height = picture.shown(SHOWN)
        crop, size = pictures.start_crop(picture.size), picture.size
    image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    frame = Frame(size, crop.x, crop.y, crop.width)
    return PhotoFile(data, image, frame, pictures.LEAST, pictures.GOOD)


def dropped_file(mime: QMimeData) -> Path | None:
    """The file that is being dropped; None for anything else."""
    for url in mime.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None
