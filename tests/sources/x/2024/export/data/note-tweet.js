window.YTD.note_tweet.part0 = [
  {
    "noteTweet" : {
      "noteTweetId" : "1764989999999999999",
      "updatedAt" : "2024-03-05T17:00:00.000Z",
      "createdAt" : "2024-03-05T17:00:00.412Z",
      "lifecycle" : {
        "value" : "1",
        "name" : "Active"
      },
      "core" : {
        "styletags" : [],
        "urls" : [
          {
            "expandedUrl" : "https://larkfield.example/checklist",
            "toIndex" : "370",
            "shortUrl" : "https://t.co/checklist1",
            "displayUrl" : "larkfield.example/checklist",
            "fromIndex" : "347"
          }
        ],
        "text" : "What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. What broke last month, in order: a seal, a bearing, and a promise. Ask for it & read: https://t.co/checklist1",
        "mentions" : [],
        "cashtags" : [],
        "hashtags" : []
      }
    }
  }
]