window.YTD.mute.part0 = [
  {
    "muting" : {
      "accountId" : "666000555",
      "userLink" : "https://twitter.com/intent/user?user_id=666000555"
    }
  }
]