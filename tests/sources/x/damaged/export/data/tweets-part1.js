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
        "21"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000200",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000200",
      "created_at" : "Tue Mar 05 13:00:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Post before the end 0",
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
        "21"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000201",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000201",
      "created_at" : "Tue Mar 05 13:01:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Post before the end 1",
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
        "21"
      ],
      "favorite_count" : "3",
      "id_str" : "176499000000000202",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "176499000000000202",
      "created_at" : "Tue Mar 05 13:02:00 +0000 2024",
      "favorited" : false,
      "full_text" : "Post before the 