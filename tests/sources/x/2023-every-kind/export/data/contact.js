window.YTD.contact.part0 = [
  {
    "contact" : {
      "id" : "1",
      "emails" : [
        "dana@northwind.example"
      ],
      "phoneNumbers" : []
    }
  }
]