"""How a message leaves: by mail, by text, by letter. One recipient each, never a copy to others."""

import base64
import smtplib
from email.mime.text import MIMEText

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from college.outbox import notify
from college.outbox.models import Message
from college.outbox.undeliverable import Undeliverable

Channel = Message.Channel


def working() -> list[str]:
    """The channels through which this college can send by itself; messages of the others wait for a person.

    In the demonstration nothing leaves: texts count as sent and stand on the development
    page; letters and calls wait for the office, as in a college without a service.
    """
    texts = settings.DEMONSTRATION or notify.sends_texts()
    letters = notify.sends_letters()
    return [Channel.EMAIL, *[Channel.TEXT] * texts, *[Channel.LETTER] * letters]


def send(message: Message, *, mail) -> None:
    """Hand `message` over, for mail through the open connection `mail`. Raises Undeliverable."""
    if message.channel == Channel.EMAIL:
        _send_mail(message, mail)
    elif message.channel == Channel.TEXT and notify.sends_texts():
        notify.send_text(message)
    elif message.channel == Channel.LETTER and notify.sends_letters():
        notify.send_letter(message)
    elif not settings.DEMONSTRATION:
        raise Undeliverable("no service sends this")


def as_mail(message: Message, mail=None) -> EmailMultiAlternatives:
    """The e-mail that `message` becomes; the same Message-ID however often it is sent."""
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to_address],
        reply_to=[settings.MAIL_REPLY_TO] if settings.MAIL_REPLY_TO else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=mail,
    )
    # A mail provider gives a mail its own id: it says ours again when it tells of a bounce.
    letter.metadata = {"message": message.message_id}  # type: ignore[attr-defined]
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    for file in message.attachments:
        _attach(letter, file)
    return letter


def _attach(letter: EmailMultiAlternatives, file: dict[str, str]) -> None:
    """Attach one file; the parameters of a calendar's type (method=…) stay, or calendars ignore it."""
    kind, _, parameters = file["type"].partition(";")
    if "text" in file and kind.startswith("text/"):
        part = MIMEText(file["text"], kind.split("/")[1].strip(), "utf-8")
        for parameter in filter(None, parameters.split(";")):
            name, _, value = parameter.strip().partition("=")
            part.set_param(name, value)
        part.add_header("Content-Disposition", "attachment", filename=file["name"])
        letter.attach(part)
    else:
        content = base64.b64decode(file["base64"]) if "base64" in file else file["text"].encode()
        letter.attach(file["name"], content, kind.strip())


def _send_mail(message: Message, mail) -> None:
    try:
        as_mail(message, mail).send()
    except smtplib.SMTPRecipientsRefused as refused:
        code = max((answer[0] for answer in refused.recipients.values()), default=0)
        raise Undeliverable(f"mail server refused the address ({code})", for_good=code >= 500) from None
    except smtplib.SMTPServerDisconnected:
        raise Undeliverable("mail server hung up or fell silent") from None
    except smtplib.SMTPResponseException as answer:
        raise Undeliverable(
            f"mail server refused the message ({answer.smtp_code})", for_good=_for_good(answer)
        ) from None
    except AnymailRecipientsRefused:
        raise Undeliverable("mail provider refused the address", for_good=True) from None
    except AnymailError as answer:
        raise Undeliverable(f"mail provider refused the message ({answer.status_code or 'no answer'})") from None
    except OSError:
        raise Undeliverable("mail server out of reach") from None
    except (ValueError, UnicodeError, smtplib.SMTPException):
        raise Undeliverable("can't be written as an e-mail", for_good=True) from None


def _for_good(answer: smtplib.SMTPResponseException) -> bool:
    # A sender refused or a login gone stale is ours to mend; the message itself is sound.
    ours = smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError
    return answer.smtp_code >= 500 and not isinstance(answer, ours)
