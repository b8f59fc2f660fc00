window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "River Otter",
            "screen_name" : "river_otter",
            "indices" : [
              "0",
              "12"
            ],
            "id_str" : "222000111",
            "id" : "222000111"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "19"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1764989000000000055",
      "id_str" : "1764990000000000301",
      "in_reply_to_user_id" : "222000111",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000301",
      "in_reply_to_status_id" : "1764989000000000055",
      "created_at" : "Tue Mar 05 12:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "@river_otter agreed",
      "lang" : "en",
      "in_reply_to_screen_name" : "river_otter",
      "in_reply_to_user_id_str" : "222000111"
    }
  }
]