window.YTD.profile.part0 = [
  {
    "profile" : {
      "description" : {
        "bio" : "Maintenance engineer &amp; listener at Larkfield https://t.co/larkfield1",
        "website" : "https://t.co/larkfield1",
        "location" : "Leith"
      },
      "avatarMediaUrl" : "https://pbs.example/a.jpg"
    }
  }
]