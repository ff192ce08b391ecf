"""Codes that follow the clock (TOTP, RFC 6238), as apps on telephones make them."""

import hmac
import re
from base64 import urlsafe_b64encode
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from settings import Settings

INTERVAL = 30
"""Seconds that a code lasts."""

DRIFT = 1
"""So many intervals may a telephone be slow or fast (RFC 6238, 5.2)."""


def new_secret() -> str:
    """160 random bits, as apps take them."""
    return pyotp.random_base32()


def address(secret: str, email: str, issuer: str) -> str:
    """What the QR code holds, so that nobody types the secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def accepted(secret: str, typed: str, last_step: int, moment: datetime) -> int | None:
    """The interval of this code, when it is right now and later than the last one that was used.

    >>> from datetime import UTC
    >>> rfc_6238 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    >>> accepted(rfc_6238, "287 082", 0, datetime.fromtimestamp(59, UTC))
    1
    """
    digits = "".join(typed.split())
    if not re.fullmatch(r"\d{6}", digits, re.ASCII):
        return None
    here, codes = int(moment.timestamp()) // INTERVAL, pyotp.TOTP(secret)
    near = range(max(here - DRIFT, last_step + 1), here + DRIFT + 1)
    right = [one for one in near if hmac.compare_digest(codes.generate_otp(one), digits)]
    return right[0] if right else None


# --- kept sealed: whoever reads the database makes no codes --------------------------------


def sealed(secret: str) -> str:
    """The secret as it is kept."""
    return _seal().encrypt(secret.encode()).decode()


def opened(kept: str) -> str | None:
    """The secret again; None when it was sealed with another key."""
    try:
        return _seal().decrypt(kept).decode()
    except InvalidToken:
        return None


def _seal() -> Fernet:
    """A key of its own, derived from the secret key of the installation (RFC 5869)."""
    settings: Settings = current_app.extensions["wederhoor"]
    derive = HKDF(SHA256(), length=32, salt=None, info=b"wederhoor authenticator")
    return Fernet(urlsafe_b64encode(derive.derive(settings.secret_key.encode())))
