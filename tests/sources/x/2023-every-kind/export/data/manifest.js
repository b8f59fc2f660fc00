window.__THAR_CONFIG = {
  "userInfo": {
    "accountId": "2210000001",
    "userName": "ines_okafor",
    "displayName": "Ines Okafor"
  },
  "archiveInfo": {
    "sizeBytes": "53687091201",
    "generationDate": "2023-03-07T09:00:00.000Z",
    "isPartialArchive": true,
    "maxPartSizeBytes": "53687091200"
  },
  "readmeInfo": {
    "fileName": "data/README.txt",
    "directory": "data/",
    "name": "README.txt"
  },
  "dataTypes": {
    "account": {
      "files": [
        {
          "fileName": "data/account.js",
          "globalName": "YTD.account.part0",
          "count": "1"
        }
      ]
    },
    "tweets": {
      "files": [
        {
          "fileName": "data/tweets.js",
          "globalName": "YTD.tweets.part0",
          "count": "5"
        }
      ]
    },
    "noteTweet": {
      "files": [
        {
          "fileName": "data/note-tweet.js",
          "globalName": "YTD.note_tweet.part0",
          "count": "2"
        }
      ]
    },
    "twitterCircleTweet": {
      "files": [
        {
          "fileName": "data/twitter-circle-tweet.js",
          "globalName": "YTD.twitter_circle_tweet.part0",
          "count": "1"
        }
      ]
    },
    "deletedTweets": {
      "files": [
        {
          "fileName": "data/deleted-tweets.js",
          "globalName": "YTD.deleted_tweets.part0",
          "count": "1"
        }
      ]
    },
    "deletedTweetHeaders": {
      "files": [
        {
          "fileName": "data/deleted-tweet-headers.js",
          "globalName": "YTD.deleted_tweet_headers.part0",
          "count": "1"
        }
      ]
    },
    "tweetHeaders": {
      "files": [
        {
          "fileName": "data/tweet-headers.js",
          "globalName": "YTD.tweet_headers.part0",
          "count": "1"
        }
      ]
    },
    "like": {
      "files": [
        {
          "fileName": "data/like.js",
          "globalName": "YTD.like.part0",
          "count": "2"
        }
      ]
    },
    "directMessages": {
      "files": [
        {
          "fileName": "data/direct-messages.js",
          "globalName": "YTD.direct_messages.part0",
          "count": "1"
        }
      ]
    },
    "directMessageHeaders": {
      "files": [
        {
          "fileName": "data/direct-message-headers.js",
          "globalName": "YTD.direct_message_headers.part0",
          "count": "1"
        }
      ]
    },
    "follower": {
      "files": [
        {
          "fileName": "data/follower.js",
          "globalName": "YTD.follower.part0",
          "count": "1"
        }
      ]
    },
    "following": {
      "files": [
        {
          "fileName": "data/following.js",
          "globalName": "YTD.following.part0",
          "count": "0"
        }
      ]
    },
    "mute": {
      "files": [
        {
          "fileName": "data/mute.js",
          "globalName": "YTD.mute.part0",
          "count": "1"
        }
      ]
    },
    "block": {
      "files": [
        {
          "fileName": "data/block.js",
          "globalName": "YTD.block.part0",
          "count": "0"
        }
      ]
    },
    "listsCreated": {
      "files": [
        {
          "fileName": "data/lists-created.js",
          "globalName": "YTD.lists_created.part0",
          "count": "1"
        }
      ]
    },
    "listsMember": {
      "files": [
        {
          "fileName": "data/lists-member.js",
          "globalName": "YTD.lists_member.part0",
          "count": "0"
        }
      ]
    },
    "listsSubscribed": {
      "files": [
        {
          "fileName": "data/lists-subscribed.js",
          "globalName": "YTD.lists_subscribed.part0",
          "count": "0"
        }
      ]
    },
    "screenNameChange": {
      "files": [
        {
          "fileName": "data/screen-name-change.js",
          "globalName": "YTD.screen_name_change.part0",
          "count": "1"
        }
      ]
    },
    "accountTimezone": {
      "files": [
        {
          "fileName": "data/account-timezone.js",
          "globalName": "YTD.account_timezone.part0",
          "count": "1"
        }
      ]
    },
    "profile": {
      "files": [
        {
          "fileName": "data/profile.js",
          "globalName": "YTD.profile.part0",
          "count": "1"
        }
      ]
    },
    "adEngagements": {
      "files": [
        {
          "fileName": "data/ad-engagements.js",
          "globalName": "YTD.ad_engagements.part0",
          "count": "1"
        }
      ]
    },
    "adImpressions": {
      "files": [
        {
          "fileName": "data/ad-impressions.js",
          "globalName": "YTD.ad_impressions.part0",
          "count": "0"
        }
      ]
    },
    "adsRevenueSharing": {
      "files": [
        {
          "fileName": "data/ads-revenue-sharing.js",
          "globalName": "YTD.ads_revenue_sharing.part0",
          "count": "1"
        }
      ]
    },
    "spacesMetadata": {
      "files": [
        {
          "fileName": "data/spaces-metadata.js",
          "globalName": "YTD.spaces_metadata.part0",
          "count": "1"
        }
      ]
    },
    "personalization": {
      "files": [
        {
          "fileName": "data/personalization.js",
          "globalName": "YTD.personalization.part0",
          "count": "1"
        }
      ]
    },
    "userLinkClicks": {
      "files": [
        {
          "fileName": "data/user-link-clicks.js",
          "globalName": "YTD.user_link_clicks.part0",
          "count": "1"
        }
      ]
    },
    "contact": {
      "files": [
        {
          "fileName": "data/contact.js",
          "globalName": "YTD.contact.part0",
          "count": "1"
        }
      ]
    },
    "article": {
      "files": [
        {
          "fileName": "data/article.js",
          "globalName": "YTD.article.part0",
          "count": "0"
        }
      ]
    },
    "articleMetadata": {
      "files": [
        {
          "fileName": "data/article-metadata.js",
          "globalName": "YTD.article_metadata.part0",
          "count": "0"
        }
      ]
    },
    "ipAudit": {
      "files": [
        {
          "fileName": "data/ip-audit.js",
          "globalName": "YTD.ip_audit.part0",
          "count": "1"
        }
      ]
    },
    "communityTweet": {
      "files": [
        {
          "fileName": "data/community-tweet.js",
          "globalName": "YTD.community_tweet.part0",
          "count": "1"
        }
      ]
    }
  }
};