window.YTD.deleted_tweet_headers.part0 = [
  {
    "tweet" : {
      "tweet_id" : "1632300000000000120",
      "user_id" : "2210000001",
      "created_at" : "Sun Mar 05 13:10:00 +0000 2023",
      "deleted_at" : "Mon Mar 06 08:00:00 +0000 2023"
    }
  }
]