window.YTD.like.part0 = {
  "no" : "list"
}