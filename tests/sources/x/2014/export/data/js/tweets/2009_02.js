Grailbird.data.tweets_2009_02 = 
[
  {
    "source" : "web",
    "entities" : {
      "user_mentions" : [],
      "media" : [],
      "hashtags" : [],
      "urls" : []
    },
    "geo" : {},
    "id_str" : "1201000000",
    "text" : "first &amp; only",
    "id" : 1201000000,
    "created_at" : "2009-02-13 00:00:00 +0000",
    "user" : {
      "name" : "Ines Okafor",
      "screen_name" : "ines_okafor",
      "protected" : false,
      "id_str" : "2210000001",
      "id" : 2210000001,
      "verified" : false
    }
  }
]