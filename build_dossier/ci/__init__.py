"""What runs on a code host: the logic of the workflows, so that they stay thin and can be run on a laptop."""
