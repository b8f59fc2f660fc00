window.YTD.direct_message_headers.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "222000111-2210000001",
      "messages" : [
        {
          "messageCreate" : {
            "id" : "8103",
            "senderId" : "2210000001",
            "recipientId" : "222000111",
            "createdAt" : "2023-03-05T14:03:00.000Z"
          }
        }
      ]
    }
  }
]