window.YTD.profile.part0 = [
  {
    "profile" : {
      "description" : {
        "bio" : "Pumps. https://t.co/bio",
        "website" : "https://t.co/web",
        "location" : "Leith"
      },
      "avatarMediaUrl" : "https://pbs.example/a.jpg"
    }
  }
]