window.YTD.ad_engagements.part0 = [
  {
    "ad" : {
      "adsUserData" : {
        "adEngagements" : {
          "engagements" : [
            {
              "impressionAttributes" : {
                "deviceInfo" : {
                  "osType" : "Desktop"
                },
                "displayLocation" : "TimelineHome",
                "advertiserInfo" : {
                  "advertiserName" : "Acme",
                  "screenName" : "@acme_pumps"
                },
                "impressionTime" : "2023-03-05 12:00:00"
              },
              "engagementAttributes" : [
                {
                  "engagementTime" : "2023-03-05 12:00:01",
                  "engagementType" : "Expand"
                }
              ]
            }
          ]
        }
      }
    }
  }
]