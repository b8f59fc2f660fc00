window.YTD.like.part0 = [
  {
    "like" : {
      "tweetId" : "1632280000000000001",
      "expandedUrl" : "https://twitter.com/i/web/status/1632280000000000001"
    }
  },
  {
    "like" : {
      "tweetId" : "20",
      "fullText" : "just setting up &amp; listening",
      "expandedUrl" : "https://twitter.com/i/web/status/20"
    }
  }
]