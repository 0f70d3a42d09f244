"""A photo of nobody, for sample offices, tests and previews: a head and shoulders, never a face."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 600, 800
_FINER = 2  # drawn larger and made smaller, so that edges are smooth


@lru_cache(maxsize=64)
def silhouette(seed: int = 0) -> bytes:
    """A JPEG of 600 × 800 pixels: one ``seed`` gives the same bytes always, others other tones and shoulders."""
    shade, head, wide = seed % 5, seed // 5 % 4, seed // 20 % 5
    behind = (232 - 3 * shade, 237 - 2 * shade, 242 - shade)
    figure = (184 - 4 * shade - seed // 100 % 10, 198 - 4 * shade, 211 - 3 * shade - seed // 1000 % 10)
    with Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), behind) as large:
        draw = ImageDraw.Draw(large)
        _ellipse(draw, (WIDTH / 2, 310 - 4 * head), 138 + 4 * head, 165 + 4 * head, figure)
        _ellipse(draw, (WIDTH / 2, 810), 250 + 8 * wide, 270, figure)
        target = BytesIO()
        with large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS) as picture:
            picture.save(target, "JPEG", quality=88)
    return target.getvalue()


def _ellipse(
    draw: ImageDraw.ImageDraw,
    centre: tuple[float, float],
    across: float,
    down: float,
    colour: tuple[int, int, int],
) -> None:
    x, y = centre
    box = (x - across, y - down, x + across, y + down)
    draw.ellipse([side * _FINER for side in box], fill=colour)
