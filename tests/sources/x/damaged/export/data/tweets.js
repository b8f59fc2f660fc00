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
        "50"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000100",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000100",
      "created_at" : "Tue Mar 05 12:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Sound post 0 with \"quotes\" and {\"tweet\" : { braces",
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
        "50"
      ],
      "favorite_count" : "3",
      "id_str" : null,
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000101",
      "created_at" : "Tue Mar 05 12:01:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Sound post 1 with \"quotes\" and {\"tweet\" : { braces",
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
        "50"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000102",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000102",
      "created_at" : "Tue Mar 05 12:02:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Sound post 2 with \"quotes\" and {\"tweet\" : { braces",
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
        "50"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000103",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000103",
      "created_at" : "Wed Mar 05 12:00:00 +0000 1997",
      "favorited" : false,
      "full_text" : "Sound post 3 with \"quotes\" and {\"tweet\" : { braces",
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
        "50"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000104",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000104",
      "created_at" : "Tue Mar 05 12:04:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Sound post 4 with \"quotes\" and {\"tweet\" : { braces",
      "lang" : "en"
    }
  }
]