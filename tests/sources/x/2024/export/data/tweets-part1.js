window.YTD.tweets.part1 = [
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "25"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000111",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000111",
      "created_at" : "Tue Mar 05 14:59:00 +0000 2024",
      "favorited" : false,
      "full_text" : "1/ What broke last month?",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1764990000000000121",
            "1764990000000000122"
          ],
          "editableUntil" : "2024-03-05T13:00:00.000Z",
          "editsRemaining" : "5",
          "isEditEligible" : true
        }
      },
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "26"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000121",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000121",
      "created_at" : "Tue Mar 05 16:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "We were at Northwnd Foods.",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "edit" : {
          "initialTweetId" : "1764990000000000121",
          "editControlInitial" : {
            "editTweetIds" : [
              "1764990000000000121",
              "1764990000000000122"
            ],
            "editableUntil" : "2024-03-05T13:00:00.000Z",
            "editsRemaining" : "5",
            "isEditEligible" : true
          }
        }
      },
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "27"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000122",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000122",
      "created_at" : "Tue Mar 05 16:05:00 +0000 2024",
      "favorited" : false,
      "full_text" : "We were at Northwind Foods.",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "22"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1764990000000000121",
      "id_str" : "1764990000000000123",
      "in_reply_to_user_id" : "2210000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000123",
      "in_reply_to_status_id" : "1764990000000000121",
      "created_at" : "Tue Mar 05 16:06:00 +0000 2024",
      "favorited" : false,
      "full_text" : "And we shall go again.",
      "lang" : "en",
      "in_reply_to_screen_name" : "ines_okafor",
      "in_reply_to_user_id_str" : "2210000001"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "Sam Ito 🔧",
            "screen_name" : "sam_ito",
            "indices" : [
              "0",
              "8"
            ],
            "id_str" : "444000333",
            "id" : "444000333"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "304"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1764989000000000077",
      "id_str" : "1764990000000000131",
      "in_reply_to_user_id" : "444000333",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000131",
      "in_reply_to_status_id" : "1764989000000000077",
      "created_at" : "Tue Mar 05 17:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "@sam_ito What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. Wh… https://t.co/mediamedia",
      "lang" : "en",
      "in_reply_to_screen_name" : "sam_ito",
      "in_reply_to_user_id_str" : "444000333"
    }
  }
]