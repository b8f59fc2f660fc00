window.__THAR_CONFIG = {
  "userInfo" : {
    "accountId" : "2210000001",
    "userName" : "ines_okafor",
    "displayName" : "Ines Okafor"
  },
  "archiveInfo" : {
    "sizeBytes" : "35188512",
    "generationDate" : "2024-03-06T13:15:31.187Z",
    "isPartialArchive" : false,
    "maxPartSizeBytes" : "53687091200"
  },
  "readmeInfo" : {
    "fileName" : "ines/data/README.txt",
    "directory" : "ines/data/",
    "name" : "README.txt"
  },
  "dataTypes" : {}
}