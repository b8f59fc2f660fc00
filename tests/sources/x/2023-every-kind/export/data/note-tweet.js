window.YTD.note_tweet.part0 = [
  {
    "noteTweet" : {
      "noteTweetId" : "1632299999999999991",
      "updatedAt" : "2023-03-05T12:18:00.000Z",
      "createdAt" : "2023-03-05T12:18:00.000Z",
      "lifecycle" : {
        "value" : "2",
        "name" : "Active",
        "originalName" : "Active",
        "annotations" : {}
      },
      "core" : {
        "styletags" : [],
        "urls" : [],
        "text" : "Long first words that both versions share, and then the end of the first, whole.",
        "mentions" : [],
        "cashtags" : [],
        "hashtags" : []
      }
    }
  },
  {
    "noteTweet" : {
      "noteTweetId" : "1632299999999999992",
      "updatedAt" : "2023-03-05T12:20:00.000Z",
      "createdAt" : "2023-03-05T12:20:00.000Z",
      "lifecycle" : {
        "value" : "2",
        "name" : "Active",
        "originalName" : "Active",
        "annotations" : {}
      },
      "core" : {
        "styletags" : [],
        "urls" : [],
        "text" : "Long first words that both versions share, and then the end of the second, whole.",
        "mentions" : [],
        "cashtags" : [],
        "hashtags" : []
      }
    }
  }
]