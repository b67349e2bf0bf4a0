"""Live sets at a real broker."""

from __future__ import annotations

import json
import os
import socket
import ssl
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bargroove.logbook import open_logbook
from bargroove.publishing.outbox import MOST_WAITING, Outbox
from bargroove.publishing.where import where
from tests.brokers import PASSWORD, PATIENCE, USER, listening, program, running, until

ROOT = Path(__file__).parents[3]
FAST = "sim:squat?seed=1&speed=0"
SLOW = "sim:squat?seed=1&speed=6"
SET = ("--lift", "squat", "--no-report")
NAME = "<script>alert(1)</script> =HYPERLINK(1) محمد 🏋️"


@pytest.fixture
def started(process):
    """Start the command line in a process of its own; it is ended in the end."""
    processes = []

    def start(*arguments):
        processes.append(process(*arguments))
        return processes[-1]

    yield start
    for one in processes:
        if one.poll() is None:
            one.kill()
        one.communicate()


def numbers(listener):
    return [message["number"] for message in listener.messages]


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """What a live set printed as JSON, who heard it at the broker, and who came afterwards."""
    if program("mosquitto") is None:
        pytest.skip("there is no broker here: install mosquitto")
    folder = tmp_path_factory.mktemp("heard")
    environment = os.environ | {"BARGROOVE_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    environment["BARGROOVE_LOGBOOK"] = str(folder / "logbook.sqlite")
    with open_logbook(environment["BARGROOVE_LOGBOOK"]) as logbook:
        logbook.add_lifter(NAME)
    command = [sys.executable, "-m", "bargroove", "live", FAST, *SET, "--lifter", NAME]
    with running(folder) as broker, listening(broker) as listener:
        command += ["--load", "90", "--json", "--publish", broker.url]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        until(lambda: listener.said("status")[-1:] == ["offline"])
        with listening(broker) as late:
            until(lambda: len(late.heard) == 2)
    return [json.loads(line) for line in done.stdout.splitlines()], listener, late


def test_all_that_is_told_arrives_once_and_in_order(heard):
    told, listener, _ = heard
    told = [event for event in told if event["event"].startswith(("rep_", "set_"))]
    told = [event for event in told if event["event"] != "rep_started"]
    messages = [message for message in listener.messages if message["event"] != "link"]
    assert len(told) == len(messages)
    for event, message in zip(told, messages, strict=True):
        assert event.items() <= message.items()
    assert numbers(listener) == list(range(1, len(listener.messages) + 1))
    assert len({message["run"] for message in listener.messages}) == 1
    finished = [json.loads(text)["rep"] for text in listener.said("rep")]
    assert finished == list(range(1, 8))
    assert json.loads(listener.said("set/ended")[-1])["reps"] == 7
    assert listener.said("status") == ["online", "offline"]


def test_each_message_says_who_lifts_what_and_when_it_was_told(heard):
    for message in heard[1].messages:
        assert message["schema"] == 1
        assert datetime.fromisoformat(message["utc"]).utcoffset() == timedelta(0)
        if message["event"] != "link":
            about = (message["lift"], message["load_kg"], message["lifter"])
            assert about == ("squat", 90, NAME)


def test_the_link_is_told_when_it_changes(heard):
    links = [json.loads(text) for text in heard[1].said("link")]
    assert "streaming" in [link["link"] for link in links]
    assert len(links) < 10


def test_who_comes_later_learns_of_the_link_and_of_no_old_rep(heard):
    late = heard[2]
    kept = {(topic, retained) for topic, _, retained in late.heard}
    assert kept == {("status", True), ("link", True)}
    assert late.said("status") == ["offline"]


def test_the_broker_says_so_when_the_program_is_killed(started, broker, listener):
    one = started("live", SLOW, *SET, "--terminal", "--publish", broker.url)
    until(lambda: listener.said("rep"))
    assert listener.said("status") == ["online"]
    one.kill()
    until(lambda: listener.said("status") == ["online", "offline"])


def test_a_broker_that_was_away_gets_what_it_has_missed(started, broker, listener):
    one = started("live", SLOW, *SET, "--json", "--publish", broker.url)
    until(lambda: listener.said("rep"))
    broker.stop()
    told = []
    for line in one.stdout:
        told.append(json.loads(line))
        if sum(event["event"] == "rep_finished" for event in told) >= 4:
            break
    assert len(listener.said("rep")) < 4
    broker.start()
    out, err = one.communicate(timeout=PATIENCE)
    told += [json.loads(line) for line in out.splitlines()]
    until(lambda: listener.said("status")[-1] == "offline")
    words = [event["told"] for event in told if event["event"] == "link"]
    assert any("the broker is gone" in text for text in words)
    assert any(text.endswith("the broker is there") for text in words)
    assert (one.returncode, err) == (0, "")
    unique = sorted(set(numbers(listener)))
    assert unique == list(range(1, len(unique) + 1))
    assert list(dict.fromkeys(numbers(listener))) == unique  # a repetition comes later
    finished = {json.loads(text)["rep"] for text in listener.said("rep")}
    assert finished == set(range(1, 8))


def test_a_set_does_not_need_its_broker(bargroove, broker):
    broker.stop()
    result = bargroove("live", FAST, *SET, "--terminal", "--publish", broker.url)
    assert result.status == 0
    assert "7 reps; best" in result.out
    assert "no broker is reached (Connection refused); it is tried again" in result.out + result.err
    assert "messages that did not reach it" in result.err


def test_what_is_no_broker_is_told_and_left_in_the_end():
    with socket.create_server(("127.0.0.1", 0)) as dumb:
        outbox = Outbox(where(f"mqtt://127.0.0.1:{dumb.getsockname()[1]}"), None, "")
        connection, _ = dumb.accept()
        connection.close()
        told = []
        until(lambda: told.extend(outbox.news()) or told)
        connection, _ = dumb.accept()  # which says nothing
        outbox.put("rep", b"{}")
        outbox.close()
        connection.close()
    assert "what listens there does not answer as a broker does; see the port" in told[0]
    assert outbox.news()[-1].endswith("messages that did not reach it: 1")


def test_no_more_than_so_many_messages_wait_and_the_oldest_are_dropped(broker, listener):
    broker.stop()
    outbox = Outbox(where(broker.url), None, "")
    for number in range(MOST_WAITING + 5):
        outbox.put("link", str(number).encode())
    until(lambda: any("no broker" in text for text in outbox.news()))
    broker.start()
    until(lambda: any("messages dropped: 5" in text for text in outbox.news()))
    outbox.close()
    until(lambda: listener.said("status")[-1:] == ["offline"])
    said = listener.said("link")
    assert (said[0], said[-1], len(said)) == ("5", str(MOST_WAITING + 4), MOST_WAITING)


@pytest.fixture
def guarded(tmp_path):
    """A broker that wants a name and a password, and TLS."""
    if program("mosquitto") is None or program("openssl") is None:
        pytest.skip("there is no broker with TLS here: install mosquitto and openssl")
    folder = tmp_path / "guarded"
    folder.mkdir()
    certificate, key, passwords = (folder / name for name in ("cert.pem", "key.pem", "passwords"))
    _run("mosquitto_passwd", "-b", "-c", passwords, USER, PASSWORD)
    _run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
        *("-keyout", key, "-out", certificate),
    )
    for path in (passwords, key):
        path.chmod(0o600)
    lines = (
        *("allow_anonymous false", f"password_file {passwords}"),
        *(f"certfile {certificate}", f"keyfile {key}"),
    )
    with running(folder, *lines) as broker:
        yield broker, certificate


def _run(command, *arguments):
    subprocess.run([program(command), *arguments], check=True, capture_output=True)


def secured(broker, user=""):
    return broker.url.replace("mqtt://", f"mqtts://{user}")


def test_a_broker_behind_tls_takes_a_user_by_password(bargroove, guarded, monkeypatch):
    broker, certificate = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("BARGROOVE_MQTT_PASSWORD", PASSWORD)
    tls = ssl.create_default_context(cafile=certificate)
    with listening(broker, USER, tls) as listener:
        url = secured(broker, "%C3%84nnchen@")
        result = bargroove("live", FAST, *SET, "--terminal", "--publish", url)
        assert (result.status, result.err) == (0, "")
        until(lambda: listener.said("status") == ["online", "offline"])
        assert len(listener.said("rep")) == 7


def test_a_wrong_password_or_none_is_told_and_never_shown(bargroove, guarded, monkeypatch):
    broker, certificate = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("BARGROOVE_MQTT_PASSWORD", "wrong-one")
    both = ("--publish", secured(broker, "%C3%84nnchen@"), "--publish", secured(broker))
    result = bargroove("live", FAST, *SET, "--terminal", *both)
    assert result.status == 0
    told = result.out + result.err
    assert f"the broker refuses {USER} (not authorized): see whether the name is right" in told
    assert "the broker wants to know who this is (not authorized): write USER@ before" in told
    assert "wrong-one" not in told


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
# The client leaves a socket to the garbage collector when the handshake comes to nothing.
def test_a_certificate_that_is_not_trusted_is_told(bargroove, guarded):
    broker, _ = guarded
    result = bargroove("live", FAST, *SET, "--terminal", "--publish", secured(broker))
    assert result.status == 0
    assert "the broker's certificate is not trusted (self" in result.out + result.err


def test_what_is_not_installed_is_told_before_anything_begins(bargroove, data, monkeypatch):
    for module in ("paho.mqtt.client", "pylsl"):
        monkeypatch.setitem(sys.modules, module, None)
    for module in ("mqtt", "outbox", "lsl", "lsl_streams"):
        monkeypatch.delitem(sys.modules, f"bargroove.publishing.{module}", raising=False)
    for where_to, extra in (("mqtt://127.0.0.1", "mqtt"), ("lsl", "lsl")):
        result = bargroove("live", FAST, *SET, "--terminal", "--publish", where_to)
        assert (result.status, result.out) == (1, "")
        assert f"pip install 'bargroove[{extra}]'" in result.err
        assert not (data / "captures").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_sets_in_a_window_are_published_too(started, broker, listener, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    one = started("live", "sim:squat?seed=1&speed=15", *SET, "--publish", broker.url)
    until(lambda: listener.said("set/ended"))
    assert listener.said("status") == ["online"]
    one.terminate()
    _, err = one.communicate(timeout=PATIENCE)
    assert (one.returncode, err) == (0, "")
    until(lambda: listener.said("status") == ["online", "offline"])
    assert len(listener.said("rep")) == 7
