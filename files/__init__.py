"""Files from outside: looked at as bytes, before anything keeps or opens them."""
