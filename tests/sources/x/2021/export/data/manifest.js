window.__THAR_CONFIG = {
  "userInfo" : {
    "accountId" : "2210000001",
    "userName" : "ines_okafor",
    "displayName" : "Ines Okafor"
  },
  "archiveInfo" : {
    "sizeBytes" : "35188512",
    "generationDate" : "2021-03-22T15:32:53.698Z",
    "isPartialArchive" : false,
    "maxPartSizeBytes" : "53687091200"
  },
  "readmeInfo" : {
    "fileName" : "data/README.txt",
    "directory" : "data/",
    "name" : "README.txt"
  },
  "dataTypes" : {
    "tweet" : {
      "files" : [
        {
          "fileName" : "data/tweet.js",
          "globalName" : "YTD.tweet.part0",
          "count" : "3"
        }
      ]
    }
  }
}