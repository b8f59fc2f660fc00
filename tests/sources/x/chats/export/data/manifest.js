window.__THAR_CONFIG = {
  "userInfo" : {
    "accountId" : "2210000001",
    "userName" : "ines_okafor",
    "displayName" : "Ines Okafor"
  },
  "archiveInfo" : {
    "sizeBytes" : "35188512",
    "generationDate" : "2026-03-06T13:15:31.187Z",
    "isPartialArchive" : false,
    "maxPartSizeBytes" : "53687091200"
  },
  "readmeInfo" : {
    "fileName" : "data/README.txt",
    "directory" : "data/",
    "name" : "README.txt"
  },
  "dataTypes" : {
    "direct_messages" : {
      "files" : [
        {
          "fileName" : "data/direct-messages.js",
          "globalName" : "YTD.direct_messages.part0",
          "count" : "1"
        }
      ]
    },
    "tweets" : {
      "files" : [
        {
          "fileName" : "data/tweets.js",
          "globalName" : "YTD.tweets.part0",
          "count" : "0"
        }
      ]
    }
  }
}