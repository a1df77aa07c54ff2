//! The stand-in for WeChat: the platform's behaviours over HTTP, on loopback.
//!
//! Tests and the demonstration point the service's WeChat address at it. It keeps what the real
//! platform keeps: codes that are good once and for five minutes, tokens that replace each other,
//! refusals with status 200, replies labelled `text/plain`, 412 for chunked bodies. It can be told
//! to misbehave ([`StandIn::fail`]) and remembers what it was asked ([`StandIn::requests`]).
//!
//! Beside the codes that [`StandIn::mint_login_code`] makes, it takes:
//!
//! - `demo-<name>`: logs in the user of that name; never spent, never expires. The same name is
//!   the same user after a restart.
//! - `demo-phone-<digits>` as a phone code: proves that mainland number.
//! - `busy`, `freq`, `risk`, `slow`, `garbage`, `strerr`, `noerr`: see `faults`.
//!
//! People with curl find the same hooks under `/_standin/`: see `hooks`.

mod answer;
mod code_picture;
mod codes;
mod faults;
mod hooks;
mod links;
mod login;
mod phone;
mod platform;
mod push;
mod push_hooks;
mod records;
mod settings;
mod state;
mod subscribe;
mod text_check;
mod token;
mod users;

use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use actix_web::{
    App, HttpServer,
    dev::ServerHandle,
    web::{self, Data},
};
use chrono::TimeDelta;

pub use faults::{Endpoint, Fault};
pub use phone::PhoneNumber;
pub use push::{MediaMood, PushHow, PushTarget, Pushed};
pub use records::Recorded;
pub use settings::StandInSettings;
pub use users::open_id;

use codes::Kind;
use state::State;

/// A running stand-in; stops when dropped.
pub struct StandIn {
    state: Data<State>,
    address: SocketAddr,
    server: ServerHandle,
}

impl StandIn {
    /// Listens on `address`, a free port of it if the port is 0. Must run inside a Tokio runtime.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] for an address that others can reach: whoever reaches the
    /// stand-in is whoever they say they are. Else what the system says.
    pub fn start(address: SocketAddr, settings: StandInSettings) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the stand-in for WeChat listens on loopback only",
            ));
        }
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let state = Data::new(State::new(settings));
        let shared = state.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(shared.clone())
                .service(web::scope("/_standin").configure(hooks::routes))
                .default_service(web::to(platform::answer))
        })
        .workers(1)
        .disable_signals()
        .tcp_nodelay(true)
        .listen(listener)?
        .run();
        let handle = server.handle();
        tokio::spawn(server);
        Ok(Self { state, address, server: handle })
    }

    /// What to set as the service's WeChat address.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops listening and cuts the connections: from now on WeChat cannot be reached.
    pub async fn stop(&self) {
        self.server.stop(false).await;
    }

    /// A fresh code of `wx.login` for the user called `user`, who is made by being named.
    pub fn mint_login_code(&self, user: &str) -> String {
        self.state.mint(Kind::Login, user)
    }

    /// A fresh code of the phone button for `user`, which proves `phone`.
    pub fn mint_phone_code(&self, user: &str, phone: PhoneNumber) -> String {
        self.state.mint(Kind::Phone(phone), user)
    }

    /// A fresh phone code that was made in another mini-program.
    pub fn mint_phone_code_of_other_app(&self, user: &str) -> String {
        self.state.mint(Kind::PhoneOfOtherApp, user)
    }

    /// The openid by which the platform reports `user`.
    pub fn open_id(&self, user: &str) -> String {
        open_id(&self.state.settings.app_id, user)
    }

    /// `user` taps "allow" for so many messages of a template.
    pub fn allow_messages(&self, user: &str, template: &str, times: u32) {
        self.state.agree(self.open_id(user), template, times);
    }

    /// Lets codes and tokens age.
    pub fn advance_clock(&self, by: TimeDelta) {
        self.state.advance_clock(by);
    }

    /// Makes every token issued so far unknown, as when the secret is reset.
    pub fn revoke_tokens(&self) {
        self.state.revoke_tokens();
    }

    /// Answers the next `times` calls of `endpoint` with `fault`; `u32::MAX` is "until
    /// [`recover`](Self::recover)". Replaces what was set before.
    pub fn fail(&self, endpoint: Endpoint, fault: Fault, times: u32) {
        self.state.fail(endpoint, fault, times);
    }

    /// Ends all faults and lets hanging calls go on.
    pub fn recover(&self) {
        self.state.recover();
    }

    /// Every call so far, oldest first, secrets and codes masked.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state.requests()
    }

    /// Where to push messages, from now on; nothing is pushed before.
    pub fn push_to(&self, target: PushTarget) {
        self.state.push_to(target);
    }

    /// Pushes an event as the platform does: encrypted and signed. What it lacks of sender, second and type is filled
    /// in.
    pub async fn push(&self, event: serde_json::Value) -> Pushed {
        push::send(&self.state, event, PushHow::default()).await
    }

    /// Pushes an event in another form, or with one thing wrong.
    pub async fn push_as(&self, event: serde_json::Value, how: PushHow) -> Pushed {
        push::send(&self.state, event, how).await
    }

    /// Sends the last message again, byte by byte.
    pub async fn replay(&self) -> Pushed {
        push::replay(&self.state).await
    }

    /// Checks the address as the console does when it is saved, maybe with a wrong signature.
    pub async fn check_push_address(&self, wrong_signature: bool) -> Pushed {
        push::check_address(&self.state, wrong_signature).await
    }

    /// When and how verdicts on pictures are pushed; the other way than before.
    pub fn on_pictures(&self, mood: MediaMood) {
        self.state.minded(mood);
    }

    /// What is thought of pictures from now on: `pass`, `review` or `risky`, with a label.
    pub fn judge_pictures(&self, suggest: &str, label: i64) {
        self.state.judges(push::Judgement { suggest: suggest.to_owned(), label });
    }

    /// Pushes the verdicts that were held back; answers what the service said to each.
    pub async fn deliver_verdicts(&self) -> Vec<Pushed> {
        push::deliver_held(&self.state).await
    }

    /// The user of this openid is not in the mini-program any more, until the next log-in: content safety does not
    /// look at what they write.
    pub fn goes_away(&self, open_id: &str) {
        self.state.goes_away(open_id.to_owned());
    }

    /// How often `endpoint` was called.
    pub fn count(&self, endpoint: Endpoint) -> usize {
        self.requests().iter().filter(|request| request.endpoint == endpoint).count()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        // The command is sent by the call; only its completion would have to be awaited.
        drop(self.server.stop(false));
    }
}
