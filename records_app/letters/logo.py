"""The logo of an office as the letterhead shows it: a small picture, its size, and its words."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field

TALLEST_MM = 18.0
WIDEST_MM = 45.0
PNG_INSIDE = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG that we wrote ourselves. ``alt`` says what it shows; sizes are in pixels."""

    content: bytes = field(repr=False)
    pixels_wide: int
    pixels_high: int
    alt: str

    @property
    def height(self) -> float:
        """Millimeters on paper: as large as fits, and no larger than the letterhead allows."""
        return round(self.pixels_high * self._scale, 2)

    @property
    def width(self) -> float:
        """Millimeters on paper."""
        return round(self.pixels_wide * self._scale, 2)

    @property
    def address(self) -> str:
        """The picture itself as an address, so that nothing has to be fetched."""
        return PNG_INSIDE + b64encode(self.content).decode("ascii")

    @property
    def _scale(self) -> float:
        return min(TALLEST_MM / self.pixels_high, WIDEST_MM / self.pixels_wide)
