"""A mail server: keeps every mail in the folder given, refuses by address. Prints its port; ends when its standard input does."""
import asyncio, logging, os, sys
from aiosmtpd.smtp import SMTP, AuthResult

logging.disable(logging.WARNING)  # aiosmtpd reports its own old habits


class Keeper:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 no such person"
        if address.startswith("later@"):
            return "451 come back later"
        if address.startswith("slow@"):
            await asyncio.sleep(5)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 not wanted here"
        Keeper.count += 1
        with open(os.path.join(sys.argv[1], "%d.eml" % Keeper.count), "wb") as file:
            file.write(b"X-Envelope: %s -> %s\r\n" % (envelope.mail_from.encode(), ",".join(envelope.rcpt_tos).encode()))
            file.write(envelope.original_content)
        return "250 kept"


def check_password(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"user", b"right"), handled=False)


async def serve():
    loop = asyncio.get_running_loop()
    make = lambda: SMTP(Keeper(), authenticator=check_password, auth_require_tls=False, enable_SMTPUTF8=True)
    server = await loop.create_server(make, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(serve())
