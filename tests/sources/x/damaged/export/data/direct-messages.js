window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "222000111-2210000001",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "222000111",
            "reactions" : [],
            "urls" : [],
            "text" : "Yes",
            "mediaUrls" : [],
            "senderId" : "2210000001",
            "id" : "9002",
            "createdAt" : "2024-03-05T12:10:00.250Z"
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "222000111",
            "reactions" : [],
            "urls" : [],
            "text" : "No time",
            "mediaUrls" : [],
            "senderId" : "2210000001",
            "id" : "9004",
            "createdAt" : "yesterday"
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "2210000001",
            "reactions" : [],
            "urls" : [],
            "text" : "Is it free?",
            "mediaUrls" : [],
            "senderId" : "222000111",
            "id" : "9001",
            "createdAt" : "2024-03-05T12:00:00.000Z"
          }
        }
      ]
    }
  }
]