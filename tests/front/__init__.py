"""The site as it ships: nginx in front of gunicorn, both real, over real sockets."""
