"""An SMTP server on a free port of this machine: prints the port, then every mail it takes as one line of JSON.

Usage: server.py [--tls CERTIFICATE KEY] [--user NAME PASSWORD] [--without MECHANISM]. With a user nobody sends without having
signed in. What becomes of a mail, its address says: nobody@ does not exist, later@ is put off, forbidden@ may not be written to,
unwanted@ is refused when the mail has been read, and silent@ is taken without an answer. Mails from nobody@ are not taken.
"""

import argparse
import asyncio
import email.policy
import json
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

ANSWERS = {
    "nobody": "550 5.1.1 There is no such mailbox",
    "later": "451 4.7.1 Come back in a minute",
    "forbidden": "550 5.7.1 Relaying denied",
    "full": "552 5.2.2 The mailbox is full",
}


class Inbox:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "553 5.1.8 There is no such sender"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = ANSWERS.get(address.partition("@")[0])
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        content = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps(described(session, envelope, content)), flush=True)
        if envelope.rcpt_tos[0].startswith("unwanted@"):
            return "554 5.6.0 This mail is not wanted"
        if envelope.rcpt_tos[0].startswith("silent@"):
            await asyncio.sleep(3600)
        return "250 OK"


def described(session, envelope, content):
    return {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "host": session.host_name,
        "encrypted": session.ssl is not None,
        "user": session.auth_data.login.decode() if session.auth_data else None,
        "method": getattr(session, "method", None),
        "id": content["Message-ID"],
        "subject": content["Subject"],
        "headers": [[name, str(value)] for name, value in content.items()],
        "body": content.get_content(),
        "raw": envelope.content.decode("ascii"),
    }


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--user", nargs=2)
    parser.add_argument("--without", action="append", default=[])
    return parser.parse_args()


async def main(given):
    settings = {"auth_exclude_mechanism": given.without}
    if given.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*given.tls)
        settings.update(tls_context=context, require_starttls=True)
    if given.user:
        name, password = (text.encode() for text in given.user)

        def check(server, session, envelope, mechanism, data):
            good = data.login == name and data.password == password
            session.method = mechanism
            return AuthResult(success=good, handled=good, auth_data=data)

        settings.update(authenticator=check, auth_required=True, auth_require_tls=bool(given.tls))

    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Inbox(), hostname="localhost", **settings), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(options()))
