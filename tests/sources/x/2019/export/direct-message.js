window.YTD.direct_message.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "444000333-2210000001",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "2210000001",
            "reactions" : [],
            "urls" : [],
            "text" : "Thanks for the talk",
            "mediaUrls" : [],
            "senderId" : "444000333",
            "id" : "7001",
            "createdAt" : "2019-11-02T08:00:00.000Z"
          }
        }
      ]
    }
  }
]