"""The files of YouTube's Takeout: how each is known, and how its records become interactions."""
