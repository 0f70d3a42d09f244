"""One way to print staff IDs with photo and code; run alone, it prints its seconds and MB as JSON."""

from __future__ import annotations

import json
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.bench import memory

WARM = 3


#: What our codes tell, so that the floor's are as dense.
_TOLD = "Darba apliecība Nr. {number:03}\nSIA „Bērzaines komunālserviss”\nPārbaude: 63 000 201"


def ours(source: str, target: Path, count: int) -> None:
    """The program's own print of the first cards in the database at the address ``source``, with backs."""
    from app.cards.card_papers import staff_ids
    from app.core.i18n import Translator
    from tests.bench.cards import head
    from tests.bench.stage import opened

    with opened(source, head()) as office:
        staff_ids(office, target, Translator("lv"), cards=",".join(str(card) for card in range(1, count + 1)))


def floor(source: str, target: Path, count: int) -> None:
    """A bare canvas: a photo passed through, a code and two lines of text on each page, and a page with three."""
    from reportlab import rl_config
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    canvas = Canvas(str(target), pagesize=(54 * mm, 85.6 * mm), pageCompression=1)
    for number in range(count):
        _photo(canvas, f"photo{number}", (Path(source) / f"{number}.jpg").read_bytes())
        _code(canvas, _TOLD.format(number=number))
        canvas.drawString(10, 90, f"Raivis {number}")
        canvas.drawString(10, 80, "Dispecers")
        canvas.showPage()
        for line in range(3):
            canvas.drawString(10, 90 - line * 10, f"Raivis {number}")
        canvas.showPage()
    canvas.save()


def _photo(canvas: Any, name: str, jpeg: bytes) -> None:
    from reportlab.pdfbase.pdfdoc import PDFImageXObject

    picture = PDFImageXObject(name)
    picture.loadImageFromJPEG(BytesIO(jpeg))
    inner = canvas._doc.getXObjectName(name)
    canvas._doc.Reference(picture, inner)
    canvas._doc.addForm(name, picture)
    canvas._code.append(f"q 64 0 0 85 44 110 cm /{inner} Do Q")
    canvas._formsinuse.append(name)


def _code(canvas: Any, text: str) -> None:
    import segno

    for row, line in enumerate(segno.make_qr(text, error="m", mask=4, boost_error=False).matrix):
        start = 0
        for at, dark in enumerate((*line, 0)):
            if not dark:
                if at > start:
                    canvas._code.append(f"{90 + start} {60 - row} {at - start} 1 re")
                start = at + 1
    canvas._code.append("f")


def main(way: str, source: str, target: str, count: str) -> None:
    """Print a few to warm up, then all."""
    job = {"ours": ours, "floor": floor}[way]
    job(source, Path(target), WARM)
    begun = time.process_time()  # nothing is waited for, so what else the machine does need not be counted
    job(source, Path(target), int(count))
    sys.stdout.write(json.dumps({"seconds": time.process_time() - begun, "memory": memory.highest()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
