"""Loading: files into trees of YAML nodes that know their places."""
