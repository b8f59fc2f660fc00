"""What an X archive holds that Heard knows and does not read, and why."""

from __future__ import annotations

WHY = {
    "advertisements that were shown to you; they say nothing of whom you speak with": (
        "ad_engagements ad_impressions ad_mobile_conversions_attributed ad_mobile_conversions_unattributed "
        "ad_online_conversions_attributed ad_online_conversions_unattributed ad_free_article_visits"
    ),
    "the same posts and messages once more, without their text": (
        "tweet_headers deleted_tweet_headers direct_message_headers direct_message_group_headers"
    ),
    "your account's settings, devices and sign-ins; no business of Heard's": (
        "account_creation_ip account_label account_suspension account_timezone ageinfo app connected_application "
        "device_token email_address_change expanded_profile ip_audit key_registry ni_devices phone_number "
        "professional_data protected_history saved_search screen_name_change sso tweetdeck verified verified_organization"
    ),
    "what X guesses of you": "personalization",
    "whom you do not wish to hear; no conversation comes of it": (
        "block mute direct_message_mute fleet_mute smartblock reply_prompt"
    ),
    "links that you opened; reading is not speaking": "branch_links user_link_clicks",
    "lists by their address alone; X leaves out who is on them": (
        "lists_created lists_member lists_subscribed twitter_circle twitter_circle_member"
    ),
    "addresses that you uploaded once, without names": "contact",
    "goods that you offer on X": (
        "catalog_item commerce_catalog product_drop product_set shop_module shopify_account twitter_shop"
    ),
    "notes on the posts of others, written and judged without a name": (
        "birdwatch_note birdwatch_note_rating birdwatch_note_tombstone community_note community_note_api_test_note "
        "community_note_batsignal community_note_rating community_note_tombstone"
    ),
    "broadcasts, calls and rooms; no archive with any inside has been seen yet, so their layout is not known": (
        "audio_video_calls_in_dm audio_video_calls_in_dm_recipient_sessions spaces_metadata "
        "periscope_account_information periscope_ban_information periscope_broadcast_metadata "
        "periscope_expired_broadcasts periscope_followers periscope_profile_description"
    ),
    "long articles and moments; the posts that announce them are read": (
        "article article_metadata twitter_article twitter_article_metadata moment fleet"
    ),
    "what you asked X's machine": "grok_chat_item",
    "what X paid you; write it into the journal where it is a return": "ads_revenue_sharing",
}
REASONS = {name: why for why, names in WHY.items() for name in names.split()}
"""Why, by the name that the file assigns to."""
