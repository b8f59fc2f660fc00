window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1632300000000000101"
          ],
          "editableUntil" : "2023-03-05T13:00:00.000Z",
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
        "27"
      ],
      "favorite_count" : "0",
      "id_str" : "1632300000000000101",
      "id" : "1632300000000000101",
      "truncated" : false,
      "retweet_count" : "0",
      "created_at" : "Sun Mar 05 12:00:00 +0000 2023",
      "favorited" : false,
      "full_text" : "@gone_account yes, at night",
      "lang" : "en",
      "in_reply_to_status_id" : "1632290000000000001",
      "in_reply_to_status_id_str" : "1632290000000000001",
      "in_reply_to_user_id" : "999000111",
      "in_reply_to_user_id_str" : "999000111"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1632300000000000102"
          ],
          "editableUntil" : "2023-03-05T13:00:00.000Z",
          "editsRemaining" : "5",
          "isEditEligible" : true
        }
      },
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.example\" rel=\"nofollow\">Web App</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [
          {
            "text" : "LARK",
            "indices" : [
              "0",
              "4"
            ]
          }
        ],
        "user_mentions" : [
          {
            "name" : "River Otter",
            "screen_name" : "river_otter",
            "indices" : [
              "1",
              "13"
            ],
            "id_str" : "222000111",
            "id" : "222000111"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "18"
      ],
      "favorite_count" : "0",
      "id_str" : "1632300000000000102",
      "id" : "1632300000000000102",
      "truncated" : false,
      "retweet_count" : "0",
      "created_at" : "Sun Mar 05 12:10:00 +0000 2023",
      "favorited" : false,
      "full_text" : ".@river_otter look",
      "lang" : "en",
      "in_reply_to_user_id" : "222000111",
      "in_reply_to_user_id_str" : "222000111",
      "in_reply_to_screen_name" : "river_otter"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "edit" : {
          "initialTweetId" : "1632300000000000103",
          "editControlInitial" : {
            "editTweetIds" : [
              "1632300000000000103",
              "1632300000000000104"
            ],
            "editableUntil" : "2023-03-05T13:00:00.000Z",
            "editsRemaining" : "4",
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
        "74"
      ],
      "favorite_count" : "0",
      "id_str" : "1632300000000000104",
      "id" : "1632300000000000104",
      "truncated" : false,
      "retweet_count" : "0",
      "created_at" : "Sun Mar 05 12:20:00 +0000 2023",
      "favorited" : false,
      "full_text" : "Long first words that both versions share, and then the end of the second…",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1632300000000000103",
            "1632300000000000104"
          ],
          "editableUntil" : "2023-03-05T13:00:00.000Z",
          "editsRemaining" : "4",
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
        "73"
      ],
      "favorite_count" : "0",
      "id_str" : "1632300000000000103",
      "id" : "1632300000000000103",
      "truncated" : false,
      "retweet_count" : "0",
      "created_at" : "Sun Mar 05 12:18:00 +0000 2023",
      "favorited" : false,
      "full_text" : "Long first words that both versions share, and then the end of the first…",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1632300000000000105"
          ],
          "editableUntil" : "2023-03-05T13:00:00.000Z",
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
        "urls" : [
          {
            "url" : "https://t.co/abcdefghij",
            "expanded_url" : "https://twitter.com/river_otter/status/1632290000000000009",
            "display_url" : "twitter.com/river_otter/st…",
            "indices" : [
              "8",
              "31"
            ]
          }
        ]
      },
      "display_text_range" : [
        "0",
        "31"
      ],
      "favorite_count" : "0",
      "id_str" : "1632300000000000105",
      "id" : "1632300000000000105",
      "truncated" : false,
      "retweet_count" : "0",
      "created_at" : "Sun Mar 05 12:30:00 +0000 2023",
      "favorited" : false,
      "full_text" : "Quoting https://t.co/abcdefghij",
      "lang" : "en",
      "possibly_sensitive" : false
    }
  }
]