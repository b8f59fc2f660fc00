"""What the exports of Facebook and Instagram share: one maker, one way of writing."""
