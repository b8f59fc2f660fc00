window.YTD.personalization.part0 = [
  {
    "p13nData" : {
      "demographics" : {},
      "interests" : {
        "interests" : []
      }
    }
  }
]