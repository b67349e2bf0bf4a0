from __future__ import annotations

from uuid import uuid4

import pytest

from tests import brokers


@pytest.fixture
def broker(tmp_path):
    """A broker that lets in anybody."""
    if brokers.program("mosquitto") is None:
        pytest.skip("there is no broker here: install mosquitto")
    folder = tmp_path / "broker"
    folder.mkdir()
    with brokers.running(folder) as running:
        yield running


@pytest.fixture
def listener(broker):
    with brokers.listening(broker) as listening:
        yield listening


@pytest.fixture(scope="session", autouse=True)
def _on_this_machine(tmp_path_factory):
    """Let the Lab Streaming Layer talk to nobody but these tests on this machine."""
    path = tmp_path_factory.mktemp("lsl") / "lsl_api.cfg"
    path.write_text(
        "[ports]\nIPv6 = disable\n[multicast]\nResolveScope = machine\n"
        "ListenAddress = 127.0.0.1\n[lab]\nKnownPeers = {127.0.0.1}\n"
        f"SessionID = {uuid4()}\n[log]\nlevel = -2\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSLAPICFG", str(path))
        yield
