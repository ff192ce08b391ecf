"""The virus scanner: the protocol as clamd speaks it, and every way in which it does not answer."""

import socket

import pytest

from files import clamd as client
from settings import ScannerSocket
from tests.clamav import clamd
from tests.samples import EICAR


@pytest.mark.parametrize("at_a_path", [True, False])
def test_the_scanner_names_what_it_finds(tmp_path, at_a_path):
    with clamd(tmp_path / "clamd.ctl" if at_a_path else None) as server:
        assert client.virus(server.where, b"gewoon" * 40_000) == ""
        assert client.virus(server.where, b"x" * 70_000 + EICAR) == "Eicar-Signature"
        assert client.answers(server.where)
        assert server.scanned[0] == b"gewoon" * 40_000


def test_without_an_answer_there_is_no_verdict(tmp_path, monkeypatch):
    monkeypatch.setattr(client, "ANSWER", 0.2)
    with clamd() as server:
        server.most = 1000
        with pytest.raises(client.Unavailable):
            client.virus(server.where, b"x" * 5_000_000)  # more than it takes
        server.mute = True
        with pytest.raises(client.Unavailable):
            client.virus(server.where, b"x")
        assert not client.answers(server.where)
    with socket.socket() as deaf:  # takes the connection and says nothing
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(client.Unavailable):
            client.virus(ScannerSocket("", *deaf.getsockname()), b"x")
    for gone in (ScannerSocket("", "127.0.0.1", 9), ScannerSocket(path=str(tmp_path / "weg"))):
        with pytest.raises(client.Unavailable):
            client.virus(gone, b"x")
