window.YTD.tweet.part0 = [
  {
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
    "id_str" : "1190000000000000002",
    "truncated" : false,
    "retweet_count" : "0",
    "id" : "1190000000000000002",
    "created_at" : "Fri Nov 01 09:00:00 +0000 2019",
    "favorited" : false,
    "full_text" : "Cold morning, warm bearing.",
    "lang" : "en"
  },
  {
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
      "22"
    ],
    "favorite_count" : "3",
    "in_reply_to_status_id_str" : "1189000000000000001",
    "id_str" : "1190000000000000001",
    "in_reply_to_user_id" : "444000333",
    "truncated" : false,
    "retweet_count" : "0",
    "id" : "1190000000000000001",
    "in_reply_to_status_id" : "1189000000000000001",
    "created_at" : "Thu Oct 31 09:00:00 +0000 2019",
    "favorited" : false,
    "full_text" : "@sam_ito see you there",
    "lang" : "en",
    "in_reply_to_screen_name" : "sam_ito",
    "in_reply_to_user_id_str" : "444000333"
  }
]