window.YTD.community_tweet.part0 = [
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
        "31"
      ],
      "favorite_count" : "3",
      "id_str" : "1764990000000000201",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1764990000000000201",
      "created_at" : "Tue Mar 05 18:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Who measures vibration by hand?",
      "lang" : "en",
      "community_id" : "77",
      "community_id_str" : "77",
      "scopes" : {
        "followers" : false
      }
    }
  }
]