window.YTD.tweets.part0 = [
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
      "in_reply_to_status_id_str" : "1764990000000000111",
      "id_str" : "1764990000000000112",
      "in_reply_to_user_id" : "2210000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000112",
      "in_reply_to_status_id" : "1764990000000000111",
      "created_at" : "Tue Mar 05 15:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "2/ It was the seal, again.",
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
            "name" : "Dana Reyes",
            "screen_name" : "dana_reyes",
            "indices" : [
              "3",
              "14"
            ],
            "id_str" : "333000222",
            "id" : "333000222"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "27"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1764990000000000112",
      "id_str" : "1764990000000000113",
      "in_reply_to_user_id" : "2210000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000113",
      "in_reply_to_status_id" : "1764990000000000112",
      "created_at" : "Tue Mar 05 15:01:00 +0000 2024",
      "favorited" : false,
      "full_text" : "3/ @dana_reyes measured it.",
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
        "32"
      ],
      "favorite_count" : "3",
      "in_reply_to_status_id_str" : "1764989000000000055",
      "id_str" : "1764990000000000101",
      "in_reply_to_user_id" : "222000111",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000101",
      "in_reply_to_status_id" : "1764989000000000055",
      "created_at" : "Tue Mar 05 12:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "@river_otter agreed &amp; thanks",
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
        "urls" : [
          {
            "url" : "https://t.co/abcdefghij",
            "expanded_url" : "https://blog.example/a?x=1&amp=2&copy=3",
            "display_url" : "blog.example/a?x=1&amp…",
            "indices" : [
              "19",
              "42"
            ]
          },
          {
            "url" : "https://t.co/klmnopqrst",
            "expanded_url" : "https://acme.example/b",
            "display_url" : "acme.example/b…",
            "indices" : [
              "49",
              "72"
            ]
          }
        ]
      },
      "display_text_range" : [
        "0",
        "96"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000102",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000102",
      "created_at" : "Tue Mar 05 12:01:00 +0000 2024",
      "favorited" : false,
      "full_text" : "👍🏽 🔧 &lt;pumps&gt; https://t.co/abcdefghij &amp; https://t.co/klmnopqrst https://t.co/mediamedia",
      "lang" : "en",
      "extended_entities" : {
        "media" : [
          {
            "url" : "https://t.co/mediamedia"
          }
        ]
      }
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
              "3",
              "11"
            ],
            "id_str" : "444000333",
            "id" : "444000333"
          },
          {
            "name" : "Acme Pumps",
            "screen_name" : "acme_pumps",
            "indices" : [
              "70",
              "81"
            ],
            "id_str" : "555000444",
            "id" : "555000444"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "137"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000103",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000103",
      "created_at" : "Tue Mar 05 12:02:00 +0000 2024",
      "favorited" : false,
      "full_text" : "RT @sam_ito: Pumps fail at night because nobody listens to them, says @acme_pumps and everybody who ever stood beside one at three in th…",
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
        "urls" : [
          {
            "url" : "https://t.co/quotequote",
            "expanded_url" : "https://twitter.com/Dana_Reyes/status/1764000000000000001",
            "display_url" : "twitter.com/Dana_Reyes…",
            "indices" : [
              "23",
              "46"
            ]
          }
        ]
      },
      "display_text_range" : [
        "0",
        "46"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000104",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000104",
      "created_at" : "Tue Mar 05 12:03:00 +0000 2024",
      "favorited" : false,
      "full_text" : "This is how to log it. https://t.co/quotequote",
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
        "urls" : [
          {
            "url" : "https://t.co/quotequot2",
            "expanded_url" : "https://x.com/Wandering_Gull/status/1764000000000000002",
            "display_url" : "x.com/Wandering_Gull/s…",
            "indices" : [
              "23",
              "46"
            ]
          }
        ]
      },
      "display_text_range" : [
        "0",
        "46"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000105",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000105",
      "created_at" : "Tue Mar 05 12:04:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Nobody knows this one. https://t.co/quotequot2",
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
        "user_mentions" : [
          {
            "name" : "Dana Reyes",
            "screen_name" : "dana_reyes",
            "indices" : [
              "0",
              "11"
            ],
            "id_str" : "333000222",
            "id" : "333000222"
          },
          {
            "name" : "Sam Ito 🔧",
            "screen_name" : "sam_ito",
            "indices" : [
              "38",
              "46"
            ],
            "id_str" : "444000333",
            "id" : "444000333"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "47"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000106",
      "in_reply_to_user_id" : "333000222",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000106",
      "created_at" : "Tue Mar 05 12:05:00 +0000 2024",
      "favorited" : false,
      "full_text" : "@dana_reyes are you at the fair, with @sam_ito?",
      "lang" : "en",
      "in_reply_to_screen_name" : "dana_reyes",
      "in_reply_to_user_id_str" : "333000222"
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
      "in_reply_to_status_id_str" : "1764989000000000066",
      "id_str" : "1764990000000000107",
      "in_reply_to_user_id" : "666000555",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000107",
      "in_reply_to_status_id" : "1764989000000000066",
      "created_at" : "Tue Mar 05 12:06:00 +0000 2024",
      "favorited" : false,
      "full_text" : "@gone_account that was good",
      "lang" : "en",
      "in_reply_to_user_id_str" : "666000555"
    }
  }
]