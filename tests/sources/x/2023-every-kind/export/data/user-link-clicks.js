window.YTD.user_link_clicks.part0 = [
  {
    "userInteractionsData" : {
      "linkClick" : {
        "tweetId" : "1",
        "finalUrl" : "https://larkfield.example",
        "timeStampOfInteraction" : "2023-03-05T12:00:00.000Z"
      }
    }
  }
]