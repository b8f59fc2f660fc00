window.YTD.ads_revenue_sharing.part0 = [
  {
    "adsRevenueSharing" : {
      "status" : "Active",
      "enrolledAt" : "2023-07-01",
      "paidAt" : "2023-08-01",
      "payoutAmountUsd" : "12.31"
    }
  }
]