window.YTD.tweet.part0 = [ {
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
        "urls" : [
          {
            "url" : "https://t.co/zkJskeisBp",
            "expanded_url" : "https://blog.example/seal",
            "display_url" : "blog.example/seal…",
            "indices" : [
              "17",
              "40"
            ]
          }
        ]
      },
      "display_text_range" : [
        "0",
        "40"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1372000000000000001",
      "id_str" : "1373000000000000003",
      "in_reply_to_user_id" : "222000111",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1373000000000000003",
      "in_reply_to_status_id" : "1372000000000000001",
      "created_at" : "Mon Mar 22 10:00:00 +0000 2021",
      "favorited" : false,
      "full_text" : "@river_otter try https://t.co/zkJskeisBp",
      "lang" : "en",
      "in_reply_to_screen_name" : "river_otter",
      "in_reply_to_user_id_str" : "222000111"
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
        "27"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1373000000000000001",
      "id_str" : "1373000000000000002",
      "in_reply_to_user_id" : "2210000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1373000000000000002",
      "in_reply_to_status_id" : "1373000000000000001",
      "created_at" : "Sun Mar 21 10:00:00 +0000 2021",
      "favorited" : false,
      "full_text" : "Second week without a stop.",
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
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "26"
      ],
      "favorite_count" : "3",
      "id_str" : "1373000000000000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1373000000000000001",
      "created_at" : "Sun Mar 14 10:00:00 +0000 2021",
      "favorited" : false,
      "full_text" : "First week without a stop.",
      "lang" : "en"
    }
  }
];
