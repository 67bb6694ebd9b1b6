"""Values: how dates, numbers, codes and scales are read, ordered and put into words."""
