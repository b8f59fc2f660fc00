window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "1592446877601247234",
      "messages" : [
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "She has left.",
            "mediaUrls" : [],
            "senderId" : "444000333",
            "id" : "9108",
            "createdAt" : "2024-03-05T19:00:00.000Z"
          }
        },
        {
          "participantsLeave" : {
            "userIds" : [
              "333000222"
            ],
            "createdAt" : "2024-03-05T18:00:00.000Z"
          }
        },
        {
          "conversationNameUpdate" : {
            "initiatingUserId" : "444000333",
            "name" : "Maintenance evening",
            "createdAt" : "2024-03-05T17:30:00.000Z"
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "Glad to be here.",
            "mediaUrls" : [],
            "senderId" : "222000111",
            "id" : "9107",
            "createdAt" : "2024-03-05T17:00:00.000Z"
          }
        },
        {
          "participantsJoin" : {
            "initiatingUserId" : "444000333",
            "userIds" : [
              "222000111"
            ],
            "createdAt" : "2024-03-05T16:00:00.000Z"
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "Welcome Ines.",
            "mediaUrls" : [],
            "senderId" : "444000333",
            "id" : "9106",
            "createdAt" : "2024-03-05T15:30:00.000Z"
          }
        },
        {
          "joinConversation" : {
            "initiatingUserId" : "444000333",
            "participantsSnapshot" : [
              "444000333",
              "333000222",
              "2210000001"
            ],
            "createdAt" : "2024-03-05T15:00:00.000Z"
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "1592446877601249999",
      "messages" : [
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "Morning",
            "mediaUrls" : [],
            "senderId" : "333000222",
            "id" : "9202",
            "createdAt" : "2024-03-06T08:01:00.000Z"
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "Who is coming?",
            "mediaUrls" : [],
            "senderId" : "2210000001",
            "id" : "9201",
            "createdAt" : "2024-03-06T08:00:00.000Z"
          }
        }
      ]
    }
  }
]