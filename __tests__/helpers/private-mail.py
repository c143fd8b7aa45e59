"""A mail server of the test's own: aiosmtpd with STARTTLS, a login, and a maildir that messages really end up in."""

import json
import signal
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult

settings = json.loads(sys.argv[1])


class Deliveries(Mailbox):
    """Takes mail for one recipient; has no room for another; knows nobody else."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == settings["full"]:
            return "452 4.2.2 The recipient's mailbox is full"
        if address != settings["recipient"]:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"


def authenticate(server, session, envelope, mechanism, data):
    known = (settings["user"].encode(), settings["password"].encode())
    return AuthResult(success=(data.login, data.password) == known, handled=False)


class Server(Controller):
    def factory(self):
        secure = {}
        if settings["certificate"]:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(settings["certificate"], settings["key"])
            secure = {"tls_context": context, "require_starttls": True}
        return SMTP(
            self.handler,
            hostname="private.example",
            authenticator=authenticate,
            auth_required=True,
            auth_require_tls=bool(settings["certificate"]),
            **secure,
        )


server = Server(Deliveries(settings["maildir"]), hostname="127.0.0.1", port=settings["port"])
server.start()
print("ready", flush=True)
signal.pause()
