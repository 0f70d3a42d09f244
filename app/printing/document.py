"""Flowing documents: slips, forms, letters. Paragraphs, filled and blank fields, tick boxes, signatures.

A :class:`Document` collects its parts in reading order and is written once. Texts are plain: what people typed
is escaped, and its line breaks are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from app.core.i18n import N_, Translator
from app.printing.fonts import ITALIC, REGULAR, SEMIBOLD, load
from app.printing.page import (
    GREY,
    INK,
    LINE,
    PERSONAL_DATA,
    PORTRAIT,
    SOFT,
    Letterhead,
    Printed,
    Sheet,
    Text,
    draw_letterhead,
    draw_title,
    words,
)
from app.printing.paper import Paper, Target, destination

LABEL = 48 * mm
WRITING = 9 * mm
BOX = 7 * mm
_LONG = 600  # characters; a longer value stands below its label, where it may run over pages
_ENDLESS = re.compile(r"(\S{60})(?=\S)")
_BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=13.5, textColor=INK, splitLongWords=1)
_LABEL = ParagraphStyle("label", _BODY, textColor=GREY)
_STRONG = ParagraphStyle("strong", _BODY, fontName=SEMIBOLD)
_HEADING = ParagraphStyle(
    "heading", _STRONG, fontSize=11.5, leading=15, spaceBefore=4 * mm, spaceAfter=1.5 * mm, keepWithNext=1
)
_NOTE = ParagraphStyle("note", _BODY, fontName=ITALIC, fontSize=8.5, leading=11.5, textColor=GREY)
_TICK = ParagraphStyle("tick", _BODY, fontSize=14, leading=14)
_CAPTION = ParagraphStyle("caption", _BODY, fontSize=7.5, leading=10, textColor=GREY, alignment=1)
_TIGHT = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]


class Document:
    """A portrait document with letterhead and title; ``personal`` adds the personal-data sentence at its end."""

    def __init__(
        self,
        title: Text,
        letterhead: Letterhead,
        printed: Printed,
        tr: Translator,
        *,
        subtitle: Text = "",
        personal: bool = True,
    ) -> None:
        load()
        self._tr = tr
        self._sheet = Sheet.of(tr, title, letterhead, printed, PORTRAIT)
        self._subtitle = words(tr, subtitle)
        self._personal = personal
        self._parts: list[Flowable] = []

    def heading(self, text: Text) -> None:
        """A heading within the document; stays with what follows it (unless it is a page long itself)."""
        if len(words(self._tr, text)) > _LONG:
            self.paragraph(text, strong=True)
        else:
            self._parts.append(self._paragraph(text, _HEADING))

    def paragraph(self, text: Text, strong: bool = False) -> None:
        """A paragraph; may run over pages."""
        self._parts.append(self._paragraph(text, _STRONG if strong else _BODY))
        self.space(1.5)

    def note(self, text: Text) -> None:
        """A small remark in italics."""
        self._parts.append(self._paragraph(text, _NOTE))

    def space(self, height: float) -> None:
        """Leave ``height`` mm."""
        self._parts.append(Spacer(1, height * mm))

    def field(self, label: Text, value: Text) -> None:
        """A label and its filled value, side by side."""
        shown = words(self._tr, value)
        if len(shown) > _LONG or shown.count("\n") > 20:
            self._parts.append(self._paragraph(label, _LABEL))
            self.paragraph(value)
            return
        self._rows([[self._paragraph(label, _LABEL), self._paragraph(value, _BODY)]], [LABEL, None])

    def blank(self, label: Text, lines: int = 1) -> None:
        """A label with ruled lines to write on by hand."""
        rule = ("LINEBELOW", (1, 0), (1, -1), 0.5, LINE)
        rows = [[self._paragraph(label if not n else "", _LABEL), ""] for n in range(lines)]
        self._rows(rows, [LABEL, None], [rule, ("VALIGN", (0, 0), (-1, -1), "BOTTOM")], [WRITING] * lines)

    def writing_lines(self, count: int) -> None:
        """Ruled lines over the whole width."""
        rule = ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)
        self._rows([[""] for _ in range(count)], [None], [rule], [WRITING] * count)
        self.space(2)

    def ticks(self, label: Text, choices: Sequence[Text], chosen: Sequence[int] = (), columns: int = 2) -> None:
        """Boxes to tick, in ``columns``; those whose index is in ``chosen`` are ticked."""
        cells: list[Any] = []
        for number, choice in enumerate(choices):
            cells += [
                self._paragraph("☑" if number in chosen else "☐", _TICK),
                self._paragraph(choice, _BODY),
            ]
        cells += [""] * (-len(cells) % (2 * columns))
        rows = [cells[start : start + 2 * columns] for start in range(0, len(cells), 2 * columns)]
        if words(self._tr, label):
            self.space(3)
            self._parts.append(self._paragraph(label, _LABEL))
        raised = [("TOPPADDING", (at, 0), (at, -1), 4) for at in range(1, 2 * columns, 2)]
        self._rows(rows, [BOX, None] * columns, raised)
        self.space(3)

    def box(self, text: Text) -> None:
        """A paragraph on a shaded ground: what must not be overlooked."""
        style = ParagraphStyle(
            "box", _BODY, backColor=SOFT, borderPadding=3 * mm, leftIndent=3 * mm, rightIndent=3 * mm
        )
        self.space(3.5)
        self._parts.append(self._paragraph(text, style))
        self.space(4)

    def table(self, titles: Sequence[Text], widths: Sequence[float], rows: Sequence[Sequence[Text]]) -> None:
        """A small table (a register is for large ones); ``widths`` are shares. Its header is repeated."""
        scale = PORTRAIT.inner / sum(widths)
        grid = [[self._paragraph(title, _STRONG) for title in titles]]
        grid += [[self._paragraph(text, _BODY) for text in row] for row in rows]
        rules = [
            ("LINEABOVE", (0, 0), (-1, 0), 0.9, INK),
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, INK),
            ("LINEBELOW", (0, -1), (-1, -1), 0.4, LINE),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor("#FFFFFF"), SOFT]),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        self._parts.append(
            Grid(grid, [share * scale for share in widths], repeatRows=1, splitInRow=1, style=TableStyle(rules))
        )
        self.space(3)

    def signature(self, role: Text, name: Text = "", signed: bool = False) -> None:
        """Role, a line to sign on and the name; a copy of a ``signed`` document says „(paraksts)” instead."""
        mark = self._paragraph(N_("(signed)") if signed else "", ParagraphStyle("mark", _BODY, alignment=1))
        grid = [
            [self._paragraph(role, _BODY), mark, "", self._paragraph(name, _STRONG)],
            ["", "" if signed else self._paragraph(N_("signature"), _CAPTION), "", ""],
        ]
        style: list[tuple[Any, ...]] = [
            *_TIGHT,
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("TOPPADDING", (0, 1), (-1, 1), 1),
        ]
        if not signed:
            style.append(("LINEBELOW", (1, 0), (1, 0), 0.5, INK))
        widths = [62 * mm, 52 * mm, 6 * mm, PORTRAIT.inner - 120 * mm]
        self._parts.append(
            KeepTogether([Spacer(1, 6 * mm), Grid(grid, widths, splitInRow=1, style=TableStyle(style))])
        )

    def write(self, target: Target) -> None:
        """Write the PDF. A document is written once."""
        if self._personal:
            self.space(5)
            self.note(PERSONAL_DATA)
        with destination(target) as file:
            template = BaseDocTemplate(file, pagesize=(PORTRAIT.width, PORTRAIT.height))
            template.addPageTemplates(self._pages())
            template.build(self._parts or [Spacer(1, 1)], canvasmaker=self._canvas)

    def _canvas(self, file: Any, **options: Any) -> Paper:
        """A canvas without the options that ours sets itself."""
        mine = {"pagesize", "pageCompression", "lang", "initialFontName"}
        return Paper(file, self._sheet, **{name: value for name, value in options.items() if name not in mine})

    def _pages(self) -> list[PageTemplate]:
        """The first page leaves room for the letterhead and the title, as high as they turn out to be."""
        scratch = Paper(None, self._sheet)
        top = self._draw_head(scratch) - 5 * mm
        frame = partial(Frame, PORTRAIT.left, PORTRAIT.floor, PORTRAIT.inner)
        flat = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        later = PORTRAIT.height - PORTRAIT.top_margin - PORTRAIT.floor
        return [
            PageTemplate(
                "first",
                [frame(top - PORTRAIT.floor, **flat)],
                onPage=lambda canvas, _template: self._draw_head(canvas),
                autoNextPageTemplate="later",
            ),
            PageTemplate("later", [frame(later, **flat)]),
        ]

    def _draw_head(self, canvas: Paper) -> float:
        return draw_title(canvas, self._sheet, draw_letterhead(canvas, self._sheet), self._subtitle)

    def _paragraph(self, text: Text, style: ParagraphStyle) -> Paragraph:
        # Platypus takes minutes over an endless word; past 60 letters it may as well end.
        shown = [_ENDLESS.sub(r"\1 ", words(self._tr, line)) for line in _lines(self._tr, text)]
        return Paragraph("<br/>".join(map(escape, shown)), style)

    def _rows(
        self,
        rows: list[list[Any]],
        widths: list[float | None],
        style: Sequence[tuple[Any, ...]] = (),
        heights: list[float] | None = None,
    ) -> None:
        """Rows of a borderless grid; widths left open share what is left."""
        taken = sum(width for width in widths if width)
        share = (PORTRAIT.inner - taken) / max(widths.count(None), 1)
        top = [] if heights else [("VALIGN", (0, 0), (-1, -1), "TOP")]
        padding = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
        self._parts.append(
            Grid(
                rows,
                [width or share for width in widths],
                heights,
                splitInRow=1,
                style=TableStyle([*_TIGHT, *padding, *top, *style]),
            )
        )


def _lines(tr: Translator, text: Text) -> list[str]:
    shown = text if isinstance(text, str) else tr(text)
    return shown.splitlines() or [""]
