Grailbird.data.tweets_2014_05 = 
[
  {
    "source" : "web",
    "entities" : {
      "user_mentions" : [
        {
          "name" : "Acme Pumps",
          "screen_name" : "acme_pumps",
          "indices" : [
            3,
            14
          ],
          "id_str" : "555000444",
          "id" : 555000444
        }
      ],
      "media" : [],
      "hashtags" : [],
      "urls" : []
    },
    "geo" : {},
    "id_str" : "471265709545115648",
    "retweeted_status" : {
      "source" : "web",
      "entities" : {
        "user_mentions" : [],
        "media" : [],
        "hashtags" : [],
        "urls" : [
          {
            "indices" : [
              73,
              95
            ],
            "url" : "http:\/\/t.co\/aN9iqayEcJ",
            "expanded_url" : "http:\/\/acme.example\/pump",
            "display_url" : "acme.example\/pump"
          }
        ]
      },
      "geo" : {},
      "id_str" : "471000000000000001",
      "text" : "Ten years of listening to one pump taught us more than ten thousand ones http:\/\/t.co\/aN9iqayEcJ &lt;3",
      "id" : 471000000000000001,
      "created_at" : "2014-05-26 08:00:00 +0000",
      "user" : {
        "name" : "Acme Pumps",
        "screen_name" : "acme_pumps",
        "id_str" : "555000444",
        "id" : 555000444
      }
    },
    "text" : "RT @acme_pumps: Ten years of listening to one pump taught us more than ten thousand ones ...",
    "id" : 471265709545115648,
    "created_at" : "2014-05-27 12:24:35 +0000",
    "user" : {
      "name" : "Ines Okafor",
      "screen_name" : "ines_okafor",
      "protected" : false,
      "id_str" : "2210000001",
      "id" : 2210000001,
      "verified" : false
    }
  },
  {
    "source" : "web",
    "entities" : {
      "user_mentions" : [],
      "media" : [],
      "hashtags" : [],
      "urls" : [
        {
          "indices" : [
            16,
            38
          ],
          "url" : "http:\/\/t.co\/bN9iqayEcJ",
          "expanded_url" : "http:\/\/larkfield.example\/a",
          "display_url" : "http:\/\/larkfield.example\/a"
        }
      ]
    },
    "geo" : {},
    "id_str" : "471206572727599104",
    "text" : "Gr\u00fc\u00dfe aus Leith http:\/\/t.co\/bN9iqayEcJ",
    "id" : 471206572727599104,
    "created_at" : "2014-05-27 08:29:36 +0000",
    "user" : {
      "name" : "Ines Okafor",
      "screen_name" : "ines_okafor",
      "protected" : false,
      "id_str" : "2210000001",
      "id" : 2210000001,
      "verified" : false
    }
  },
  {
    "source" : "web",
    "entities" : {
      "user_mentions" : [
        {
          "name" : "Dana Reyes",
          "screen_name" : "dana_reyes",
          "indices" : [
            0,
            11
          ],
          "id_str" : "333000222",
          "id" : 333000222
        }
      ],
      "media" : [],
      "hashtags" : [],
      "urls" : []
    },
    "geo" : {},
    "id_str" : "468953960997715968",
    "in_reply_to_status_id_str" : "468931656746029057",
    "in_reply_to_user_id" : 333000222,
    "in_reply_to_status_id" : 468931656746029057,
    "in_reply_to_screen_name" : "dana_reyes",
    "in_reply_to_user_id_str" : "333000222",
    "text" : "@dana_reyes queued all day~",
    "id" : 468953960997715968,
    "created_at" : "2014-05-21 03:18:31 +0000",
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