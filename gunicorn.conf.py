"""What gunicorn is started with wherever the site runs from this folder: compose, the demo, the tests, by hand.

Options of the command line stand above these. https://docs.gunicorn.org/en/stable/settings.html
"""

worker_class = "gthread"
threads = 2
# Whether a worker's process still turns; a thread is not ended by it, requests have deadlines of their own
# (STAFFROLL_REQUEST_SECONDS, STAFFROLL_STATEMENT_SECONDS).
timeout = 60
# What runs may end within this before a worker goes; shorter than the grace that whoever stops the site gives.
graceful_timeout = 25
keepalive = 5
# A worker that grew with the years begins anew, and not all of them at one moment.
max_requests = 20_000
max_requests_jitter = 4_000
# Addresses without their secrets, and no name from `Authorization: Basic`, where a tool may put its token.
logger_class = "registry.gunicorn_log.SecretlessLogger"
access_log_format = '%(h)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"'
# An address of the API may be long: RFC 9110 recommends 8000.
limit_request_line = 8190
# Nobody steers this gunicorn by a socket, and two sites of one account would have one and the same.
control_socket_disable = True
