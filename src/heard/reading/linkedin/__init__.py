"""What the files of LinkedIn's archive mean, one module for each way of reading them."""
