//! `xianfeng serve`.

use std::net::TcpListener;

use actix_web::web::Data;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::Ending;
use super::context;
use super::error::CliError;
use crate::config::{Config, ServerConfig};
use crate::http::tls::TlsSettings;
use crate::http::{self, ServerSettings, metrics as exposition};
use crate::work;

pub(super) async fn serve(config: Config) -> Result<Ending, CliError> {
    let metrics = install_metrics()?;
    let app = context::open(&config).await?;
    let tls = config.server.tls.as_ref().map(|files| {
        let settings = TlsSettings { certificate: files.certificate.clone(), key: files.key.clone() };
        settings.load().map_err(|error| CliError::failed(error.to_string()))
    });
    let tls = tls.transpose()?;
    // Before anybody is told where it listens: a stop that comes at once is a stop, not a kill.
    let mut told_to_stop = Stop::install()?;
    let listeners = listen(&config.server)?;
    let data = Data::new(app.clone());
    let shell = app.shell(&config).metrics(metrics);
    let server = http::serve(listeners, tls, &settings(&config.server), shell, move |state| {
        state.app_data(data.clone());
    });
    let server = server.map_err(|error| CliError::failed(format!("the server cannot start: {error}")))?;

    let (stop, stopped) = watch::channel(false);
    let work = actix_web::rt::spawn(work::run(app.clone(), stopped));
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        told_to_stop.wait().await;
        tracing::info!("stopping");
        handle.stop(true).await;
    });
    let served = server.await;
    // No one listens any more where the work has ended by itself.
    let _ = stop.send(true);
    let _ = work.await;
    app.database.close().await?;
    served.map_err(|error| CliError::failed(format!("the server failed: {error}")))?;
    tracing::info!("stopped");
    Ok(Ending::Done)
}

/// The signals of an init system and of Ctrl-C.
struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    fn install() -> Result<Self, CliError> {
        let install =
            |kind| signal(kind).map_err(|error| CliError::failed(format!("signals cannot be listened for: {error}")));
        Ok(Self { terminate: install(SignalKind::terminate())?, interrupt: install(SignalKind::interrupt())? })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Takes every address before anything is served, and logs where it really listens (port 0).
fn listen(config: &ServerConfig) -> Result<Vec<TcpListener>, CliError> {
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let listen = |wanted| -> std::io::Result<TcpListener> {
        let listener = TcpListener::bind(wanted)?;
        let address = listener.local_addr()?;
        tracing::info!(url = format!("{scheme}://{address}"), "listening");
        Ok(listener)
    };
    let taken = |wanted| {
        listen(wanted).map_err(|error| CliError::failed(format!("cannot listen on {wanted}: {error}; see server.bind")))
    };
    config.bind.iter().map(taken).collect()
}

fn settings(config: &ServerConfig) -> ServerSettings {
    ServerSettings {
        workers: config.workers,
        max_connections: config.max_connections,
        head_timeout: config.header_timeout,
        keep_alive: config.keep_alive,
        shutdown_timeout: config.shutdown_grace,
        handle_signals: false,
    }
}

fn install_metrics() -> Result<PrometheusHandle, CliError> {
    let recorder =
        exposition::recorder().map_err(|error| CliError::failed(format!("metrics cannot start: {error}")))?;
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|_| CliError::failed("metrics have been started already"))?;
    Ok(handle)
}
