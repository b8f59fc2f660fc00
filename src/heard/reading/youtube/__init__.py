"""The records of an X archive: their shapes, and how posts and chats become interactions."""
