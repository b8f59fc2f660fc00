window.YTD.hologram.part0 = [
  {
    "hologram" : {
      "id" : "1"
    }
  }
]