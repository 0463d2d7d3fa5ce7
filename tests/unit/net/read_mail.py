"""Shows a mail as an independent parser understands it: one line a header, then the parts."""
import email, email.policy, sys

mail = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
assert not mail.defects, mail.defects
for name in ("X-Envelope", "From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted", "Mime-Version"):
    print(name + ": " + str(mail[name]))
for part in mail.walk():
    assert not part.defects, part.defects
    if part.is_multipart():
        print("[" + part.get_content_type() + "]")
    else:
        content = part.get_content()
        text = content if isinstance(content, str) else content.decode("latin-1")
        print("(" + part.get_content_type() + " " + str(part.get_filename()) + ") " + text.replace("\r", "").rstrip("\n").replace("\n", "|"))
