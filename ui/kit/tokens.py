"""Colours by what they are for; two sets, one for light and one for dark surroundings.

Every text pair reaches a contrast of 4.5 and every edge that carries meaning 3 (WCAG 2.2 AA); tests measure it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One colour per purpose, as #RRGGBB. ``off`` is for disabled things only."""

    bg: str
    layer: str
    layer2: str
    zebra: str
    field: str
    line: str
    line2: str
    ctl_edge: str
    text: str
    text2: str
    text3: str
    off: str
    accent: str
    on_accent: str
    accent_text: str
    accent_soft: str
    hover: str
    press: str
    sel: str
    nav_sel: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    bad: str
    bad_bg: str
    info: str
    info_bg: str
    mute: str
    mute_bg: str
    plum: str
    plum_bg: str
    c1: str
    c2: str
    c3: str
    c4: str
    c5: str


LIGHT = Tokens(
    bg="#F3F3F3",
    layer="#FFFFFF",
    layer2="#FAFAFA",
    zebra="#FAFAFA",
    field="#FFFFFF",
    line="#E5E5E5",
    line2="#D1D1D1",
    ctl_edge="#868686",
    text="#1B1B1B",
    text2="#5C5C5C",
    text3="#6B6B6B",
    off="#8A8A8A",
    accent="#005FB8",
    on_accent="#FFFFFF",
    accent_text="#00529E",
    accent_soft="#E6F0FA",
    hover="#F0F0F0",
    press="#E6E6E6",
    sel="#E3EEF9",
    nav_sel="#E7E7E7",
    ok="#0B6A0B",
    ok_bg="#E4F3E4",
    warn="#7A4A00",
    warn_bg="#FFF2D6",
    bad="#A4161A",
    bad_bg="#FCE8E7",
    info="#00529E",
    info_bg="#E6F0FA",
    mute="#505050",
    mute_bg="#EDEDED",
    plum="#6B2A7E",
    plum_bg="#F4E9F7",
    c1="#005FB8",
    c2="#4F9BE0",
    c3="#C9CDD2",
    c4="#F0A35B",
    c5="#C8501E",
)

DARK = Tokens(
    bg="#202020",
    layer="#2B2B2B",
    layer2="#262626",
    zebra="#2E2E2E",
    field="#1F1F1F",
    line="#3A3A3A",
    line2="#4A4A4A",
    ctl_edge="#9A9A9A",
    text="#FFFFFF",
    text2="#C8C8C8",
    text3="#ABABAB",
    off="#7A7A7A",
    accent="#60CDFF",
    on_accent="#00202E",
    accent_text="#76D5FF",
    accent_soft="#133848",
    hover="#333333",
    press="#3A3A3A",
    sel="#17394A",
    nav_sel="#333333",
    ok="#8FD88F",
    ok_bg="#1E3A1F",
    warn="#FFD479",
    warn_bg="#43340F",
    bad="#FFA8A3",
    bad_bg="#4A1F1E",
    info="#8ACFFF",
    info_bg="#15354A",
    mute="#D0D0D0",
    mute_bg="#3D3D3D",
    plum="#E0B0F0",
    plum_bg="#40264A",
    c1="#60CDFF",
    c2="#3A8FC4",
    c3="#6A6E73",
    c4="#E8A363",
    c5="#FF8B5E",
)


def contrast(first: str, second: str) -> float:
    """The WCAG contrast of two #RRGGBB colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
