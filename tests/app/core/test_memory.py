"""What one read is remembered for, and that nobody who has gone is told of changes."""

from __future__ import annotations

from app.core.changes import Changes, Hub
from app.core.memory import Memory


def test_a_change_of_its_register_makes_it_be_read_again() -> None:
    hub = Hub()
    memory, read = Memory(hub), iter(range(9))
    assert [memory.recall("settings", "x", lambda: next(read)) for _ in range(2)] == [0, 0]
    hub.publish(Changes("contacts", (1,)))
    assert memory.recall("settings", "x", lambda: next(read)) == 0
    hub.publish(Changes("settings", ()))
    assert memory.recall("settings", "x", lambda: next(read)) == 1


def test_a_closed_one_hears_no_more() -> None:
    hub = Hub()
    memory, read = Memory(hub), iter(range(9))
    memory.recall("settings", "x", lambda: next(read))
    memory.close()
    hub.publish(Changes("settings", ()))
    assert memory.recall("settings", "x", lambda: next(read)) == 0
