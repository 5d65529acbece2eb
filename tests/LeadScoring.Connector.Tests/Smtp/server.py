"""An SMTP server on a free port of this machine: prints the port, then every mail it takes as one line of JSON.

Usage: server.py [--tls CERTIFICATE KEY] [--user NAME PASSWORD]. With a user nobody sends without having signed in.
"""

import argparse
import asyncio
import email.policy
import json
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        """Takes the name of a mechanism in any case, as servers do; aiosmtpd itself knows capitals only."""
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


class Inbox:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 There is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        content = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail = {
            "to": envelope.rcpt_tos,
            "encrypted": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "id": content["Message-ID"],
            "subject": content["Subject"],
            "body": content.get_content(),
        }
        print(json.dumps(mail), flush=True)
        return "250 OK"


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--user", nargs=2)
    return parser.parse_args()


async def main(given):
    settings = {}
    if given.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*given.tls)
        settings.update(tls_context=context, require_starttls=True)
    if given.user:
        name, password = (text.encode() for text in given.user)

        def check(server, session, envelope, mechanism, data):
            good = data.login == name and data.password == password
            return AuthResult(success=good, handled=good, auth_data=data)

        settings.update(authenticator=check, auth_required=True, auth_require_tls=bool(given.tls))

    server = await asyncio.get_running_loop().create_server(
        lambda: Server(Inbox(), hostname="localhost", **settings), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(options()))
