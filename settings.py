"""What differs per installation, read once from the environment. Wrong values stop the start."""

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

KEY_LENGTH = 32
"""Bytes of a key for documents."""


class SettingsError(Exception):
    """A setting that cannot be used; the message names the variable and what it should hold."""


@dataclass(frozen=True)
class MailServer:
    """The server that takes the outbox."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    starttls: bool
    sender: str

    @property
    def domain(self) -> str:
        return Address(addr_spec=self.sender).domain


@dataclass(frozen=True)
class IdentityProvider:
    """Where staff sign in with the account of their organisation (OpenID Connect)."""

    issuer: str
    """Its name, character for character: its addresses stand below it."""

    client_id: str
    client_secret: str = field(repr=False)
    name: str = "je organisatie"
    """What the button calls it."""

    mfa_acr: tuple[str, ...] = ()
    """Values of ``acr`` that count as the second step; the same for ``amr``. None: ours follows."""

    mfa_amr: tuple[str, ...] = ()
    passwords_for_all: bool = True
    """False: only administrators still sign in with a password, for when the provider is away."""


@dataclass(frozen=True)
class ScannerSocket:
    """Where the virus scanner (clamd) listens: a path on this machine, or a host and a port."""

    path: str = ""
    host: str = ""
    port: int = 0


@dataclass(frozen=True)
class Settings:
    """All that the environment decides. An empty environment gives the one-machine set-up."""

    home: Path
    database_url: str
    document_store: Path
    secret_key: str
    audit_key: bytes
    demo_password: str | None
    port: int
    host: str
    trusted_hosts: tuple[str, ...] | None
    https: bool
    trusted_proxy: str | None
    """The one address whose X-Forwarded-For and X-Forwarded-Proto are believed."""
    scanner: ScannerSocket | None
    """None: files from outside are taken without a scan, and staff see that."""
    mail: MailServer | None
    """None: nothing is sent, and the outbox waits."""
    document_keys: Path | None = None
    """The file with the keys of the documents; None: they lie open in their folder."""
    backup_recipient: str = ""
    """Whose key closes a backup: one of age, or a file with an OpenPGP key. Empty: it is open."""
    provider: IdentityProvider | None = None
    """None: everyone signs in with a password of the panel."""

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings and make the folder and keys that are missing.

    Raises SettingsError when a value cannot be used.
    """
    home = Path(environ.get("WEDERHOOR_HOME") or "instance").resolve()
    home.mkdir(parents=True, exist_ok=True)
    store = environ.get("DOCUMENT_STORE") or str(home / "documents")
    if "://" in store:
        raise SettingsError(f"DOCUMENT_STORE: {store!r} is geen map; alleen een map kan nu.")
    return Settings(
        home=home,
        database_url=_database_url(environ.get("DATABASE_URL") or f"sqlite:///{home}/wederhoor.db"),
        document_store=Path(store).resolve(),
        secret_key=environ.get("SECRET_KEY") or _key(home, "session").hex(),
        audit_key=_key(home, "audit"),
        demo_password=environ.get("WEDERHOOR_DEMO_PASSWORD") or None,
        port=_port("PORT", environ.get("PORT") or "5000"),
        host=environ.get("WEDERHOOR_HOST") or "127.0.0.1",
        trusted_hosts=_several(environ.get("TRUSTED_HOSTS") or "") or None,
        https=_switch("WEDERHOOR_HTTPS", environ.get("WEDERHOOR_HTTPS") or "0"),
        trusted_proxy=_proxy(environ.get("TRUSTED_PROXY") or ""),
        scanner=_scanner(environ.get("CLAMAV_SOCKET") or ""),
        mail=_mail_server(environ),
        document_keys=_document_keys(environ.get("DOCUMENT_KEYS") or "", Path(store).resolve()),
        backup_recipient=_recipient(environ.get("BACKUP_RECIPIENT") or ""),
        provider=_provider(environ),
    )


def _provider(environ: Mapping[str, str]) -> IdentityProvider | None:
    """All of it or nothing: half a sign-in would be found out by whoever stands at the door."""
    given = {name: environ.get(name) or "" for name in (*NEEDED, *OPTIONAL)}
    if not any(given.values()):
        return None
    if missing := [name for name in NEEDED if not given[name]]:
        raise SettingsError(
            f"{missing[0]}: ontbreekt. Inloggen via een organisatie vraagt {', '.join(NEEDED)}; "
            "vul ze alle drie in, of laat alles van OIDC leeg."
        )
    for name in NEEDED:
        if not (given[name].isascii() and given[name].isprintable()):
            raise SettingsError(f"{name}: alleen letters, cijfers en leestekens kunnen.")
    whom = given["OIDC_PASSWORDS"] or "everyone"
    if whom not in {"everyone", "administrators"}:
        raise SettingsError(f"OIDC_PASSWORDS: {whom!r} kan niet; kies everyone of administrators.")
    return IdentityProvider(
        issuer=_issuer(given["OIDC_ISSUER"]),
        client_id=given["OIDC_CLIENT_ID"],
        client_secret=given["OIDC_CLIENT_SECRET"],
        name=given["OIDC_NAME"] or IdentityProvider.name,
        mfa_acr=_several(given["OIDC_MFA_ACR"]),
        mfa_amr=_several(given["OIDC_MFA_AMR"]),
        passwords_for_all=whom == "everyone",
    )


NEEDED = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
OPTIONAL = ("OIDC_NAME", "OIDC_MFA_ACR", "OIDC_MFA_AMR", "OIDC_PASSWORDS")


def _issuer(text: str) -> str:
    if not confidential(text) or urlsplit(text).query or urlsplit(text).fragment:
        raise SettingsError(
            f"OIDC_ISSUER: {text!r} kan niet; kies het adres van de aanbieder, met https://."
        )
    return text


def confidential(address: str) -> bool:
    """Whether what goes to this address is read by nobody on the way.

    >>> confidential("https://login.example/x"), confidential("http://login.example/x")
    (True, False)
    """
    try:
        parts = urlsplit(address)
        here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
        return bool(parts.hostname) and parts.scheme in ({"https", "http"} if here else {"https"})
    except ValueError:
        return False


def _recipient(text: str) -> str:
    if text and not text.startswith("age1") and not Path(text).is_file():
        raise SettingsError(
            f"BACKUP_RECIPIENT: {text!r} kan niet; kies een sleutel van age (age1…) of een bestand "
            "met een openbare OpenPGP-sleutel."
        )
    return text


def _document_keys(text: str, store: Path) -> Path | None:
    if not text:
        return None
    path = Path(text).resolve()
    if path.is_relative_to(store):
        raise SettingsError(
            "DOCUMENT_KEYS: de sleutels liggen tussen de documenten; leg ze elders."
        )
    if not document_keys(path):
        raise SettingsError(
            f"DOCUMENT_KEYS: in {path} staat geen sleutel; “flask documents key” maakt er een."
        )
    return path


def document_keys(path: Path) -> tuple[bytes, ...]:
    """The keys in a file, one a line, the newest first. Raises SettingsError."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        keys = [b64decode(one, validate=True) for line in lines if (one := line.strip())]
    except OSError as error:
        raise SettingsError(f"DOCUMENT_KEYS: {path} is niet te lezen: {error.strerror}.") from None
    except ValueError:  # nothing of what stands there is repeated
        keys = [b""]
    if any(len(one) != KEY_LENGTH for one in keys):
        raise SettingsError(f"DOCUMENT_KEYS: in {path} staat een regel die geen sleutel is.")
    return tuple(keys)


def new_document_key() -> str:
    """A line for that file: 256 random bits."""
    return b64encode(secrets.token_bytes(KEY_LENGTH)).decode()


def _scanner(text: str) -> ScannerSocket | None:
    if not text or text.startswith("/"):
        return ScannerSocket(path=text) if text else None
    host, _, port = text.rpartition(":")
    if not host or "/" in text:
        raise SettingsError(f"CLAMAV_SOCKET: {text!r} kan niet; kies een pad of host:poort.")
    return ScannerSocket(host=host.strip("[]"), port=_port("CLAMAV_SOCKET", port))


def _mail_server(environ: Mapping[str, str]) -> MailServer | None:
    host, user = environ.get("SMTP_HOST") or "", environ.get("SMTP_USER") or ""
    server = MailServer(
        host=host,
        port=_port("SMTP_PORT", environ.get("SMTP_PORT") or "587"),
        user=user,
        password=environ.get("SMTP_PASSWORD") or "",
        starttls=_switch("SMTP_STARTTLS", environ.get("SMTP_STARTTLS") or "1"),
        sender=_address("MAIL_FROM", environ.get("MAIL_FROM") or "") if host else "",
    )
    if bool(user) != bool(server.password):
        raise SettingsError("SMTP_PASSWORD: hoort bij SMTP_USER; vul beide in of geen van beide.")
    return server if host else None


def _address(name: str, text: str) -> str:
    """A bare mail address, of which nothing can break out of a header."""
    try:
        found = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        found = Address()
    if not (found.username and "." in found.domain and text.isascii() and text.isprintable()):
        raise SettingsError(f"{name}: {text!r} is geen e-mailadres.")
    return text


def _database_url(url: str) -> str:
    scheme = urlsplit(url).scheme
    if scheme in {"postgres", "postgresql"}:
        return "postgresql+psycopg" + url[len(scheme) :]
    if scheme not in {"sqlite", "postgresql+psycopg"}:
        raise SettingsError(f"DATABASE_URL: {scheme!r} kan niet; kies sqlite of postgresql.")
    return url


def _key(home: Path, name: str) -> bytes:
    """A key that is made once and only its owner can read."""
    path = home / "keys" / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        # Linked into place whole: of two that start at once, the second takes the first's key.
        fresh = path.with_name(f".{name}-{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = path.read_bytes()
    if len(key) < 32:
        raise SettingsError(f"{path}: de sleutel is korter dan 32 bytes.")
    return key


def _port(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise SettingsError(f"{name}: {text!r} is geen poort; kies een getal van 1 tot 65535.")
    return int(text)


def _switch(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise SettingsError(f"{name}: {text!r} kan niet; kies 0 of 1.")
    return text == "1"


def _several(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _proxy(text: str) -> str | None:
    """One address, written as the server sees it."""
    try:
        return str(ip_address(text)) if text else None
    except ValueError:
        raise SettingsError(f"TRUSTED_PROXY: {text!r} is geen IP-adres; noem er een.") from None
