"""The records of a Flickr export: their shapes, and how they become interactions."""
