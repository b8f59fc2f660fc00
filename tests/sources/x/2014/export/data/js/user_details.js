var user_details =  {
  "screen_name" : "ines_okafor",
  "location" : "Leith",
  "full_name" : "Ines Okafor",
  "bio" : "I repair pumps.",
  "id" : "2210000001",
  "created_at" : "2009-02-12 12:50:19 +0000"
}