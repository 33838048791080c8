# depgraph alone: its Neo4j is another container (docker-compose.yml), or yours.
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/depgraph
ENV PATH=/opt/depgraph/bin:$PATH
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --uid 10001 depgraph && install -d -o depgraph -g depgraph /data
COPY --from=build /opt/depgraph /opt/depgraph
ENV PATH=/opt/depgraph/bin:$PATH DEPGRAPH_DATA_DIR=/data XDG_CACHE_HOME=/data/cache PYTHONDONTWRITEBYTECODE=1
USER depgraph
WORKDIR /data
VOLUME /data
EXPOSE 8000
CMD ["depgraph", "serve"]
