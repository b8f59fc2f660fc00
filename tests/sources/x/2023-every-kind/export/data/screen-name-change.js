window.YTD.screen_name_change.part0 = [
  {
    "screenNameChange" : {
      "accountId" : "2210000001",
      "screenNameChange" : {
        "changedAt" : "2015-03-01T10:00:00.000Z",
        "changedFrom" : "ines_o",
        "changedTo" : "ines_okafor"
      }
    }
  }
]