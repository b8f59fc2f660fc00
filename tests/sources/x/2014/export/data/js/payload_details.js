var payload_details =  {
  "tweets" : 4,
  "created_at" : "2014-06-03 07:01:27 +0000",
  "lang" : "en"
}