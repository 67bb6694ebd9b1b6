"""What the longer commands of the command line do, as functions that say what to print."""
