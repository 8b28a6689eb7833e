# One image for the site, its worker and its migrations; docker-compose.yml says which is which.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# Before the code, so that a change of the code does not install everything again.
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock

RUN useradd --system --create-home --uid 10001 staffroll \
    && mkdir /data /app/static \
    && chown staffroll /data /app/static
COPY . ./
# Nothing is written later, and each process would compile all of it at its start.
RUN python -m compileall -q api productions registry
USER staffroll

ENV STAFFROLL_DATA_DIR=/data STAFFROLL_STATIC_DIR=/app/static
# Static files need no secret; the throw-away values exist in this one command only.
RUN STAFFROLL_DEBUG=0 STAFFROLL_SECRET_KEY=only-to-collect-static-files STAFFROLL_ALLOWED_HOSTS=localhost \
    STAFFROLL_DATA_DIR=/tmp/build python manage.py collectstatic --noinput --skip-checks

VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "registry.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--access-logfile", "-"]
