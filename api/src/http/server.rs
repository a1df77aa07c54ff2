//! Listening: the same for the binary, the demonstration and the tests (port 0).

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::{HttpServer, web};
use rustls::ServerConfig;

use super::app::Shell;

/// How the server treats connections.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Worker threads; `None`: one a core.
    pub workers: Option<usize>,
    /// Connections open at a time, over all workers.
    pub max_connections: usize,
    /// How long a client may take to send a request's head.
    pub head_timeout: Duration,
    /// How long an idle connection stays open.
    pub keep_alive: Duration,
    /// How long requests in flight may take once the server is told to stop, in whole seconds.
    pub shutdown_timeout: Duration,
    /// Stop on SIGTERM and SIGINT; off where a test stops the server itself.
    pub handle_signals: bool,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            workers: None,
            max_connections: 10_000,
            head_timeout: Duration::from_secs(10),
            keep_alive: Duration::from_secs(75),
            shutdown_timeout: Duration::from_secs(30),
            handle_signals: true,
        }
    }
}

/// Serves the shell's application on listeners that are bound already: all with TLS, or none.
///
/// `state` adds the handlers' app data in each worker. The server runs once it is awaited or
/// spawned; its `handle()` stops it, letting requests in flight finish.
pub fn serve(
    listeners: Vec<TcpListener>,
    tls: Option<ServerConfig>,
    settings: &ServerSettings,
    shell: Shell,
    state: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static,
) -> io::Result<Server> {
    let mut server = HttpServer::new(move || shell.app().configure(state.clone()))
        // Without it, compressed answers wait for the client's delayed acknowledgement (40 ms).
        .tcp_nodelay(true)
        .client_request_timeout(settings.head_timeout)
        .keep_alive(settings.keep_alive)
        .shutdown_timeout(settings.shutdown_timeout.as_secs());
    let workers = settings.workers.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(1);
    server = server.workers(workers).max_connections(settings.max_connections.div_ceil(workers.max(1)));
    if !settings.handle_signals {
        server = server.disable_signals();
    }
    for listener in listeners {
        server = match &tls {
            Some(config) => server.listen_rustls_0_23(listener, config.clone())?,
            None => server.listen(listener)?,
        };
    }
    Ok(server.run())
}
