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
            "text" : "Thursday &gt; Friday",
            "mediaUrls" : [],
            "senderId" : "2210000001",
            "id" : "8103",
            "createdAt" : "2023-03-05T14:03:00.000Z",
            "editHistory" : [
              {
                "createdAtSec" : "1678024900",
                "editedText" : "Thursday"
              }
            ]
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "2210000001",
            "reactions" : [
              {
                "senderId" : "2210000001",
                "reactionKey" : "agree",
                "eventId" : "8104",
                "createdAt" : "2023-03-05T14:04:00.000Z"
              }
            ],
            "urls" : [
              {
                "url" : "https://t.co/xyz",
                "expanded" : "https://larkfield.example/when",
                "display" : "larkfield.example/when"
              }
            ],
            "text" : "When? https://t.co/xyz",
            "mediaUrls" : [],
            "senderId" : "222000111",
            "id" : "8102",
            "createdAt" : "2023-03-05T14:02:00.000Z"
          }
        },
        {
          "welcomeMessageCreate" : {
            "id" : "8101",
            "senderId" : "222000111",
            "recipientId" : "2210000001",
            "text" : "Welcome to our help desk.",
            "createdAt" : "2023-03-05T14:01:00.000Z",
            "mediaUrls" : [],
            "urls" : [],
            "reactions" : []
          }
        }
      ]
    }
  }
]