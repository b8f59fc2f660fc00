window.YTD.like.part0 = [
  {
    "like" : {
      "tweetId" : "9999999999",
      "fullText" : "older than the snowflake",
      "expandedUrl" : "https://twitter.com/i/web/status/9999999999"
    }
  }
]