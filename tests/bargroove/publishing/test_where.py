from __future__ import annotations

import platform

import pytest

from bargroove.publishing.where import BadWhere, Broker, where


def test_a_broker_is_named_by_its_url():
    assert where("mqtt://gym.local") == Broker("gym.local", 1883, f"bargroove/{platform.node()}")
    named = where("mqtts://J%C3%BCrgen@10.0.0.5:999/gym/rack%201/?client_id=r1")
    assert named == Broker("10.0.0.5", 999, "gym/rack 1", True, "Jürgen", "r1")
    assert named.name == "mqtts://10.0.0.5:999"
    assert where("mqtts://[::1]/a") == Broker("::1", 8883, "a", True)
    assert where("mqtts://[::1]/a").name == "mqtts://[::1]:8883"


def test_the_network_of_the_lab_is_named_by_three_letters():
    assert where("lsl") == "lsl"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a set can be published to lsl, mqtt://"),
        ("lsl://", "a set can be published to"),
        ("http://gym.local", "a set can be published to"),
        ("mqtt://", "a set can be published to"),
        ("mqtt:///gym", "a set can be published to"),
        ("mqtt://gym:port", "cannot be read"),
        ("mqtt://gym:99999", "cannot be read"),
        ("mqtt://[gym", "cannot be read"),
        ("mqtt://gym/a/#", "a set can be published to"),
        ("mqtt://gym/a/+/b", "a topic's prefix"),
        ("mqtt://gym/%23", "a topic's prefix"),
        ("mqtt://gym/a%00b", "a topic's prefix"),
        ("mqtt://gym/a//b", "a topic's prefix"),
        ("mqtt://gym/" + "a" * 201, "a topic's prefix"),
        ("mqtt://gym?qos=2", "no option but"),
        ("mqtt://gym?client_id=a&client_id=b", "no option but"),
    ],
)
def test_what_names_neither_is_refused_with_what_does(text, told):
    with pytest.raises(BadWhere, match=told):
        where(text)


@pytest.mark.parametrize(
    "text", ["mqtt://anna:geheim@gym", "mqtts://:geheim@gym", "mqtt:anna:geheim"]
)
def test_a_password_is_refused_and_not_repeated(text, bargroove):
    result = bargroove("live", "sim:squat", "--lift", "squat", "--publish", text)
    assert result.status == 2
    assert "geheim" not in result.out + result.err
    if "@" in text:
        assert "BARGROOVE_MQTT_PASSWORD" in result.err
