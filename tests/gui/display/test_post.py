from __future__ import annotations

from threading import Thread

import pytest
from PySide6.QtCore import QThread
from PySide6.QtTest import QTest

from gui.display.post import Post
from gui.live_state import LiveState


class Reader:
    """Whoever gets the post: what came, in order, and in which thread."""

    def __init__(self, post):
        self.states, self.words, self.threads = [], [], set()
        post.state_came.connect(self.take)
        post.was_said.connect(self.words.append)
        post.sound_told.connect(self.words.append)
        post.was_closed.connect(self.words.append)

    def take(self, state):
        self.states.append(state)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def post(app):
    return Post()


@pytest.fixture
def reader(post):
    return Reader(post)


def from_another_thread(work):
    thread = Thread(target=work)
    thread.start()
    thread.join()


def numbered(number):
    return LiveState("", set=number)


def test_what_another_thread_sends_comes_in_the_windows_thread(post, reader):
    from_another_thread(lambda: post.send(numbered(1)))
    assert not reader.states
    QTest.qWait(1)
    assert [state.set for state in reader.states] == [1]
    assert reader.threads == {QThread.currentThread()}


def test_of_what_came_while_nobody_looked_only_the_newest_state_is_handed_on(post, reader):
    from_another_thread(lambda: [post.send(numbered(n)) for n in range(500)])
    QTest.qWait(1)
    assert [state.set for state in reader.states] == [499]


def test_no_word_is_lost_and_they_come_in_order(post, reader):
    def talk():
        post.say("link lost")
        post.send(numbered(1))
        post.say("link back")
        post.sounded("no sound: nothing to play on")
        post.closed("the file has ended")

    from_another_thread(talk)
    QTest.qWait(1)
    assert reader.words == [
        "link lost",
        "link back",
        "no sound: nothing to play on",
        "the file has ended",
    ]
    assert len(reader.states) == 1


def test_a_flood_from_several_threads_ends_with_nothing_left_behind(post, reader):
    def flood(first):
        for number in range(first, first + 500):
            post.send(numbered(number))
            post.say(str(number))

    threads = [Thread(target=flood, args=(1000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        QTest.qWait(1)
    QTest.qWait(1)
    assert sorted(map(int, reader.words)) == [1000 * n + m for n in range(4) for m in range(500)]
    assert reader.states[-1].set % 1000 == 499
