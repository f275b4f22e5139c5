# faqbot as a container: `docker compose up` runs it with PostgreSQL and Caddy (compose.yaml).
# tests/test_container.py lints this file and carries out its steps without Docker.

# Build with the exact versions of requirements.lock, so that an image can be made again.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/faqbot
COPY requirements.lock ./
RUN /opt/faqbot/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY faqbot ./faqbot
RUN /opt/faqbot/bin/pip install --no-cache-dir --no-deps .

# Run without compilers, pip caches or root.
FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 faqbot \
 && useradd --system --uid 10001 --gid faqbot --home-dir /srv/faqbot --shell /usr/sbin/nologin faqbot \
 && install -d -o faqbot -g faqbot -m 700 \
    /srv/faqbot /srv/faqbot/scraped /srv/faqbot/index /srv/faqbot/instance
COPY --from=build /opt/faqbot /opt/faqbot
ENV PATH=/opt/faqbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FAQBOT_HOME=/srv/faqbot \
    FAQBOT_SERVE__HOST=0.0.0.0
USER 10001:10001
WORKDIR /srv/faqbot
# Named volumes start with the owner and mode that these folders have in the image.
VOLUME ["/srv/faqbot/scraped", "/srv/faqbot/index", "/srv/faqbot/instance"]
EXPOSE 5000
# /healthz, not /readyz: before the first reindex there is no build, and a restart would not help.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:5000/healthz', timeout=4)"]
ENTRYPOINT ["faqbot"]
CMD ["serve"]
