"""Instagram's "Export your information" in JSON, in every layout since 2020.

    followers_and_following/followers.json                 {"relationships_followers": […]}   until early 2022
    followers_and_following/followers_1.json               [{"string_list_data": […]}]        since February 2023
    your_instagram_activity/likes/liked_posts.json         {"likes_media_likes": […]}         since April 2024
    the same                                               [{"label_values": […]}]            since 2025

Lists name people by username, messages by the name that they show. The two are joined where the folder of a conversation bears a
username that a list knows; that is probable and no more, as people may take each other's names.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from heard.model import Export, Profile, Record
from heard.reading.archive import Archive, DamagedError
from heard.reading.meta.chats import Chats, in_all
from heard.reading.meta.documents import BOM, CHAT, UNREADABLE, Document, listed
from heard.reading.meta.export import (
    CHATS,
    LEFT_ALONE_IN_BOTH,
    Placed,
    kind,
    read_export,
    survey,
)
from heard.reading.meta.instagram import Cell, Item, Reading, username
from heard.reading.meta.labels import meaning
from heard.reading.meta.names import Names
from heard.reading.meta.network import networks, taken_at
from heard.reading.meta.text import fold, one_line, repair

TITLE = "Instagram"
CHANNEL = "instagram"
WAIT_DAYS = 3
HOW_TO_GET_IT = (
    "Accounts Center > Your information and permissions > Export your information > your Instagram profile > Export to device. Choose "
    "JSON, since HTML is what it gives unasked, and All time as the date range: a shorter one cuts followers too. It takes minutes to "
    "a few days; the link then works for four days. Add the zip as it is."
)
BLIND = (
    "What others did with your posts is not in it: who liked or commented on them, and how often they were seen. Silence there is not "
    "silence. People who stopped following you are gone from the list. Posts and comments bear no address."
)
BESIDE = "Your mailbox (mbox), where Instagram told you who commented; and facebook, which is another export of the same page."
NOT_SEEN = (
    "Any whole archive: the layout of 2024 follows the structure measured in one export, those before and since follow the parsers of "
    "others."
)
PROFILE = kind(
    "your username, name and address", "personal_information/personal_information.json", "profile_user", ""
)
FOLLOWERS = kind("who follows you, and since when", "connections/followers_and_following/followers_1.json", "relationships_followers", "",
                 Reading.followers)  # fmt: skip
FOLLOWING = kind("whom you follow, and since when", "connections/followers_and_following/following.json", "relationships_following", "",
                 Reading.following)  # fmt: skip
STORY_SIGNS = "story_likes polls quizzes questions emoji_sliders emoji_quick_reactions story_reaction_sticker_reactions countdowns"
KINDS = (
    PROFILE,
    FOLLOWERS,
    FOLLOWING,
    kind("requests to follow that you sent", "connections/followers_and_following/pending_follow_requests.json",
         "relationships_follow_requests_sent", "", Reading.asked),
    kind("requests to follow that you received", "connections/followers_and_following/follow_requests_you've_received.json",
         "relationships_follow_requests_received", "", Reading.asking),
    kind("your posts", "media/posts_1.json", "", "", Reading.posts),
    kind("your reels", "media/reels.json", "ig_reels_media", "", Reading.posts),
    kind("your longer films", "media/igtv_videos.json", "ig_igtv_media", "", Reading.posts),
    kind("your stories", "media/stories.json", "ig_stories", "", Reading.stories),
    kind("your comments on posts", "comments/post_comments_1.json", "comments_media_comments", "", Reading.comments),
    kind("your comments on reels", "comments/reels_comments.json", "comments_reels_comments", "", Reading.comments),
    kind("posts that you like", "likes/liked_posts.json", "likes_media_likes", "", Reading.likes),
    kind("comments that you like", "likes/liked_comments.json", "likes_comment_likes", "", Reading.comment_likes),
    kind("your signs under the stories of others", "story_interactions/story_likes.json",
         " ".join(f"story_activities_{sign}" for sign in STORY_SIGNS.split()), STORY_SIGNS, Reading.story_signs),
    CHATS,
)  # fmt: skip
FILES = {each.name: each.what for each in KINDS}
LEFT_ALONE = {
    **LEFT_ALONE_IN_BOTH,
    **dict.fromkeys(
        ("blocked_profiles.json", "blocked_accounts.json", "restricted_profiles.json", "hide_story_from.json",
         "recently_unfollowed_profiles.json", "recently_unfollowed_accounts.json", "removed_suggestions.json",
         "recent_follow_requests.json", "following_hashtags.json", "close_friends.json", "profiles_you_ve_favorited.json",
         "accounts_you_ve_favorited.json", "custom_lists.json"),
        "whom you sort how, which nobody else sees",
    ),
    **dict.fromkeys(
        ("archived_posts.json", "recently_deleted_content.json", "profile_photos.json", "other_content.json"),
        "what you took back, and pictures of yourself",
    ),
    "synced_contacts.json": "an address book that was once handed to Instagram; add the address book itself",
    "contacts/*": "the same, as a folder",
    "secret_conversations.json": "keys of encrypted chats, without the chats",
    "reported_conversations.json": "conversations that you reported; they are among the messages too",
    "threads/*": "Threads, which is a network of its own",
    "saved/*": "bookmarks, which nobody else sees",
    "ads_information/*": "what advertisers are told of you",
    "ads_and_topics/*": "what was shown to you",
    **dict.fromkeys(
        ("login_and_account_creation/*", "login_and_profile_creation/*", "security_and_login_information/*", "apps_and_websites/*",
         "apps_and_websites_off_of_instagram/*", "device_information/*", "preferences/*", "logged_information/*", "recent_searches/*",
         "recent_search/*", "link_history/*", "your_topics/*", "past_instagram_insights/*", "account_based_in/*", "information_about_you/*",
         "autofill_information/*"),
        "the account itself, not what was said with it",
    ),
    **dict.fromkeys(
        ("personal_information/*", "account_information/*", "profile_information/*"), "the rest of your own profile"
    ),
    **dict.fromkeys(
        ("subscriptions/*", "subscriptions_for_creators/*", "shopping/*", "guides/*", "events/*", "monetization/*", "gifts/*",
         "fundraisers/*", "other_activity/*", "reports/*", "avatars_store/*", "digital_wallets/*", "loyalty_accounts/*",
         "media_settings/*", "your_reels_sentiments/*", "ai/*", "meta_spark/*", "spark_ar/*", "comments_allowed_from/*"),
        "not a conversation, or not told with whom",
    ),
}  # fmt: skip


class _Owner(msgspec.Struct):
    named: dict[str, Cell] = msgspec.field(name="string_map_data", default_factory=dict)


class _Owners(msgspec.Struct):
    profile_user: list[_Owner] = []


def recognise(archive: Archive) -> Export | None:
    """Whether a file in it holds records that only Instagram writes."""
    if "instagram" not in networks(archive):
        return None
    placed = survey(archive, KINDS, LEFT_ALONE, TITLE)
    documents = [each.document for each in placed if each.kind]
    owner = _owner(placed)
    notes = []
    if not owner.account:
        notes.append(
            "It does not say whose export it is, as personal_information.json is not in it; name your account in strategy.yaml."
        )
    names = Names("instagram", owner.account, owner.name)
    chats = Chats(names)
    if joined := chats.join((each.document for each in placed if each.kind is CHATS), _usernames(placed)):
        notes.append(
            f"Names in messages that were joined to the username in the folder's name, which is probable and no more: {joined:,}."
        )
    return Export(
        source="instagram", owner=owner.account, taken_at=taken_at(archive, "instagram", documents), notes=tuple(notes),
        context={"placed": placed, "owner": owner, "chats": chats},
    )  # fmt: skip


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, file by file."""
    yield from read_export(archive, export, TITLE, Item, Reading)


def _owner(placed: list[Placed]) -> Profile:
    """Whose export it is: by the profile, else by who has a part in every conversation."""
    for each in placed:
        if each.kind is PROFILE and (found := _profile(each.document)):
            return found
    talk = (each.document for each in placed if each.document.key == CHAT)
    name = in_all(talk)
    return Profile(account=f"instagram:name:{name.lower()}" if name else "", name=name, owner=True)


def _profile(document: Document) -> Profile | None:
    """The owner, whose labels are in the language of the account; an e-mail address shows itself."""
    try:
        found = msgspec.json.decode(document.member.read().removeprefix(BOM), type=_Owners)
    except (*UNREADABLE, DamagedError):
        return None
    said = {
        meaning(label): repair(cell.value).strip()
        for owner in found.profile_user[:1]
        for label, cell in reversed(owner.named.items())
    }
    handle = said.get("username", "").lower()
    name = one_line(said.get("name", ""))
    if not handle and not name:
        return None
    return Profile(
        account=f"instagram:{handle}" if handle else f"instagram:name:{name.lower()}", name=name,
        email=said.get("email", "").lower(), title=one_line(said.get("bio", "")),
        url=f"https://www.instagram.com/{handle}" if handle else "", owner=True,
    )  # fmt: skip


def _usernames(placed: list[Placed]) -> dict[str, str]:
    """Accounts in the lists of followers by their username without signs, where only one has it."""
    found: dict[str, set[str]] = {}
    for each in placed:
        if each.kind not in {FOLLOWERS, FOLLOWING}:
            continue
        try:
            items = [item for _, item in listed(each.document.member, Item).records]
        except DamagedError:
            continue
        for name in filter(None, map(username, items)):
            found.setdefault(fold(name), set()).add(f"instagram:{name}")
    return {folded: accounts.pop() for folded, accounts in found.items() if len(accounts) == 1}
