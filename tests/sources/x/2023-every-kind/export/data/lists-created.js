window.YTD.lists_created.part0 = [
  {
    "userListInfo" : {
      "url" : "https://twitter.com/ines_okafor/lists/pumps"
    }
  }
]