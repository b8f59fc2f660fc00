window.YTD.deleted_tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [
            "1632300000000000120"
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
        "11"
      ],
      "favorite_count" : "0",
      "id_str" : "1632300000000000120",
      "id" : "1632300000000000120",
      "truncated" : false,
      "retweet_count" : "0",
      "created_at" : "Sun Mar 05 13:10:00 +0000 2023",
      "favorited" : false,
      "full_text" : "Taken back.",
      "lang" : "en",
      "deleted_at" : "2023-03-06T08:00:00.000Z"
    }
  }
]