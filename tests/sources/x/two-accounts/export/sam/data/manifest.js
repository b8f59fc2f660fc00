window.__THAR_CONFIG = {
  "userInfo" : {
    "accountId" : "444000333",
    "userName" : "sam_ito",
    "displayName" : "Sam Ito"
  },
  "archiveInfo" : {
    "sizeBytes" : "35188512",
    "generationDate" : "2024-03-06T13:15:31.187Z",
    "isPartialArchive" : false,
    "maxPartSizeBytes" : "53687091200"
  },
  "readmeInfo" : {
    "fileName" : "sam/data/README.txt",
    "directory" : "sam/data/",
    "name" : "README.txt"
  },
  "dataTypes" : {}
}