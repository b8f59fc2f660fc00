window.YTD.message_event.part0 = [
  {
    "messageEvent" : {
      "sequenceId" : "13f2a-2",
      "messageId" : "3f2a-2",
      "senderId" : "222000111",
      "conversationId" : "222000111:2210000001",
      "conversationToken" : "invented",
      "createdAtMsec" : "1771945388492",
      "detail" : {
        "markConversationReadEvent" : {
          "seenUntilSequenceId" : "1",
          "seenAtMillis" : "1771945388445"
        }
      },
      "messageEventSignature" : {
        "signature" : "invented"
      }
    }
  },
  {
    "messageEvent" : {
      "sequenceId" : "13f2a-1",
      "messageId" : "3f2a-1",
      "senderId" : "2210000001",
      "conversationId" : "222000111:2210000001",
      "conversationToken" : "invented",
      "createdAtMsec" : "1771922374937",
      "detail" : {
        "messageCreateEvent" : {
          "contents" : "aW52ZW50ZWQ=",
          "shouldNotify" : true
        }
      },
      "messageEventSignature" : {
        "signature" : "invented"
      }
    }
  }
]