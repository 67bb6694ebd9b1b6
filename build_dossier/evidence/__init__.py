"""Evidence: are the words that we publish the words of the source?"""
