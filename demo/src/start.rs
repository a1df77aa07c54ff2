//! Starting the demonstration: directory, township, stand-in, server.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::web::Data;
use indicatif::ProgressBar;
use tokio::sync::watch;
use xianfeng_api::config::{Config, ConfigError};
use xianfeng_api::http::{ServerSettings, serve};
use xianfeng_api::{App, BuildError, Clock, work};
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::StoreError;

use crate::directory::{Directory, DirectoryError};
use crate::keys;
use crate::load::{LoadError, load};
use crate::settings::{APP_ID, TEMPLATE_KEYS, config, push_target, secret};
use crate::township::{Extent, Plan, RosterError, Summary};
use crate::wechat::{StandIn, StandInSettings};

/// The port that is tried first, and how many after it.
const PORT: u16 = 8080;
const PORTS: u16 = 100;

/// So many members let WeChat bring messages.
const ALLOWING: usize = 40;

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The directory of the demonstration's data.
    pub data: PathBuf,
    /// The port; 8080 or the next free one where absent, any free one for 0.
    pub port: Option<u16>,
    /// Delete an earlier demonstration first.
    pub fresh: bool,
    /// The seed of the township's year.
    pub seed: u64,
    /// The day up to which the township is told; today where absent.
    pub today: Option<Day>,
    /// How much of the township.
    pub extent: Extent,
}

/// Why the demonstration does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The directory cannot be used.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The configuration is wrong, such as a directory with a question mark.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The application cannot be made.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The township cannot be planned.
    #[error(transparent)]
    Roster(#[from] RosterError),
    /// The township cannot be written.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// No port to listen on.
    #[error("cannot listen on 127.0.0.1, port {port}: {cause}")]
    Listen {
        /// Which.
        port: u16,
        /// Why.
        cause: io::Error,
    },
    /// The stand-in for WeChat or the server does not start.
    #[error("cannot start: {0}")]
    Server(io::Error),
}

/// A demonstration that is ready to run.
pub struct Demo {
    /// The application inside.
    pub app: App,
    /// Where it listens, such as `http://127.0.0.1:8080`.
    pub base_url: String,
    /// What was loaded; none where an earlier township was kept.
    pub loaded: Option<Summary>,
    /// The server; runs once it is awaited or spawned.
    pub server: Server,
    /// WeChat.
    pub wechat: StandIn,
}

impl Demo {
    /// Serves, with the background work beside it, until the process is told to stop.
    ///
    /// # Errors
    /// The server's or the database's fault.
    pub async fn run(self) -> Result<(), StartError> {
        let (stop, stopped) = watch::channel(false);
        let work = actix_web::rt::spawn(work::run(self.app.clone(), stopped));
        let served = self.server.await;
        stop.send_replace(true);
        // Work that crashed has said so; what it left is done at the next start.
        let _ = work.await;
        self.app.database.close().await?;
        served.map_err(StartError::Server)
    }
}

/// Prepares the demonstration: loads the township unless it stands already, and binds loopback.
/// Must run inside an actix runtime.
///
/// # Errors
/// See [`StartError`].
pub async fn start(options: &Options, progress: &ProgressBar) -> Result<Demo, StartError> {
    // A second installation finds the same provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let directory = Directory::open(&options.data).await?;
    if options.fresh {
        directory.clear()?;
    }
    let keys =
        keys::read_or_make(&directory.keys(), !directory.is_loaded()).map_err(|cause| directory.failed(cause))?;
    let listener = listen(options.port)?;
    let address = listener.local_addr().map_err(StartError::Server)?;
    let clock = Clock::system();
    let wechat = stand_in(&keys, &clock).map_err(StartError::Server)?;
    wechat.push_to(push_target(address));
    let configure = |database: &Path| config(&keys, address, database, &directory.files(), &wechat.base_url());

    let loaded = match directory.is_loaded() {
        true => None,
        false => Some(load_township(options, &directory, &clock, &configure, progress).await?),
    };
    let config = configure(&directory.database())?;
    let app = App::build(&config, clock).await?;
    app.database.migrate().await?;
    let data = Data::new(app.clone());
    let server = serve(vec![listener], None, &ServerSettings::default(), app.shell(&config), move |state| {
        state.app_data(data.clone());
    });
    let server = server.map_err(StartError::Server)?;
    Ok(Demo { app, base_url: format!("http://{address}"), loaded, server, wechat })
}

async fn load_township(
    options: &Options,
    directory: &Directory,
    clock: &Clock,
    configure: &impl Fn(&Path) -> Result<Config, ConfigError>,
    progress: &ProgressBar,
) -> Result<Summary, StartError> {
    let today = options.today.unwrap_or_else(|| day_of(clock.now()));
    let plan = Plan::new(options.seed, today, options.extent)?;
    let app = App::build(&configure(&directory.begin_loading()?)?, clock.clone()).await?;
    app.database.migrate().await?;
    load(&app, &plan, progress).await?;
    app.database.close().await?;
    directory.finish_loading()?;
    Ok(plan.summary())
}

fn stand_in(keys: &toml::Table, clock: &Clock) -> io::Result<StandIn> {
    let clock = clock.clone();
    let settings = StandInSettings {
        app_id: APP_ID.to_owned(),
        secret: secret(keys),
        union_ids: false,
        pages: ["bind", "task", "content", "meeting", "claim"].map(|page| format!("pages/{page}/index")).to_vec(),
        clock: Arc::new(move || clock.now()),
    };
    let stand_in = StandIn::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), settings)?;
    // The first members tapped "allow" in WeChat before the demonstration begins, at every start anew.
    for number in 1..=ALLOWING {
        for key in TEMPLATE_KEYS {
            stand_in.allow_messages(&format!("demo-member-{number}"), &format!("demo-{key}"), 5);
        }
    }
    Ok(stand_in)
}

/// Loopback only: whoever reaches the demonstration may log in as anybody.
fn listen(port: Option<u16>) -> Result<TcpListener, StartError> {
    let bind =
        |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|cause| StartError::Listen { port, cause });
    match port {
        Some(port) => bind(port),
        None => (PORT..PORT + PORTS).find_map(|port| bind(port).ok()).map_or_else(|| bind(PORT), Ok),
    }
}
