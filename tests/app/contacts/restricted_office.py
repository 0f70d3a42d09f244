"""An office with one restricted contact, for tests of who sees what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from app.contacts.records import ContactDraft
from app.contacts.service import Contacts
from app.core.permissions import Role
from app.directory.records import TopicRecord
from app.directory.service import Directory
from app.office import Office
from tests.app.contacts.conftest import SignIn
from tests.app.contacts.samples import HOUR, NOW, draft, hire

#: Everything that only some may see, each telling by itself.
SECRETS = {
    "client_name": "Slepenīte Klusā",
    "phone": "+37126111222",
    "email": "klusa@epasts.example",
    "address": "Noslēpumu iela 7",
    "topic": "Aizgādība",
    "subject": "Jautā par bērna tiesībām",
    "notes": "Lūdza nevienam neteikt",
    "reason": "Vajadzīgs psihologs",
}
#: How any of them would look on a screen, on paper or in a file.
BETRAYALS = (*SECRETS.values(), "26 111 222", "26\u00a0111\u00a0222", "26111222", "klusa", "Klusā", "Noslēpumu")


@dataclass(frozen=True)
class Staff:
    """The same office as different people see it. Zane (a specialist) registered and handles the contact."""

    contact_id: int
    handler: Office
    head: Office
    named: Office
    named_specialist: Office
    clerk: Office
    specialist: Office
    decision_maker: Office

    @property
    def who_may(self) -> tuple[Office, ...]:
        return self.handler, self.head, self.named, self.named_specialist

    @property
    def who_may_not(self) -> tuple[Office, ...]:
        return self.clerk, self.specialist, self.decision_maker


def staff_of(office: Office, sign_in: SignIn) -> Staff:
    """Hire all, and have Zane register a restricted contact that names Dace and Jānis. ``office`` is a head's."""
    numbers = {
        account: hire(office, name, account=account)
        for account, name in (("zane", "Zane Ozola"), ("dace", "Dace Liepa"), ("janis", "Jānis Kļava"),
                              ("mara", "Māra Egle"), ("peteris", "Pēteris Bērzs"))
    }  # fmt: skip
    topic = Directory(office).save_topic(TopicRecord(name=SECRETS["topic"], default_days=3))

    handler = sign_in("zane", "Zane Ozola", Role.SPECIALIST)
    saved = Contacts(handler).save(restricted_draft(topic, (numbers["dace"], numbers["janis"])))
    return Staff(
        contact_id=saved.contact_id,
        handler=handler,
        head=office,
        named=sign_in("dace", "Dace Liepa", Role.CLERK),
        named_specialist=sign_in("janis", "Jānis Kļava", Role.SPECIALIST),
        clerk=sign_in("mara", "Māra Egle", Role.CLERK),
        specialist=sign_in("peteris", "Pēteris Bērzs", Role.SPECIALIST),
        decision_maker=sign_in("juris", "Juris Priede", Role.DECISION_MAKER),
    )


def restricted_draft(topic_id: int, named: tuple[int, ...]) -> ContactDraft:
    """What Zane typed: somebody with a secret is to be called back in an hour."""
    return draft(**SECRETS, topic_id=topic_id, outcome="callback", due_at=NOW + HOUR, restricted=True, named=named)


def betrayed(text: object) -> list[str]:
    """What of the secrets ``text`` tells."""
    return [secret for secret in BETRAYALS if secret in str(text)]
