window.YTD.account.part0 = [
  {
    "account" : {
      "email" : "ines@larkfield.example",
      "createdVia" : "web",
      "username" : "ines_okafor",
      "accountId" : "2210000001",
      "createdAt" : "2009-02-12T12:50:19.000Z",
      "accountDisplayName" : "Ines Okafor"
    }
  }
]