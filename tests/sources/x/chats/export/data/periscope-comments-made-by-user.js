window.YTD.periscope_comments_made_by_user.part0 = [
  {
    "periscopeCommentsMadeByUser" : {
      "broadcastId" : "1Larkfield",
      "byAccountId" : "1eR",
      "createdAt" : "2024-03-05T20:00:00.804Z",
      "text" : "what pressure?"
    }
  },
  {
    "periscopeCommentsMadeByUser" : {
      "broadcastId" : "1Larkfield",
      "byAccountId" : "1eR",
      "createdAt" : "2024-03-05T20:00:00.804Z",
      "text" : "what pressure?"
    }
  }
]