"""An empty environment is enough; a wrong one stops the start and names the variable."""

import stat
from base64 import b64encode

import pytest

from settings import ScannerSocket, SettingsError, from_environment


def test_an_empty_environment_gives_the_one_machine_set_up(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = from_environment({})
    assert settings.home == tmp_path / "instance"
    assert settings.sqlite
    assert (settings.host, settings.port, settings.https) == ("127.0.0.1", 5000, False)
    assert settings.mail is None
    assert settings.provider is None
    assert settings.scanner is None
    assert settings.trusted_proxy is None


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
        ("TRUSTED_PROXY", "*"),
        ("TRUSTED_PROXY", "proxy.example"),
        ("TRUSTED_PROXY", "10.0.0.0/8"),
        ("CLAMAV_SOCKET", "clamd.ctl"),
        ("CLAMAV_SOCKET", "scanner:clamd"),
        ("CLAMAV_SOCKET", ":3310"),
        ("CLAMAV_SOCKET", "tcp://scanner:3310"),
        ("SMTP_PORT", "mail"),
        ("SMTP_STARTTLS", "ja"),
        ("SMTP_PASSWORD", "zonder gebruiker"),
        ("BACKUP_RECIPIENT", "/is/er/niet.asc"),
        ("DOCUMENT_KEYS", "/is/er/niet"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        from_environment({"WEDERHOOR_HOME": str(tmp_path), name: value})


A_KEY = b64encode(b"1" * 32).decode()


@pytest.mark.parametrize(
    "lines", ["", "\n", "geheim\n", f"{A_KEY}\ngeheim", A_KEY[:-4], f"{A_KEY}{A_KEY}", "é"]
)
def test_keys_that_cannot_be_used_stop_the_start_and_are_not_repeated(tmp_path, lines):
    (tmp_path / "keys.txt").write_text(lines, encoding="utf-8")
    chosen = {"WEDERHOOR_HOME": str(tmp_path), "DOCUMENT_KEYS": str(tmp_path / "keys.txt")}
    with pytest.raises(SettingsError, match="DOCUMENT_KEYS") as refused:
        from_environment(chosen)
    assert A_KEY[:9] not in str(refused.value)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(("folder", "right"), [(".", True), ("documents", False)])
def test_keys_do_not_lie_among_the_documents(tmp_path, folder, right):
    path = tmp_path / folder / "keys.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f" {A_KEY} \n\n{A_KEY}\n")
    chosen = {"WEDERHOOR_HOME": str(tmp_path), "DOCUMENT_KEYS": str(path)}
    if right:
        assert from_environment(chosen).document_keys == path.resolve()
    else:
        with pytest.raises(SettingsError, match="leg ze elders"):
            from_environment(chosen)


OIDC = {
    "OIDC_ISSUER": "https://login.example/x",
    "OIDC_CLIENT_ID": "wederhoor",
    "OIDC_CLIENT_SECRET": "geheim",
}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"OIDC_ISSUER": ""}, "OIDC_ISSUER"),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_ISSUER": "login.example"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "http://login.example"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://login.example?x=1"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://login.example#x"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://[::1"}, "OIDC_ISSUER"),
        ({"OIDC_CLIENT_SECRET": "gehéim"}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_PASSWORDS": "nobody"}, "OIDC_PASSWORDS"),
        (dict.fromkeys(OIDC, "") | {"OIDC_PASSWORDS": "administrators"}, "OIDC_ISSUER"),
        (dict.fromkeys(OIDC, "") | {"OIDC_MFA_AMR": "mfa"}, "OIDC_ISSUER"),
    ],
)
def test_half_a_provider_stops_the_start(tmp_path, change, named):
    with pytest.raises(SettingsError, match=f"^{named}: "):
        from_environment({"WEDERHOOR_HOME": str(tmp_path)} | OIDC | change)


def test_a_provider_is_what_was_set_and_its_secret_is_not_printed(tmp_path):
    known = {"WEDERHOOR_HOME": str(tmp_path)} | OIDC
    usual = from_environment(known).provider
    assert (usual.issuer, usual.client_id) == ("https://login.example/x", "wederhoor")
    assert (usual.name, usual.mfa_acr, usual.mfa_amr) == ("je organisatie", (), ())
    assert usual.passwords_for_all is True
    assert "geheim" not in repr(usual)
    more = {"OIDC_NAME": "SSR", "OIDC_MFA_AMR": "mfa, otp", "OIDC_PASSWORDS": "administrators"}
    chosen = from_environment(known | more).provider
    assert (chosen.name, chosen.mfa_amr, chosen.passwords_for_all) == ("SSR", ("mfa", "otp"), False)
    assert from_environment({"WEDERHOOR_HOME": str(tmp_path)}).provider is None


@pytest.mark.parametrize(
    "sender", ["", "ssr", "a@b", "a@b.nl, c@d.nl", "a@b.nl\nBcc: c@d.nl", "a b@c.nl", "é@b.nl"]
)
def test_mail_needs_a_sender_that_is_one_address(tmp_path, sender):
    with pytest.raises(SettingsError, match="MAIL_FROM"):
        from_environment(
            {"WEDERHOOR_HOME": str(tmp_path), "SMTP_HOST": "mail.example", "MAIL_FROM": sender}
        )


def test_a_mail_server_is_spoken_to_in_private_unless_that_is_switched_off(tmp_path):
    known = {"WEDERHOOR_HOME": str(tmp_path), "SMTP_HOST": "mail.example", "MAIL_FROM": "a@b.nl"}
    mail = from_environment(known).mail
    assert (mail.port, mail.starttls, mail.sender, mail.domain) == (587, True, "a@b.nl", "b.nl")
    assert from_environment(known | {"SMTP_STARTTLS": "0"}).mail.starttls is False
    assert "geheim" not in repr(
        from_environment(known | {"SMTP_USER": "u", "SMTP_PASSWORD": "geheim"}).mail
    )


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


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("/run/clamav/clamd.ctl", ScannerSocket(path="/run/clamav/clamd.ctl")),
        ("scanner.intern:3310", ScannerSocket(host="scanner.intern", port=3310)),
        ("[::1]:3310", ScannerSocket(host="::1", port=3310)),
    ],
)
def test_the_scanner_listens_at_a_path_or_at_a_port(tmp_path, text, where):
    known = {"WEDERHOOR_HOME": str(tmp_path), "CLAMAV_SOCKET": text}
    assert from_environment(known).scanner == where
