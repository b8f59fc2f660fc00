window.YTD.like.part0 = [
  {
    "like" : {
      "tweetId" : "1764000000000000001",
      "fullText" : "Log it &amp; sleep",
      "expandedUrl" : "https://twitter.com/i/web/status/1764000000000000001"
    }
  },
  {
    "like" : {
      "tweetId" : "20",
      "expandedUrl" : "https://twitter.com/i/web/status/20"
    }
  }
]