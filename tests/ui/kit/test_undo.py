"""Taking back and doing again."""

from __future__ import annotations

import pytest

from app.core.errors import Unavailable
from app.core.i18n import N_
from ui.kit.undo import DEPTH, Act, UndoStack


class Paper:
    """A sheet on which acts leave marks."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def act(self, mark: str) -> Act:
        self.marks.append(mark)
        return Act(N_("Save"), undo=lambda: self.marks.remove(mark), redo=lambda: self.marks.append(mark))


@pytest.fixture
def stack(qapp: object) -> UndoStack:
    return UndoStack()


def test_the_last_act_is_taken_back_first_and_can_be_done_again(stack: UndoStack) -> None:
    paper = Paper()
    for mark in "ab":
        stack.push(paper.act(mark))
    stack.undo()
    assert paper.marks == ["a"]
    stack.redo()
    assert paper.marks == ["a", "b"]


def test_nothing_happens_where_nothing_was_done(stack: UndoStack) -> None:
    assert stack.undo() is None
    assert stack.redo() is None


def test_a_new_act_forgets_what_was_taken_back(stack: UndoStack) -> None:
    paper = Paper()
    stack.push(paper.act("a"))
    stack.undo()
    stack.push(paper.act("b"))
    assert stack.redo() is None
    assert paper.marks == ["b"]


def test_only_the_last_twenty_are_kept(stack: UndoStack) -> None:
    paper = Paper()
    for number in range(DEPTH + 5):
        stack.push(paper.act(str(number)))
    while stack.undo() is not None:
        pass
    assert paper.marks == [str(number) for number in range(5)]


def test_an_act_that_cannot_be_taken_back_now_can_be_later(stack: UndoStack) -> None:
    paper, reachable = Paper(), [False]

    def undo() -> None:
        if not reachable[0]:
            raise Unavailable(N_("Close"))
        paper.marks.clear()

    paper.marks.append("a")
    stack.push(Act(N_("Save"), undo, lambda: None))
    with pytest.raises(Unavailable):
        stack.undo()
    reachable[0] = True
    stack.undo()
    assert paper.marks == []
