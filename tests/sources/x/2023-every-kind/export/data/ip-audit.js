window.YTD.ip_audit.part0 = [
  {
    "ipAudit" : {
      "accountId" : "2210000001",
      "createdAt" : "2023-03-05T12:00:00.000Z",
      "loginIp" : "192.0.2.7"
    }
  }
]