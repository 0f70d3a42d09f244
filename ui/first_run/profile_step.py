"""Step 2: what kind of office it is; the profile brings its document's channels, terms and lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from app.core.i18n import N_, Message
from app.core.profile_records import Profile
from app.core.profiles import PROFILES, cite, institutions_of, profile
from app.core.settings import ORGANIZATION_KINDS
from ui.first_run.step import Step, Surroundings
from ui.kit.callout import CalloutCard
from ui.kit.checks import RadioField
from ui.kit.fields import Option


class ProfileStep(Step):
    """Five radio buttons, and what the chosen one sets."""

    key = "profile"
    title = N_("Profile")
    about = N_("Choose the kind that is nearest to yours. Everything can be changed later.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.kind = RadioField(self.look)
        # A profile is named as the Latvian office names itself, whatever the screen speaks.
        self.kind.set_options([Option(key, profile(key).label) for key in PROFILES])
        self._add("profile", self.kind, N_("Kind of office"), required=True)
        self.sets = CalloutCard(self.look, "document_text")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.sets.setSizePolicy(policy)
        self.column.addWidget(self.kind)
        self.column.addWidget(self.sets)
        self.column.addStretch(1)
        self.kind.edited.connect(self._choose)
        self.sets.hide()

    def fill(self, kept: Mapping[str, Any]) -> None:
        super().fill({"profile": kept.get("profile")})
        self._choose()

    def check(self) -> dict[str, Message]:
        return {} if self.kind.value() else {"profile": N_("Choose the kind of office.")}

    def retranslate(self) -> None:
        super().retranslate()
        self._show()

    def _choose(self) -> None:
        key = self.kind.value()
        self.around.profile = profile(str(key)) if key in PROFILES else None
        self._show()

    def _show(self) -> None:
        chosen = self.around.profile
        self.sets.setVisible(chosen is not None)
        if chosen is not None:
            self.sets.set_title(self.words(N_("What it sets")))
            self.sets.set_lines([(f"{self.words(name)}: ", value) for name, value in self._facts(chosen)])

    def _facts(self, chosen: Profile) -> list[tuple[Message, str]]:
        words = self.words
        callback = next(term for term in chosen.terms if term.kind == "callback")
        limit = chosen.phone.call_limit_minutes
        length = words(N_("{count} min", count=limit.value)) if limit.value else words(N_("no limit"))
        days = words(N_("{count} wd", count=callback.span.value.amount))
        return [
            (N_("Document"), chosen.document.title),
            (N_("Kind"), words(dict(ORGANIZATION_KINDS)[chosen.kind])),
            (N_("Channels"), ", ".join(item.label for item in chosen.channels if item.enabled.value)),
            (N_("Call back within"), f"{days} ({words(cite(callback.span))})"),
            (N_("Longest call"), f"{length} ({words(cite(limit))})"),
            (N_("Topics"), ", ".join(topic.label for topic in chosen.topics[:5]) + " …"),
            (N_("Other institutions"), str(len(institutions_of(chosen)))),
        ]
