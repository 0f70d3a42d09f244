"""What the register of cards prints."""

from __future__ import annotations

from app.cards import card_papers, papers

PRINTOUTS = (*card_papers.PRINTOUTS, *papers.PRINTOUTS)
