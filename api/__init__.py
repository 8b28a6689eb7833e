"""The web API: public data to read without signing in, and everything that members may write with a token."""
