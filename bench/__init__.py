"""What is measured, on dossiers that are made up; nothing of it is installed with the program."""
