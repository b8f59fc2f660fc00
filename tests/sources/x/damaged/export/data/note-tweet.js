window.YTD.note_tweet.part0 = [
  {
    "noteTweet" : {
      "noteTweetId" : "1",
      "createdAt" : "2024-03-05T20:00:00.412Z",
      "core" : {
        "text" : "A whole text whose post is gone."
      }
    }
  }
]