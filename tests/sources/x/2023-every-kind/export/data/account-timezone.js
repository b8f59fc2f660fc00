window.YTD.account_timezone.part0 = [
  {
    "accountTimezone" : {
      "accountId" : "2210000001",
      "timeZone" : "London"
    }
  }
]