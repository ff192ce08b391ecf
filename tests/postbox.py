"""A real mail server for the tests, which keeps what it gets."""

import socket
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from settings import MailServer


class Postbox:
    """What a mail server does with what it gets."""

    def __init__(self):
        self.received, self.answer, self.no_such = [], "250 OK", set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address in self.no_such:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.answer.startswith("250"):
            self.received.append(envelope)
        return self.answer

    @property
    def messages(self):
        return [message_from_bytes(one.content, policy=default) for one in self.received]


@contextmanager
def mail_server(app, postbox):
    """A real server on a free port, which the panel is told to use."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    kept = app.extensions["wederhoor"]
    server = MailServer("127.0.0.1", port, "", "", False, "klachten@ssr.example")
    app.extensions["wederhoor"] = replace(kept, mail=server)
    try:
        yield server
    finally:
        app.extensions["wederhoor"] = kept
        controller.stop()
