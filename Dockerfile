# syntax=docker/dockerfile:1
# The server alone. Build: docker build --tag xianfeng .   Run: see compose.yaml.
# Where Docker Hub is out of reach, name a mirror's images with --build-arg.
ARG BUILD_IMAGE=rust:1.95-slim-bookworm
ARG RUNTIME_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY . .
# The caches keep what has been compiled from one build to the next; a C compiler comes with the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --package xianfeng-api --bin xianfeng \
    && cp target/release/xianfeng /xianfeng

FROM ${RUNTIME_IMAGE}
# WeChat and object stores are checked against these authorities.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /xianfeng /usr/local/bin/xianfeng
COPY LICENSE /usr/share/doc/xianfeng/LICENSE
# Relative paths of the configuration (data/…) lead into the volume.
RUN install --directory --owner=10001 --group=10001 /var/lib/xianfeng/data
WORKDIR /var/lib/xianfeng
VOLUME /var/lib/xianfeng/data
USER 10001:10001
# In a container loopback reaches nobody; the configuration then asks for TLS or a trusted proxy.
ENV XIANFENG_SERVER__BIND=0.0.0.0:8080
EXPOSE 8080
STOPSIGNAL SIGTERM
# No HEALTHCHECK: who runs several replicas asks /healthz and /readyz over HTTP.
ENTRYPOINT ["xianfeng"]
CMD ["serve"]
