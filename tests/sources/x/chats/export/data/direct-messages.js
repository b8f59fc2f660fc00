window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "222000111-2210000001",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "222000111",
            "reactions" : [
              {
                "senderId" : "222000111",
                "reactionKey" : "agree",
                "eventId" : "9003",
                "createdAt" : "2024-03-05T12:11:00.000Z"
              }
            ],
            "urls" : [
              {
                "url" : "https://t.co/aaaaaaaaaa",
                "expanded" : "https://larkfield.example/?a=1&amp=2",
                "display" : "larkfield.example"
              }
            ],
            "text" : "Yes &amp; thanks, see https://t.co/aaaaaaaaaa",
            "mediaUrls" : [],
            "senderId" : "2210000001",
            "id" : "9002",
            "createdAt" : "2024-03-05T12:10:00.250Z"
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "2210000001",
            "reactions" : [],
            "urls" : [],
            "text" : "Is the checklist free?",
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