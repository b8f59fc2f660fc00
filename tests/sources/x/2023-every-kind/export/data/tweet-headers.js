window.YTD.tweet_headers.part0 = [
  {
    "tweet" : {
      "tweet_id" : "1632300000000000101",
      "user_id" : "2210000001",
      "created_at" : "Sun Mar 05 12:00:00 +0000 2023"
    }
  }
]