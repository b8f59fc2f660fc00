"""What is counted and not known by name: visits to a web site, letters of a campaign, and what brought them."""
