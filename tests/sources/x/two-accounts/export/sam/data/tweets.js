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
        "12"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000444",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000444",
      "created_at" : "Tue Mar 05 12:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "I am Sam Ito",
      "lang" : "en"
    }
  }
]