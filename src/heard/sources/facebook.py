"""Facebook's "Export your information" in JSON, with Messenger and its store of encrypted chats, in every layout since 2018.

    friends/friends.json                                     {"friends": […]}       2018 to mid-2021
    friends_and_followers/friends.json                       {"friends_v2": […]}    until 2023
    your_activity_across_facebook/comments_and_reactions/…   {"comments_v2": […]}   late 2023
    your_facebook_activity/comments_and_reactions/…          [{"label_values": …}]  since 2024
    Ana Kovač_1.json                                         {"threadName": …}      messages.zip, encrypted chats

Facebook names people and gives no ids, so that an account is a name: two people of one name are one account, and somebody who
changed theirs is two. Whose photo was commented on stands in a sentence in the language of the account; it is understood in English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from heard.model import Export, Profile, Record
from heard.reading.archive import Archive, DamagedError
from heard.reading.meta.chats import Chats, in_all
from heard.reading.meta.documents import BOM, CHAT, SECRET_CHAT, UNREADABLE, Document
from heard.reading.meta.export import (
    CHATS,
    LEFT_ALONE_IN_BOTH,
    SECRET_CHATS,
    Placed,
    kind,
    read_export,
    survey,
)
from heard.reading.meta.facebook import Entry, Reading
from heard.reading.meta.names import Names
from heard.reading.meta.network import networks, taken_at
from heard.reading.meta.text import one_line, repair

TITLE = "Facebook"
CHANNEL = "facebook"
WAIT_DAYS = 3
HOW_TO_GET_IT = (
    "Accounts Center > Your information and permissions > Export your information > your Facebook profile > Export to device. Choose "
    "JSON, since HTML is what it gives unasked, and All time as the date range. It takes hours, up to a few days; the link then works "
    "for four days. A large export comes as several zips: put them into a folder of their own and add that. Encrypted chats are fetched "
    "apart, on messenger.com: Privacy & safety > End-to-end encrypted chats > Message storage > Download secure storage data; put that zip "
    "beside them, or add it by itself."
)
BLIND = (
    "What others did with your posts is not in it. Their comments and reactions show only as far as recent notifications tell of them. "
    "Silence there is not silence. Messages since December 2023 are mostly encrypted and lie in a zip of their own. Whose post you commented "
    "on or liked is known where Facebook says so in English. People are names without an id."
)
BESIDE = (
    "Your mailbox (mbox), for who commented on your posts; the secure storage data of Messenger, for chats since December 2023; and "
    "instagram, which is another export of the same page."
)
NOT_SEEN = "Any whole archive: every layout was written after the parsers of others and what they say of their samples."
SEALED = (
    "Chats that are end-to-end encrypted, which most are since December 2023, are not in this export: get Messenger's secure storage "
    "data as well, or people will seem to have gone silent."
)

PROFILE = kind(
    "your name and addresses",
    "personal_information/profile_information/profile_information.json",
    "profile",
    "",
)
KINDS = (
    PROFILE,
    kind("your friends, and since when", "connections/friends/your_friends.json", "friends", "friends", Reading.friends),
    kind("requests to be friends that you sent", "connections/friends/sent_friend_requests.json", "sent_requests",
         "friend_requests_sent", Reading.invited),
    kind("requests to be friends that you received", "connections/friends/received_friend_requests.json", "received_requests",
         "friend_requests_received", Reading.invitations),
    kind("whom you follow", "connections/followers/who_you've_followed.json", "following", "who_you_follow", Reading.following),
    kind("who follows you", "connections/followers/people_who_followed_you.json", "followers", "", Reading.followers),
    kind("your posts", "posts/your_posts__check_ins__photos_and_videos_1.json", "", "your_posts", Reading.posts),
    kind("your comments", "comments_and_reactions/comments.json", "comments", "", Reading.comments),
    kind("your posts and comments in groups", "groups/group_posts_and_comments.json", "group_posts", "", Reading.group_posts),
    kind("your comments in groups", "groups/your_comments_in_groups.json", "group_comments", "", Reading.comments),
    kind("your reactions", "comments_and_reactions/likes_and_reactions_1.json", "reactions", "posts_and_comments", Reading.reactions),
    kind("groups that you joined", "groups/your_group_membership_activity.json", "groups_joined", "", Reading.groups),
    kind("pages that you like", "pages/pages_you've_liked.json", "page_likes", "", Reading.pages),
    kind("pages that you follow", "pages/pages_and_profiles_you_follow.json", "pages_followed", "", Reading.pages),
    kind("what others did to your posts, as far as recent notifications tell", "logged_information/notifications/notifications.json",
         "notifications", "", Reading.notifications),
    CHATS,
    SECRET_CHATS,
)  # fmt: skip
FILES = {each.name: each.what for each in KINDS}
LEFT_ALONE = {
    **LEFT_ALONE_IN_BOTH,
    "rejected_friend_requests.json": "requests to be friends that you declined; no tie comes of them",
    "removed_friends.json": "people who are friends no more, and the day that you parted",
    "contacts_uploaded_from_your_phone.json": "an address book that was once handed to Facebook; add the address book itself",
    "your_address_books.json": "the same, under its older name",
    "people_and_friends.json": "a log of what you did to whom, which the lists tell better",
    "your_event_responses.json": "events, without when you answered and whether you went",
    "event_invitations.json": "events that you were asked to",
    "your_pages.json": "pages that you manage",
    "your_groups.json": "groups that you manage",
    "events/*": "events, without when you answered and whether you went",
    **dict.fromkeys(
        ("ads_information/*", "ads_and_businesses/*", "ads/*", "your_topics/*"), "what advertisers are told of you",
    ),
    **dict.fromkeys(
        ("security_and_login_information/*", "preferences/*", "apps_and_websites/*", "apps_and_websites_off_of_facebook/*",
         "location/*", "location_history/*", "search/*", "search_history/*", "logged_information/*", "device_information/*",
         "calls_and_messages/*", "about_you/*", "account_activity/*", "other_logged_information/*", "feed/*", "files/*"),
        "the account itself, not what was said with it",
    ),
    **dict.fromkeys(
        ("personal_information/*", "profile_information/*", "other_personal_information/*"), "the rest of your own profile"
    ),
    **dict.fromkeys(
        ("saved_items_and_collections/*", "saved_items/*", "polls/*", "your_places/*", "reviews/*", "stories/*", "reels/*", "dating/*",
         "facebook_gaming/*", "gaming/*", "marketplace/*", "facebook_marketplace/*", "facebook_payments/*", "payment_history/*",
         "facebook_assistant/*", "bug_bounty/*", "fundraisers/*", "volunteering/*", "spark_ar/*", "music_recommendations/*",
         "shops/*", "short_videos/*", "live_audio_rooms/*", "voice_recording_and_transcription/*", "meta_spark/*",
         "other_activity/*", "activity_messages/*", "avatars_store/*", "navigation_bar/*", "privacy_checkup/*"),
        "not a conversation, or not told with whom",
    ),
    **dict.fromkeys(
        ("album/*", "your_photos.json", "your_videos.json", "your_uncategorized_photos.json", "edits_you_made_to_posts.json",
         "archive.json", "trash.json", "your_check-ins.json", "places_you_have_been_tagged_in.json", "content_sharing_links_you_have_created.json",
         "autofill_information.json", "your_cross-app_messaging_settings.json", "support_messages.json", "secret_groups.json",
         "your_group_messages.json", "group_badges.json", "your_badges.json", "pages_you_ve_recommended.json",
         "pages_you_ve_unfollowed.json", "friends_you_see_less.json", "control_setting.json", "friend_peer_group.json"),
        "beside what is read: albums, places, settings and lists without people",
    ),
}  # fmt: skip


class _FullName(msgspec.Struct):
    full_name: str = ""


class _Emails(msgspec.Struct):
    emails: list[str] = []


class _Profile(msgspec.Struct):
    name: _FullName = msgspec.field(default_factory=_FullName)
    emails: _Emails = msgspec.field(default_factory=_Emails)
    profile_uri: str = ""


def recognise(archive: Archive) -> Export | None:
    """Whether a file in it holds records that only Facebook writes."""
    if "facebook" not in networks(archive):
        return None
    placed = survey(archive, KINDS, LEFT_ALONE, TITLE)
    documents = [each.document for each in placed if each.kind]
    owner = _owner(placed)
    notes = []
    if not owner.account:
        notes.append(
            "It does not say whose export it is; put all zips of the export into one folder and add that, or name your account in strategy.yaml."
        )
    keys = {document.key for document in documents}
    if CHAT in keys and SECRET_CHAT not in keys:
        notes.append(SEALED)
    return Export(
        source="facebook", owner=owner.account, taken_at=taken_at(archive, "facebook", documents), notes=tuple(notes),
        context={"placed": placed, "owner": owner, "chats": Chats(Names("facebook", owner.account, owner.name))},
    )  # fmt: skip


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, file by file."""
    yield from read_export(archive, export, TITLE, Entry, Reading)


def _owner(placed: list[Placed]) -> Profile:
    """Whose export it is: by the profile, else by who wrote the comments, else by who has a part in every conversation."""
    profile = _Profile()
    for each in placed:
        if each.kind is PROFILE:
            profile = _profile(each.document) or profile
    name = one_line(profile.name.full_name) or _author(placed) or in_all(_talk(placed))
    email = next((address.lower() for address in profile.emails.emails if "@" in address), "")
    account = f"facebook:name:{name.lower()}" if name else ""
    return Profile(account=account, name=name, email=email, url=repair(profile.profile_uri), owner=True)


def _profile(document: Document) -> _Profile | None:
    try:
        found = msgspec.json.decode(document.member.read().removeprefix(BOM), type=dict[str, _Profile])
    except (*UNREADABLE, DamagedError):
        return None
    return next(iter(found.values()), None)


def _author(placed: list[Placed]) -> str:
    pattern = re.compile(rb'"(?:author|actor)"\s*:\s*("(?:[^"\\]|\\.)*")')
    votes: Counter[str] = Counter()
    for each in placed:
        if each.kind and each.document.key in {"comments", "group_comments", "reactions"}:
            try:
                votes.update(pattern.findall(each.document.member.head()))
            except DamagedError:
                continue
    try:
        return one_line(msgspec.json.decode(votes.most_common(1)[0][0], type=str)) if votes else ""
    except UNREADABLE:
        return ""


def _talk(placed: list[Placed]) -> Iterator[Document]:
    return (each.document for each in placed if each.document.key in {CHAT, SECRET_CHAT})
