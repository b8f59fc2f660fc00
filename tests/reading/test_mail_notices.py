"""Notification mails: what they tell of, who is named, and who may not speak for a network."""

from __future__ import annotations

import pytest

from heard.reading.mail import parse
from heard.reading.mail_notices import notice
from heard.reading.mail_split import single

PASS = "Authentication-Results: mx.example; dkim=pass header.i=@linkedin.com header.s=d1; spf=pass"
SENDERS = {
    "linkedin": "LinkedIn <notifications-noreply@linkedin.com>",
    "facebook": "Facebook <notification@facebookmail.com>",
    "instagram": "Instagram <no-reply@mail.instagram.com>",
    "x": "X <notify@x.com>",
}


def told(
    subject: str, sender: str = "linkedin", text: str = "Open it.", more: str = "", *, signed: bool = False
):
    raw = f"From: {SENDERS.get(sender, sender)}\nTo: ines@larkfield.example\nSubject: {subject}\nMessage-ID: <1@x.example>\n"
    mail = parse(
        single(
            f"{raw}Date: Mon, 5 Jan 2026 10:00:00 +0000\n{more}\n{text}\n".replace("\n\n\n", "\n\n").encode()
        )
    )
    assert mail is not None
    return notice(mail, signed=signed)


@pytest.mark.parametrize(
    ("subject", "sender", "kind", "account"),
    [
        ("Sam Ito commented on your post", "linkedin", "comment", "linkedin:name:sam ito"),
        ("Sam Ito replied to your comment", "linkedin", "reply", "linkedin:name:sam ito"),
        ("Sam Ito mentioned you in a comment", "linkedin", "mention", "linkedin:name:sam ito"),
        ("Sam Ito liked your post", "linkedin", "reaction", "linkedin:name:sam ito"),
        ("Sam Ito and 3 others reacted to your post", "linkedin", "reaction", "linkedin:name:sam ito"),
        ("Sam Ito reposted your post", "linkedin", "share", "linkedin:name:sam ito"),
        ("Sam Ito sent you a message", "linkedin", "message", "linkedin:name:sam ito"),
        ("Sam just messaged you", "Sam Ito via LinkedIn <messages-noreply@linkedin.com>", "message", "linkedin:name:sam ito"),
        ("Sam Ito wants to connect", "linkedin", "invitation", "linkedin:name:sam ito"),
        ("Ines, please add me to your LinkedIn network", "Sam Ito via LinkedIn <invitations@linkedin.com>", "invitation", "linkedin:name:sam ito"),
        ("Sam Ito accepted your invitation", "linkedin", "connection", "linkedin:name:sam ito"),
        ("Sam Ito endorsed you for Lubrication", "linkedin", "endorsement", "linkedin:name:sam ito"),
        ("Jörg Maier hat Ihren Beitrag kommentiert", "linkedin", "comment", "linkedin:name:jörg maier"),
        ("Jörg Maier hat auf Ihren Kommentar geantwortet", "linkedin", "reply", "linkedin:name:jörg maier"),
        ("Jörg Maier hat Sie in einem Kommentar erwähnt", "linkedin", "mention", "linkedin:name:jörg maier"),
        ("Jörg Maier möchte sich mit Ihnen vernetzen", "linkedin", "invitation", "linkedin:name:jörg maier"),
        ("Jörg Maier hat Ihnen eine Nachricht gesendet", "linkedin", "message", "linkedin:name:jörg maier"),
        ("José Ruiz ha comentado tu publicación", "linkedin", "comment", "linkedin:name:josé ruiz"),
        ("José Ruiz te ha mencionado en un comentario", "linkedin", "mention", "linkedin:name:josé ruiz"),
        ("José Ruiz te ha enviado un mensaje", "linkedin", "message", "linkedin:name:josé ruiz"),
        ("José Ruiz quiere conectar contigo", "linkedin", "invitation", "linkedin:name:josé ruiz"),
        ("Zoë Blanc a commenté votre post", "linkedin", "comment", "linkedin:name:zoë blanc"),
        ("Zoë Blanc a répondu à votre commentaire", "linkedin", "reply", "linkedin:name:zoë blanc"),
        ("Zoë Blanc vous a mentionnée dans un commentaire", "linkedin", "mention", "linkedin:name:zoë blanc"),
        ("Zoë Blanc souhaite rejoindre votre réseau", "linkedin", "invitation", "linkedin:name:zoë blanc"),
        ("Sam Ito commented on your photo", "facebook", "comment", "facebook:name:sam ito"),
        ("Sam Ito tagged you in a post", "facebook", "mention", "facebook:name:sam ito"),
        ("Sam Ito sent you a friend request", "facebook", "invitation", "facebook:name:sam ito"),
        ("Sam Ito posted on your timeline", "facebook", "comment", "facebook:name:sam ito"),
        ("Jörg Maier hat deinen Beitrag kommentiert", "facebook", "comment", "facebook:name:jörg maier"),
        ("sam.ito mentioned you in a comment", "instagram", "mention", "instagram:sam.ito"),
        ("Sam Ito (@SamIto) mentioned you on Twitter!", "Sam Ito (via Twitter) <notify@twitter.com>", "mention", "x:@samito"),
        ("Sam Ito (@samito) replied to your Tweet!", "x", "reply", "x:@samito"),
        ("@samito replied to your post", "x", "reply", "x:@samito"),
        ("Sam Ito (@samito) sent you a Direct Message", "x", "message", "x:@samito"),
        ("Sam Ito (@samito) is now following you on X!", "x", "follow", "x:@samito"),
    ],
)  # fmt: skip
def test_what_a_subject_tells_of(subject, sender, kind, account):
    found = told(subject, sender)
    assert found is not None
    assert (found.kind, found.account) == (kind, account)
    assert found.visibility == ("direct" if kind in {"message", "invitation", "connection"} else "public")


@pytest.mark.parametrize(
    ("subject", "sender"),
    [
        ("You appeared in 12 searches this week", "linkedin"),
        ("Sam Ito also commented on Bo Lind's post", "linkedin"),
        ("Someone commented on your post", "linkedin"),
        ("Invitation to connect on LinkedIn", "linkedin"),
        ("Reminder: Sam Ito's invitation is waiting", "linkedin"),
        ("Sam Ito commented on your post", "LinkedIn <notifications@linkedin.com.evil.example>"),
        ("Sam Ito commented on your post", "LinkedIn <notifications@notlinkedin.com>"),
        ("Sam Ito commented on your post", "notifications-noreply@linkedin.com via Bo <bo@werk.example>"),
        ("a" * 5_000 + " " * 5_000 + "commented", "linkedin"),
    ],
)
def test_what_is_no_notification(subject, sender):
    assert told(subject, sender) is None


def test_a_list_that_an_invitation_was_sent_to_is_not_invited():
    assert told("Sam Ito wants to connect", more="List-Post: <mailto:pumps@lists.example>\n") is None


@pytest.mark.parametrize(
    ("more", "signed", "counts"),
    [
        ("", False, True),
        ("", True, False),
        (PASS + "\n", True, True),
        ("Authentication-Results: mx.example; dmarc=pass (p=REJECT) header.from=linkedin.com\n", True, True),
        ("Authentication-Results: mx.example; dkim=fail header.i=@linkedin.com\n", True, False),
        ("Authentication-Results: mx.example; dkim=fail header.i=@linkedin.com\n", False, False),
        (
            "Authentication-Results: mx.example; dkim=pass header.d=evil.example; dkim=fail header.d=linkedin.com\n",
            True,
            False,
        ),
        ("Authentication-Results: mx.example; spf=pass smtp.mailfrom=linkedin.com\n", True, False),
        ("Authentication-Results: mx.example; none\n" + PASS + "\n", True, False),
    ],
)
def test_who_may_speak_for_a_network(more, signed, counts):
    assert (told("Sam Ito commented on your post", more=more, signed=signed) is not None) is counts


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("https://www.linkedin.com/comm/in/sam-ito-4a1b?lipi=x", "linkedin:sam-ito-4a1b"),
        (
            "https://www.linkedin.com/comm/in/ines-okafor https://www.linkedin.com/in/sam-ito/",
            "linkedin:sam-ito",
        ),
        (
            "https://www.linkedin.com/in/sam-ito-1 https://www.linkedin.com/in/sam-ito-2",
            "linkedin:name:sam ito",
        ),
        ("https://www.linkedin.com/in/ACoAAB12", "linkedin:name:sam ito"),
    ],
)
def test_the_profile_in_the_text_says_who_it_is(text, account):
    assert told("Sam Ito commented on your post", text=text).account == account


def test_the_post_in_the_text_is_its_place():
    found = told(
        "Sam Ito commented on your post",
        text="https://www.linkedin.com/comm/feed/update/urn%3Ali%3Aactivity%3A7123?midToken=x",
    )
    assert found.url == "https://www.linkedin.com/feed/update/urn:li:activity:7123"
