window.YTD.spaces_metadata.part0 = [
  {
    "spacesMetadata" : {
      "id" : "1Lark",
      "creatorUserId" : "2210000001",
      "speakers" : []
    }
  }
]