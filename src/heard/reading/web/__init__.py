"""What sources of posts and comments share: XML and JSON from strangers, addresses, times, and the count of records."""
