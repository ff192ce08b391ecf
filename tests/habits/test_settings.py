"""An empty environment is enough; a wrong one stops the start and names the variable."""

import stat

import pytest

from settings import SettingsError, from_environment


def test_an_empty_environment_gives_the_one_machine_set_up(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = from_environment({})
    assert settings.home == tmp_path / "instance"
    assert settings.sqlite
    assert (settings.host, settings.port, settings.https) == ("127.0.0.1", 5000, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "wederhoor.db"),
        ("DOCUMENT_STORE", "ftp://localhost/x"),
        ("PORT", "vijfduizend"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("WEDERHOOR_HTTPS", "ja"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        from_environment({"WEDERHOOR_HOME": str(tmp_path), name: value})


def test_keys_are_made_once_and_only_their_owner_can_read_them(tmp_path):
    first = from_environment({"WEDERHOOR_HOME": str(tmp_path)})
    second = from_environment({"WEDERHOOR_HOME": str(tmp_path)})
    assert (first.secret_key, first.audit_key) == (second.secret_key, second.audit_key)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_key_that_was_cut_off_stops_the_start(tmp_path):
    from_environment({"WEDERHOOR_HOME": str(tmp_path)})
    (tmp_path / "keys" / "audit").write_bytes(b"kort")
    with pytest.raises(SettingsError, match="audit"):
        from_environment({"WEDERHOOR_HOME": str(tmp_path)})
