"""The frame that cuts a photo out of a picture: 3 wide and 4 high, always inside it. Pure; no widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace

#: Steps of the keys, as parts of the picture's shorter side: an arrow, and an arrow with Shift.
FINE, COARSE = 0.01, 0.10
#: The smallest frame, as a part of the largest that the picture has room for.
LEAST_PART = 0.05


@dataclass(frozen=True)
class Frame:
    """Where the frame is, in pixels of a picture of ``size``; ``width`` decides the height."""

    size: tuple[int, int]
    x: float
    y: float
    width: float

    @property
    def height(self) -> float:
        """Four thirds of the width."""
        return self.width * 4 / 3

    @property
    def widest(self) -> float:
        """The width of the largest frame in this picture."""
        return min(self.size[0], self.size[1] * 3 / 4)

    def moved(self, right: float, down: float) -> Frame:
        """As far that way, in pixels, as the picture goes."""
        return replace(self, x=self.x + right, y=self.y + down)._inside()

    def stepped(self, right: int, down: int, part: float = FINE) -> Frame:
        """Moved by a part of the picture's shorter side."""
        step = max(1.0, part * min(self.size))
        return self.moved(right * step, down * step)

    def scaled(self, factor: float) -> Frame:
        """Wider or narrower about its middle."""
        return self._wide(self.width * factor, (0.5, 0.5))

    def pulled(self, corner: tuple[int, int], right: float, down: float) -> Frame:
        """One corner pulled, the opposite one stays; ``corner`` is (0, 0) at the top left, (1, 1) below right."""
        outwards = (right if corner[0] else -right, (down if corner[1] else -down) * 3 / 4)
        return self._wide(self.width + max(outwards, key=abs), (1 - corner[0], 1 - corner[1]))

    def pixels(self) -> tuple[int, int, int, int]:
        """Whole pixels: x, y, width and height, inside the picture."""
        width = min(round(self.width), int(self.widest))
        height = min(round(width * 4 / 3), self.size[1])
        return (
            min(max(0, round(self.x)), self.size[0] - width),
            min(max(0, round(self.y)), self.size[1] - height),
            width,
            height,
        )

    def _wide(self, width: float, still: tuple[float, float]) -> Frame:
        """Another width; the point ``still`` of the frame (parts of it) stays where it is, if it can."""
        wide = min(max(width, self.widest * LEAST_PART), self.widest)
        x = self.x + (self.width - wide) * still[0]
        y = self.y + (self.height - wide * 4 / 3) * still[1]
        return replace(self, x=x, y=y, width=wide)._inside()

    def _inside(self) -> Frame:
        x = min(max(0.0, self.x), self.size[0] - self.width)
        y = min(max(0.0, self.y), self.size[1] - self.height)
        return replace(self, x=max(0.0, x), y=max(0.0, y))
