window.YTD.like.part0 = [
  {
    "like" : {
      "tweetId" : "1180000000000000001",
      "fullText" : "A good seal"
    }
  }
]